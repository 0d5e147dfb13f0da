/// One model of the sandbox's Replicate.
struct ReplicateModel: Sendable {
    /// What comes out (sheet B5).
    enum Output: Sendable {
        /// The address of one picture.
        case picture
        /// A list of addresses.
        case pictures
        case clip
        case tune
        case voice
        /// A list of pieces of text.
        case tokens
        /// One text.
        case words
        /// An object of addresses.
        case stems
    }

    let owner: String
    let name: String
    let summary: String
    let output: Output
    let fields: [ReplicateField]
    /// Always on, without a version of its own.
    var isOfficial = true

    var id: String { "\(owner)/\(name)" }

    var writesText: Bool {
        switch output {
        case .tokens, .words: true
        case .picture, .pictures, .clip, .tune, .voice, .stems: false
        }
    }

    /// Models of Replicate stream text as it is written and files as they are done (sheet B6).
    var streams: Bool {
        switch output {
        case .words, .stems: false
        case .picture, .pictures, .clip, .tune, .voice, .tokens: isOfficial
        }
    }

    /// 64 hexadecimal digits, always the same for a model.
    var version: String {
        var random = StableRandom(text: id)
        let digits = Array("0123456789abcdef")
        return String((0..<64).map { _ in digits[Int(random.next() % 16)] })
    }

    func field(_ name: String) -> ReplicateField? { fields.first { $0.name == name } }
}
