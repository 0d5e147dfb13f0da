/// `GET /key` (sheet A8.2).
struct OpenRouterKeyReport: Encodable, Sendable {
    struct Report: Encodable, Sendable {
        let label: String
        @Nullable var limit: Double?
        @Nullable var limitRemaining: Double?
        @Nullable var limitReset: String?
        let usage: Double
        let usageDaily: Double
        let usageWeekly: Double
        let usageMonthly: Double
        var byokUsage = 0.0
        var isFreeTier = false
        let isManagementKey: Bool
        var isProvisioningKey = false
        @Nullable var expiresAt: String?
        var rateLimit = RateLimit()
    }

    struct RateLimit: Encodable, Sendable {
        var requests = -1
        var interval = "10s"
        var note = "This field is deprecated and safe to ignore."
    }

    let data: Report

    init(key: String, usage: Double) {
        data = Report(
            label: "\(key.prefix(4))...\(key.suffix(3))", limit: 100, limitRemaining: 100 - usage,
            limitReset: "monthly", usage: usage, usageDaily: usage, usageWeekly: usage, usageMonthly: usage,
            isManagementKey: key.contains("management"), expiresAt: nil)
    }
}
