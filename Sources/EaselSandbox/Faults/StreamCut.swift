/// Where and how a fault ends a stream.
struct StreamCut: Sendable {
    enum Kind: Sendable {
        case disconnect
        case stall
        case malformed
        /// Provider's own error event, then a proper end of the body.
        case failure(event: String)
    }

    let kind: Kind
    let afterEvents: Int
}

/// Thrown through the HTTP handler, which then closes the TCP connection without ending the body.
struct SandboxDisconnect: Error {}

/// The same, with a reset.
struct SandboxReset: Error {}

/// The body was ended on purpose before the service was done with it.
struct StreamEndedByFault: Error {}
