public import EaselCore

/// Stands for an authorizer while a recording is played: there is nobody to show a token to.
public struct ReplayAuthorizer: CallAuthorizer {
    public init() {}

    public func authorize(_ call: HTTPCall) async throws(EaselError) -> HTTPCall { preview(call) }

    public func preview(_ call: HTTPCall) -> HTTPCall {
        var call = call
        call.headers.set("Authorization", scheme: "Bearer", secret: Credential(secret: "•••", origin: ""))
        return call
    }

    public var secrets: [Credential] { [] }
}
