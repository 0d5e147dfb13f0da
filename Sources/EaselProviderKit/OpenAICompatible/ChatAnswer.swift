public import EaselCore

/// A whole chat answer, for those who want what is in it and not its pieces.
public struct ChatAnswer: Sendable {
    public internal(set) var text = ""
    public internal(set) var media: [MediaReference] = []
    /// Nil when no sound came.
    public internal(set) var sound: ChatSound?
    public internal(set) var completion: TextCompletion
}
