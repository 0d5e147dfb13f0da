public import EaselCore

/// A kind of file that can go into a chat message.
public enum ChatAttachment: String, Sendable, Hashable, CaseIterable {
    case picture, document, sound, film

    /// Nil for a type that no chat message has a part for.
    public init?(_ type: MediaType) {
        switch type.family {
        case "image": self = .picture
        case "audio": self = .sound
        case "video": self = .film
        default:
            guard type == "application/pdf" else { return nil }
            self = .document
        }
    }
}
