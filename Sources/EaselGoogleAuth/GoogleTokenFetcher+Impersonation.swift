import EaselCore
import EaselProviderKit
import Foundation

/// A token for an account that another one may speak for (wire sheet 6.6).
extension GoogleTokenFetcher {
    private struct Wish: Encodable {
        var delegates: [String]
        var scope: [String]
        var lifetime = "3600s"
    }

    private struct Grant: Decodable {
        var accessToken: Lenient<String>?
        var expireTime: Lenient<String>?
    }

    func impersonated(
        _ email: String, delegates: [String], with own: AccessToken
    ) async throws(EaselError) -> AccessToken {
        let path = "v1/projects/-/serviceAccounts/\(email):generateAccessToken"
        guard let url = URL(string: "\(endpoints.iamCredentials.absoluteString)/\(path)"),
            let body = try? JSONText.encode(Wish(delegates: delegates, scope: scopes))
        else { throw EaselError(.configuration, "The account to impersonate cannot be written into an address.") }
        var call = HTTPCall(.post, url, headers: ["Accept": "application/json"])
            .with(body: Data(body.utf8), type: "application/json")
        call.headers.set("Authorization", scheme: "Bearer", secret: own.credential)
        let reply = try await send(call)
        let grant = try ResponseDecoding.decode(
            Grant.self, from: try await reply.collect(limit: 256 << 10), endpoint: "IAM Credentials")
        let end = grant.expireTime?.value.flatMap(WireTime.date)
        return try accessToken(grant.accessToken?.value, lifetime: end?.timeIntervalSince(now()) ?? 3600)
    }
}
