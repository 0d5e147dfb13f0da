/// One event of a `text/event-stream`.
public struct ServerSentEvent: Sendable, Hashable {
    /// The event's name, `message` unless the stream says otherwise.
    public var name: String
    /// The data lines, joined with line feeds.
    public var data: String

    public init(name: String = "message", data: String) {
        self.name = name
        self.data = data
    }
}
