public import EaselCore
public import EaselProviderKit

/// Signs calls to Google's services with an access token.
public struct GoogleAuthorizer: CallAuthorizer {
    private let cache: GoogleTokenCache
    private let quotaProject: String?
    private let account: GoogleAccount?

    /// - Parameter quotaProject: sent as `x-goog-user-project`, nil for none.
    public init(_ cache: GoogleTokenCache, quotaProject: String? = nil, account: GoogleAccount? = nil) {
        self.cache = cache
        self.quotaProject = quotaProject
        self.account = account
    }

    /// An authorizer for credentials that were found on this machine.
    public init(_ found: ApplicationDefault, transport: any HTTPTransport, endpoints: GoogleAuthEndpoints) {
        let fetcher = GoogleTokenFetcher(found.account, transport: transport, endpoints: endpoints)
        self.init(GoogleTokenCache(fetcher), quotaProject: found.quotaProject, account: found.account)
    }

    public func authorize(_ call: HTTPCall) async throws(EaselError) -> HTTPCall {
        signed(call, with: try await cache.token().credential)
    }

    public func preview(_ call: HTTPCall) -> HTTPCall {
        signed(call, with: Credential(secret: "•••", origin: ""))
    }

    public var secrets: [Credential] { cache.secrets + (account?.secrets ?? []) }

    /// Only the token of that call is forgotten: another call may have brought a new one meanwhile.
    public func forget(_ call: HTTPCall) {
        cache.invalidate { call.headers["Authorization"] == "Bearer " + $0.credential.secret }
    }

    private func signed(_ call: HTTPCall, with token: Credential) -> HTTPCall {
        var call = call
        call.headers.set("Authorization", scheme: "Bearer", secret: token)
        if let quotaProject { call.headers.set("x-goog-user-project", quotaProject) }
        return call
    }
}
