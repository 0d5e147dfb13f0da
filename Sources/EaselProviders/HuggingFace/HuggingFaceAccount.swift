import EaselCore
import EaselProviderKit
import Foundation

/// The account behind a token: `GET /api/whoami-v2`, which is heavily rate limited (wire sheet B1).
///
/// It passes for a token that may not call inference providers, too: only a generation proves that. What is left of the
/// monthly credits is not told anywhere.
struct HuggingFaceAccount: AccountReporter {
    let client: HuggingFaceClient

    func account() async throws(EaselError) -> AccountStatus {
        let call = try client.hub.call(.get, "api/whoami-v2")
        return try await client.hub.value(Whoami.self, from: call).status
    }

    private struct Whoami: Decodable, Sendable {
        struct Auth: Decodable, Sendable {
            struct Token: Decodable, Sendable { var displayName: Lenient<String>? }
            var accessToken: Lenient<Token>?
        }

        var name: String
        var isPro: Lenient<Bool>?
        /// Epoch seconds.
        var periodEnd: Lenient<Double>?
        var auth: Lenient<Auth>?

        var status: AccountStatus {
            let token = auth?.value?.accessToken?.value?.displayName?.value
            let label = token.map { "\(name), token “\($0)”" } ?? name
            return AccountStatus(label: ControlText.oneLine(label)).with {
                $0.isFreeTier = isPro?.value.map { !$0 }
                $0.resetsAt = periodEnd?.value.map { Date(timeIntervalSince1970: $0) }
            }
        }
    }
}
