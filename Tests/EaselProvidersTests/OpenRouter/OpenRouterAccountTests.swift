import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

struct OpenRouterAccountTests {
    private func account(_ key: String, credits: String = "{}") async throws -> (AccountStatus, [String]) {
        let transport = CannedTransport { (call) throws(EaselError) in
            .json(call.url.path().hasSuffix("/key") ? key : credits)
        }
        let bench = try Bench("openrouter", transport)
        let reporter = try #require(bench.provider.account)
        return (try await reporter.account(), bench.transport.calls.map { $0.url.path() })
    }

    @Test func `a key tells its cap, its use and when it starts anew`() async throws {
        let (status, asked) = try await account(try RecordedFixture.text("openrouter-key.json"))
        #expect(status.label == "sk-or-v1-au7...890" && status.isFreeTier == false)
        #expect(status.creditRemainingUSD == 74.5 && status.limitUSD == 100 && status.usageUSD == 25.5)
        // The bench's clock stands at 20 August 2026.
        #expect(status.resetsAt == (try Date("2026-09-01T00:00:00Z", strategy: .iso8601)))
        #expect(asked == ["/api/v1/key"], "credits are for management keys")
    }

    @Test func `a budget that binds first is the one that is told`() async throws {
        let (status, _) = try await account(
            #"{"data":{"label":"k","limit":100,"limit_remaining":74.5,"usage":25.5,"effective_budget":{"scope":"workspace","limit_usd":20,"spend_usd":19,"remaining_usd":1,"resets_at":"2026-08-21T00:00:00Z"}}}"#
        )
        #expect(status.creditRemainingUSD == 1 && status.limitUSD == 20 && status.usageUSD == 19)
        #expect(status.resetsAt == (try Date("2026-08-21T00:00:00Z", strategy: .iso8601)))
    }

    @Test func `a management key tells the credit of the account`() async throws {
        let (status, asked) = try await account(
            #"{"data":{"label":"m","limit":null,"limit_remaining":null,"usage":0,"is_management_key":true}}"#,
            credits: #"{"data":{"total_credits":100.5,"total_usage":25.75}}"#)
        #expect(status.creditRemainingUSD == 74.75 && status.usageUSD == 25.75 && status.limitUSD == nil)
        #expect(asked == ["/api/v1/key", "/api/v1/credits"])
    }

    @Test func `a key without a cap tells none`() async throws {
        let status = try await account(#"{"data":{"limit":null,"limit_remaining":null,"limit_reset":null}}"#).0
        #expect(status == AccountStatus())
    }

    @Test func `a wrong key is an authentication error`() async throws {
        let bench = try Bench(
            "openrouter", CannedTransport(.json(#"{"error":{"code":401,"message":"User not found."}}"#, status: 401)))
        let error = await failure { () async throws(EaselError) in try await bench.provider.account?.account() }
        #expect(error?.kind == .authentication)
    }
}
