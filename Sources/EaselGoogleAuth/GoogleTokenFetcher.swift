public import EaselCore
public import EaselProviderKit
public import Foundation

/// Fetches access tokens for an account. It keeps nothing and repeats nothing.
public struct GoogleTokenFetcher: Sendable {
    /// The scope of everything that Easel asks Google for.
    public static let cloudPlatform = "https://www.googleapis.com/auth/cloud-platform"

    let account: GoogleAccount
    let transport: any HTTPTransport
    let endpoints: GoogleAuthEndpoints
    let scopes: [String]
    let now: @Sendable () -> Date

    public init(
        _ account: GoogleAccount, transport: any HTTPTransport, endpoints: GoogleAuthEndpoints,
        scopes: [String] = [cloudPlatform], now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.account = account
        self.transport = transport
        self.endpoints = endpoints
        self.scopes = scopes
        self.now = now
    }

    /// A new token. Throws `authentication` with what to do where the account is not accepted, `configuration` where it
    /// cannot be used, and what the way to the server throws.
    public func fetch() async throws(EaselError) -> AccessToken {
        do {
            return try await fetch(for: account)
        } catch {
            throw Redactor(account.secrets).redact(error)
        }
    }

    /// The project of the machine, as the metadata server tells it.
    public func machineProject() async throws(EaselError) -> String {
        let reply = try await send(metadataCall("project/project-id"))
        let text = String(decoding: try await reply.collect(limit: 4 << 10), as: UTF8.self)
        let project = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard project.wholeMatch(of: /[a-z0-9:.-]{1,128}/) != nil else {
            throw EaselError(.invalidResponse, "The metadata server told no project.")
        }
        return project
    }

    private func fetch(for account: GoogleAccount) async throws(EaselError) -> AccessToken {
        switch account {
        case .service(let service):
            let assertion = try ServiceAccountAssertion(service, scopes: scopes).signed(now: now())
            let form = [
                ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), ("assertion", assertion.secret),
            ]
            return try await token(try tokenCall(form, address: service.tokenAddress))
        case .user(let user):
            let form = [
                ("grant_type", "refresh_token"), ("client_id", user.clientID),
                ("client_secret", user.clientSecret.secret), ("refresh_token", user.refreshToken.secret),
            ]
            // The file's own token_uri is not used for this type (6.4).
            return try await token(try tokenCall(form, address: nil))
        case .metadataServer:
            let scopes = scopes.joined(separator: ",")
            return try await token(
                metadataCall("instance/service-accounts/default/token", query: "scopes=\(Self.escaped(scopes))"))
        case .impersonated(let email, let delegates, let source):
            let own = try await fetch(for: source)
            return try await impersonated(email, delegates: delegates, with: own)
        }
    }

    private func token(_ call: HTTPCall) async throws(EaselError) -> AccessToken {
        let reply = try await send(call)
        let grant = try ResponseDecoding.decode(
            Grant.self, from: try await reply.collect(limit: 256 << 10), endpoint: "Google's token endpoint")
        return try accessToken(grant.token?.value, lifetime: grant.lifetime?.seconds ?? 3600)
    }

    func accessToken(_ text: String?, lifetime: Double) throws(EaselError) -> AccessToken {
        guard let text, !text.isEmpty, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw EaselError(.invalidResponse, "Google's answer holds no access token.")
        }
        return AccessToken(
            credential: Credential(secret: text, origin: account.words),
            expiresAt: now().addingTimeInterval(min(max(lifetime, 0), 12 * 3600)))
    }

    /// Sends a call; a status that is no success is thrown.
    func send(_ call: HTTPCall) async throws(EaselError) -> HTTPReply {
        let reply: HTTPReply
        do {
            reply = try await transport.send(call)
        } catch {
            throw GoogleTokenRefusal.unreachable(error, host: call.url.host() ?? "Google")
        }
        guard reply.isSuccess else {
            let body = try await reply.collectExplanation(limit: 64 << 10)
            throw GoogleTokenRefusal.error(
                status: reply.status, headers: reply.headers, body: body, account: account, now: now())
        }
        return reply
    }

    /// Sent by POST, but asking twice costs nothing, so it never "may have been accepted".
    private func tokenCall(_ form: [(String, String)], address: URL?) throws(EaselError) -> HTTPCall {
        let usual = address?.scheme == "https" ? address : nil
        guard
            let url = endpoints.oauth.map({ $0.appending(path: "token") }) ?? usual
                ?? URL(string: ServiceAccountAssertion.audience)
        else { throw EaselError(.configuration, "The address of Google's token endpoint is not a URL.") }
        let body = form.map { "\(Self.escaped($0.0))=\(Self.escaped($0.1))" }.joined(separator: "&")
        return HTTPCall(.post, url, headers: ["Accept": "application/json"])
            .with(body: Data(body.utf8), type: "application/x-www-form-urlencoded")
    }

    /// Plain `http` to the machine's own network, and three seconds for an answer (6.5).
    private func metadataCall(_ path: String, query: String? = nil) -> HTTPCall {
        var url = endpoints.metadata.appending(path: "computeMetadata/v1/\(path)")
        if let query { url = URL(string: "\(url.absoluteString)?\(query)") ?? url }
        return HTTPCall(
            .get, url, headers: ["Metadata-Flavor": "Google"],
            patience: .brief)
    }

    static func escaped(_ text: String) -> String {
        let plain = CharacterSet(
            charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
        return text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
    }

    private struct Grant: Decodable {
        var token: Lenient<String>?
        var lifetime: FlexibleSeconds?

        enum CodingKeys: String, CodingKey {
            case token = "access_token"
            case lifetime = "expires_in"
        }
    }

    /// A number, or a number as text (6.3).
    private struct FlexibleSeconds: Decodable {
        var seconds: Double?

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            let value =
                (try? container.decode(Double.self)) ?? (try? container.decode(String.self)).flatMap(Double.init)
            seconds = value.flatMap { $0.isFinite ? $0 : nil }
        }
    }
}
