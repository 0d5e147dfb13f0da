/// One property of a model's input.
struct ReplicateField: Sendable {
    enum Kind: Sendable {
        case text(maximum: Int?)
        case integer(Int?, Int?)
        case number(Double, Double)
        case flag
        /// A closed list of text or of whole numbers.
        case choice([JSON])
        /// The address of a file, as https or as a data URI.
        case file
        case files(maximum: Int)
        /// Turns of a conversation.
        case messages
    }

    let name: String
    let kind: Kind
    var isRequired = false
    /// What the model takes when the field is absent.
    var usual: JSON?
    var summary = ""

    init(_ name: String, _ kind: Kind, default usual: JSON? = nil, required: Bool = false, _ summary: String = "") {
        self.name = name
        self.kind = kind
        self.usual = usual
        isRequired = required
        self.summary = summary
    }

    /// Words to choose from, with spaces between them; the default is the first unless given.
    static func words(_ name: String, _ words: String, default usual: JSON? = nil) -> ReplicateField {
        ReplicateField(name, .choice(words.split(separator: " ").map { .string(String($0)) }), default: usual)
    }

    static func numbers(_ name: String, _ numbers: [Int], default usual: Int) -> ReplicateField {
        ReplicateField(name, .choice(numbers.map { .integer(Int64($0)) }), default: .integer(Int64(usual)))
    }

    static let prompt = ReplicateField("prompt", .text(maximum: nil), required: true, "Text prompt")
    static let seed = ReplicateField("seed", .integer(nil, nil), "Random seed. Set for reproducible generation")
    static let negative = ReplicateField("negative_prompt", .text(maximum: nil), "What you do not want to see")
}
