/// Why a file could not be looked at, or played.
public enum DesktopMediaError: Error, Equatable, CustomStringConvertible {
    /// None of these programs is on this machine; `purpose` says what one of them would do.
    case programMissing([String], purpose: String)
    /// The file does not exist, or may not be read; `code` is the `errno`.
    case unreadable(path: String, code: Int32)
    /// The machine has no sound device, or no sound server that the player reaches.
    case noSound(program: String)
    /// The file has none of what was looked for: a picture, or a sound.
    case absent(String)
    /// The file is damaged, or of an unknown kind.
    case undecodable
    /// It took too long.
    case timedOut
    /// A program ended with an error, in its own words.
    case failed(program: String, words: String)
    /// The task was cancelled.
    case cancelled

    public var description: String {
        switch self {
        case .programMissing(let names, let purpose):
            "\(names.joined(separator: " or ")) is not installed; \(purpose)"
        case .unreadable(let path, let code): "\(path) cannot be read (error \(code))"
        case .noSound(let program): "\(program) finds no sound device on this machine"
        case .absent(let what): "there is no \(what) in it"
        case .undecodable: "the file is damaged, or of a kind that cannot be shown"
        case .timedOut: "it took too long"
        case .failed(let program, let words): words.isEmpty ? "\(program) failed" : "\(program): \(words)"
        case .cancelled: "it was cancelled"
        }
    }
}
