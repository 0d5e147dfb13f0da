public import EaselCore

/// Signs a call with a credential that has to be fetched first, such as an access token that expires.
public protocol CallAuthorizer: Sendable {
    /// Adds what authenticates the call. The implementation marks secret header fields as such.
    func authorize(_ call: HTTPCall) async throws(EaselError) -> HTTPCall

    /// The call as a preview shows it: with the fields that would be sent and `•••` for the secret. Nothing is fetched.
    func preview(_ call: HTTPCall) -> HTTPCall

    /// The service did not accept the credential in this call (HTTP 401): the next `authorize` brings another one.
    func forget(_ call: HTTPCall)

    /// Secrets that were used so far, to be cut out of whatever a provider echoes.
    var secrets: [Credential] { get }
}

extension CallAuthorizer {
    /// A token that is given once and for all has no other to follow it.
    public func forget(_ call: HTTPCall) {}

    /// Sends a call with the credential, and once more with a new one when it is not accepted (google.md 9.2): a 401 was
    /// decided before anything was done, so also a POST may be repeated.
    public func send(_ call: HTTPCall, over transport: any HTTPTransport) async throws(EaselError) -> HTTPReply {
        let signed = try await authorize(call)
        let reply = try await transport.send(signed)
        guard reply.status == 401 else { return reply }
        forget(signed)
        let renewed = try await authorize(call)
        return renewed == signed ? reply : try await transport.send(renewed)
    }
}
