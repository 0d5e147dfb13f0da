public import EaselCore

/// Sends an HTTP request. It never retries and never follows a redirect.
///
/// Cancelling the calling task, or letting go of the reply's body, closes the connection.
public protocol HTTPTransport: Sendable {
    /// Returns when the head of the response is read, whatever its status. Throws when no response came:
    /// `unavailable`, `timeout` or `cancelled`.
    func send(_ call: HTTPCall) async throws(EaselError) -> HTTPReply
}

extension EaselError {
    /// The error of a transport or of a body, in Easel's vocabulary.
    public static func transport(_ error: any Error) -> EaselError {
        switch error {
        case let error as EaselError: error
        case is CancellationError: .cancelled
        default: EaselError(.unavailable, "The connection failed.")
        }
    }
}
