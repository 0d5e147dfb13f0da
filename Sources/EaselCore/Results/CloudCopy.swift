/// The second home of a file, in Cloud Storage.
public struct CloudCopy: Hashable, Sendable, Codable {
    public enum State: String, Hashable, Sendable, Codable {
        /// Not all of it is there yet; the upload goes on when Easel runs again.
        case pending
        /// The object is whole, and its checksum was compared.
        case stored
        /// It cannot be uploaded as it is, and is not tried again.
        case refused
    }

    /// `gs://bucket/object`.
    public var address: String
    /// The server that holds the bucket. An upload never changes servers: what a sandbox made stays there.
    public var server: String
    public var state: State
    /// Bytes that the server has for certain.
    public var confirmedBytes: Int64
    /// What stood against it at the last try.
    public var error: EaselError?

    public init(address: String, server: String, state: State = .pending) {
        self.address = address
        self.server = server
        self.state = state
        self.confirmedBytes = 0
    }
}
