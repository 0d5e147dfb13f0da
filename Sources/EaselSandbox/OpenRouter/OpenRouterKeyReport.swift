import Foundation

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
        var byokUsageDaily = 0.0
        var byokUsageWeekly = 0.0
        var byokUsageMonthly = 0.0
        var includeByokInLimit = false
        var creatorUserId = "user_sandbox"
        @Nullable var organizationId: String?
        var workspaceId = "ws_sandbox"
        var allowedDataRegions = ["global"]
        var freeModelDailyRequests = FreeRequests()
        var budgets: [Budget] = []
        @Nullable var effectiveBudget: Budget?
        var isFreeTier = false
        let isManagementKey: Bool
        var isProvisioningKey = false
        @Nullable var expiresAt: String?
        var rateLimit = RateLimit()
    }

    struct FreeRequests: Encodable, Sendable {
        var limit = 1000
        var used = 12
        var remaining = 988
    }

    /// The layer that blocks first.
    struct Budget: Encodable, Sendable {
        var scope = "workspace"
        let limitUsd: Double
        let spendUsd: Double
        let remainingUsd: Double
        var resetInterval = "daily"
        let resetsAt: String
        var includeByok = false
    }

    struct RateLimit: Encodable, Sendable {
        var requests = -1
        var interval = "10s"
        var note = "This field is deprecated and safe to ignore."
    }

    let data: Report

    /// A key that contains `budget` has a workspace budget above it, one that contains `uncapped` has no cap.
    init(key: String, usage: Double) {
        let isCapped = !key.contains("uncapped")
        let tomorrow = Date(timeIntervalSince1970: (Date().timeIntervalSince1970 / 86_400).rounded(.up) * 86_400)
        let budget = Budget(
            limitUsd: 20, spendUsd: usage, remainingUsd: 20 - usage, resetsAt: tomorrow.formatted(.iso8601))
        var report = Report(
            label: "\(key.prefix(4))...\(key.suffix(3))", limit: isCapped ? 100 : nil,
            limitRemaining: isCapped ? 100 - usage : nil, limitReset: isCapped ? "monthly" : nil, usage: usage,
            usageDaily: usage, usageWeekly: usage, usageMonthly: usage, isManagementKey: key.contains("management"),
            expiresAt: nil)
        if key.contains("budget") {
            report.budgets = [budget]
            report.effectiveBudget = budget
        }
        data = report
    }
}
