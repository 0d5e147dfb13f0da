/// `GET /key` (sheet A8.2).
struct OpenRouterKeyReport: Encodable, Sendable {
    struct Report: Encodable, Sendable {
        let label: String
        @Nullable var limit: Double?
        @Nullable var limit_remaining: Double?
        @Nullable var limit_reset: String?
        let usage: Double
        let usage_daily: Double
        let usage_weekly: Double
        let usage_monthly: Double
        var byok_usage = 0.0
        var is_free_tier = false
        let is_management_key: Bool
        var is_provisioning_key = false
        @Nullable var expires_at: String?
        var rate_limit = RateLimit()
    }

    struct RateLimit: Encodable, Sendable {
        var requests = -1
        var interval = "10s"
        var note = "This field is deprecated and safe to ignore."
    }

    let data: Report

    init(key: String, usage: Double) {
        data = Report(
            label: "\(key.prefix(4))...\(key.suffix(3))", limit: 100, limit_remaining: 100 - usage,
            limit_reset: "monthly", usage: usage, usage_daily: usage, usage_weekly: usage, usage_monthly: usage,
            is_management_key: key.contains("management"), expires_at: nil)
    }
}
