public import EaselCore
public import Foundation

/// One HTTP request, ready to be sent.
public struct HTTPCall: Sendable, Hashable {
    public enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
        case put = "PUT"
        case patch = "PATCH"
        case delete = "DELETE"
        /// A GET with a body, as Replicate's search wants it.
        case query = "QUERY"

        /// Sending it twice is the same as sending it once; a POST starts paid work each time.
        public var isRepeatable: Bool { self != .post }
    }

    /// Where a call may lead.
    public enum Reach: Sendable {
        case anywhere
        /// Not to this machine or a private network, also if the host's name resolves to one.
        case internet
    }

    public var method: Method
    public var url: URL
    public var headers: HeaderFields
    public var body: Data?
    public var patience: HTTPPatience
    public var reach = Reach.anywhere

    public init(
        _ method: Method, _ url: URL, headers: HeaderFields = [:], body: Data? = nil, patience: HTTPPatience = .brief
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.patience = patience
    }

    /// The call with a body of JSON. Throws `invalidRequest` for a number that JSON cannot write.
    public func with(json body: some Encodable, provider: ProviderID) throws(EaselError) -> HTTPCall {
        do {
            return with(body: Data(try JSONText.encode(body).utf8), type: "application/json")
        } catch {
            throw EaselError(
                .invalidRequest, "The request cannot be written as JSON (a number in it is not finite).",
                provider: provider)
        }
    }

    /// The call with a body of a media type, which may have parameters.
    public func with(body: Data, type: String) -> HTTPCall {
        var call = self
        call.headers.set("Content-Type", type)
        call.body = body
        return call
    }

    /// The request as `--dry-run` prints it; secrets are redacted.
    public var preview: RequestPreview {
        RequestPreview(
            method: method.rawValue, url: url.absoluteString,
            headers: headers.fields.map { .init(name: $0.name, value: $0.shown ?? $0.value) },
            body: body.map { String(decoding: $0, as: UTF8.self) })
    }
}

/// How long a call waits.
public struct HTTPPatience: Sendable, Hashable {
    /// From the start of the call to the head of the response.
    public var head: Duration
    /// Longest silence while the answer is awaited or read; at least as long as `head` where the head may take that long.
    public var idle: Duration
    /// From the head of the response to the end of its body, so that a drip ends; nil where whoever reads it sees to that.
    public var whole: Duration?

    public init(head: Duration, idle: Duration, whole: Duration? = .seconds(3600)) {
        self.head = head
        self.idle = idle
        self.whole = whole
    }

    /// Looking whether anybody listens on this machine.
    public static let probe = HTTPPatience(head: .seconds(5), idle: .seconds(5), whole: .seconds(10))
    /// Lists, submits to a queue, status, cancel.
    public static let brief = HTTPPatience(head: .seconds(30), idle: .seconds(30), whole: .seconds(120))
    /// A model works while we wait: a local server may load it for minutes, and a picture took 94 s (wire sheet E10).
    public static let generation = HTTPPatience(head: .seconds(600), idle: .seconds(600))
    /// A media file comes in; how long that may take is the limit of whoever saves it.
    public static let download = HTTPPatience(head: .seconds(60), idle: .seconds(120), whole: nil)
}
