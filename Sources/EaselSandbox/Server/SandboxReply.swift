import Foundation
import HTTPTypes

/// What a service answers: a whole body, or a stream of server-sent events.
struct SandboxReply: Sendable {
    enum Body: Sendable {
        case whole(Data)
        case events(@Sendable (inout EventSink) async throws -> Void)
        /// Bytes as a fault writes them.
        case raw(@Sendable (BodyPipe) async throws -> Void)
    }

    var status: Int
    var headers: HTTPFields
    var body: Body
    /// Remarks for the journal about things a real server accepts silently, such as an unknown field.
    var notes: [String] = []

    init(status: Int = 200, contentType: String, body: Data) {
        self.status = status
        headers = [.contentType: contentType]
        self.body = .whole(body)
    }

    /// A JSON body with keys in alphabetical order.
    init(status: Int = 200, json value: some Encodable) {
        self.init(status: status, contentType: "application/json", body: WireEncoder.bytes(value))
    }

    /// A `text/event-stream` body produced while it is sent.
    init(events: @escaping @Sendable (inout EventSink) async throws -> Void) {
        status = 200
        headers = [.contentType: "text/event-stream", .cacheControl: "no-cache"]
        body = .events(events)
    }

    /// The same reply with one more header; a name that is no valid header name is left out.
    func adding(_ name: String, _ value: String) -> SandboxReply {
        var copy = self
        if let name = HTTPField.Name(name) { copy.headers[name] = value }
        return copy
    }

    /// The same reply under another media type.
    func typed(_ type: String) -> SandboxReply {
        var copy = self
        copy.headers[.contentType] = type
        return copy
    }

    func noting(_ notes: [String]) -> SandboxReply {
        var copy = self
        copy.notes += notes
        return copy
    }
}
