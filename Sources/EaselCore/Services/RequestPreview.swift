/// An HTTP request as it would be sent, for `--dry-run`. Secrets are redacted.
public struct RequestPreview: Hashable, Sendable, Codable {
    public struct Header: Hashable, Sendable, Codable {
        public var name: String
        public var value: String

        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    public var method: String
    public var url: String
    public var headers: [Header]
    /// The body as text.
    public var body: String?

    public init(method: String, url: String, headers: [Header], body: String?) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
    }
}
