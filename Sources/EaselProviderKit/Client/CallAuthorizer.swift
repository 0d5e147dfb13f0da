public import EaselCore

/// Signs a call with a credential that has to be fetched first, such as an access token that expires.
public protocol CallAuthorizer: Sendable {
    /// Adds what authenticates the call. The implementation marks secret header fields as such.
    func authorize(_ call: HTTPCall) async throws(EaselError) -> HTTPCall

    /// The call as a preview shows it: with the fields that would be sent and `•••` for the secret. Nothing is fetched.
    func preview(_ call: HTTPCall) -> HTTPCall

    /// Secrets that were used so far, to be cut out of whatever a provider echoes.
    var secrets: [Credential] { get }
}
