import EaselCore
import EaselProviderKit
import Foundation

/// What OpenRouter says of the key: `GET /key`, and `GET /credits` for a management key (wire sheet A8.2, A8.3).
struct OpenRouterAccount: AccountReporter {
    let client: OpenRouterClient

    func account() async throws(EaselError) -> AccountStatus {
        let key = try await client.value(Report<Key>.self, from: try client.api.call(.get, "key")).data
        var status = key.status(now: client.api.context.now())
        // Any other key is refused the credits (403), and so they are not asked for.
        guard key.isManagement?.value == true else { return status }
        let credits = try await client.value(Report<Credits>.self, from: try client.api.call(.get, "credits")).data
        if let total = credits.total?.value, let used = credits.used?.value {
            status.creditRemainingUSD = total - used
            status.usageUSD = used
        }
        return status
    }

    private struct Report<Content: Decodable & Sendable>: Decodable, Sendable { var data: Content }

    private struct Credits: Decodable, Sendable {
        var total: Lenient<Double>?
        var used: Lenient<Double>?
        enum CodingKeys: String, CodingKey {
            case total = "total_credits"
            case used = "total_usage"
        }
    }

    private struct Key: Decodable, Sendable {
        /// The layer that will block first: a guardrail, the workspace or the key.
        struct Budget: Decodable, Sendable {
            var limit: Lenient<Double>?
            var spent: Lenient<Double>?
            var remaining: Lenient<Double>?
            var resetsAt: Lenient<String>?
            enum CodingKeys: String, CodingKey {
                case limit = "limit_usd"
                case spent = "spend_usd"
                case remaining = "remaining_usd"
                case resetsAt = "resets_at"
            }
        }

        var label: Lenient<String>?
        var limit: Lenient<Double>?
        var remaining: Lenient<Double>?
        var reset: Lenient<String>?
        var usage: Lenient<Double>?
        var isFree: Lenient<Bool>?
        var isManagement: Lenient<Bool>?
        var budget: Lenient<Budget>?

        enum CodingKeys: String, CodingKey {
            case label, limit, usage
            case remaining = "limit_remaining"
            case reset = "limit_reset"
            case isFree = "is_free_tier"
            case isManagement = "is_management_key"
            case budget = "effective_budget"
        }

        /// The binding budget where there is one, else the key's own cap; a key without a cap has null in both.
        func status(now: Date) -> AccountStatus {
            let binding = budget?.value
            return AccountStatus(label: label?.value.map { ControlText.oneLine(String($0.prefix(80))) }).with {
                $0.creditRemainingUSD = binding?.remaining?.value ?? remaining?.value
                $0.limitUSD = binding?.limit?.value ?? limit?.value
                $0.usageUSD = binding?.spent?.value ?? usage?.value
                $0.resetsAt =
                    binding?.resetsAt?.value.flatMap(WireTime.date)
                    ?? OpenRouterAccount.nextReset(reset?.value, after: now)
                $0.isFreeTier = isFree?.value
            }
        }
    }

    /// The next midnight in UTC at which a cap starts anew: of a day, of a Monday, of the first of a month. The report of the
    /// usage counts by these (A8.2); that the cap does too is not written down.
    static func nextReset(_ word: String?, after now: Date) -> Date? {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let match: DateComponents
        switch word {
        case "daily": match = DateComponents(hour: 0, minute: 0, second: 0)
        case "weekly": match = DateComponents(hour: 0, minute: 0, second: 0, weekday: 2)
        case "monthly": match = DateComponents(day: 1, hour: 0, minute: 0, second: 0)
        default: return nil
        }
        return calendar.nextDate(after: now, matching: match, matchingPolicy: .nextTime)
    }
}
