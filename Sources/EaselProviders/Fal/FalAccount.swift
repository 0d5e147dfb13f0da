import EaselCore
import EaselProviderKit

/// The balance and the owner of the key, from the REST host (wire sheet A18; not in the public documents, so their
/// stability is UNVERIFIED).
struct FalAccount: AccountReporter {
    let client: FalClient

    private struct User: Decodable, Sendable {
        var nickname: Lenient<String>?
        var isLocked: Lenient<Bool>?
        var lockReason: Lenient<String>?
        enum CodingKeys: String, CodingKey {
            case nickname
            case isLocked = "is_locked"
            case lockReason = "lock_reason"
        }
    }

    func account() async throws(EaselError) -> AccountStatus {
        let user = try await client.rest.value(User.self, from: try client.rest.call(.get, "users/current"))
        // The balance may need another scope than the name does.
        let call = try client.rest.call(.get, "billing/user_balance")
        let balance = try? await client.rest.value(JSONValue.self, from: call)
        if Task.isCancelled { throw .cancelled }
        let lock = user.isLocked?.value == true ? " (locked: \(user.lockReason?.value ?? "no reason given"))" : ""
        let label = user.nickname?.value.map { ControlText.oneLine(String(($0 + lock).prefix(120))) }
        return AccountStatus(label: label).with { $0.creditRemainingUSD = balance?.double }
    }
}
