/// Why a sandbox could not be started.
public enum SandboxError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The host is not a loopback address; the sandbox accepts any key, so it must not be reachable from outside.
    case notLoopback(host: String)
    /// The address is in use or may not be bound; `reason` is the system's text.
    case cannotListen(host: String, port: Int, reason: String)

    public var description: String {
        switch self {
        case .notLoopback(let host):
            "the sandbox listens on loopback only, and \(host) is not a loopback address: use 127.0.0.1"
        case .cannotListen(let host, let port, let reason):
            "the sandbox cannot listen on \(host):\(port): \(reason). Choose another port, or 0 for any free one"
        }
    }
}
