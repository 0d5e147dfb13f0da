import EaselCore
import EaselHistory
import Foundation
import Testing

struct StatisticsTests {
    private let store: GRDBHistoryStore
    private let zone = TimeZone(identifier: "Europe/Berlin") ?? .gmt

    init() throws { store = try GRDBHistoryStore.inMemory() }

    private func keep(
        _ total: Int?, _ status: GenerationStatus = .succeeded, at seconds: Double = 0,
        _ change: (inout GenerationRecord) -> Void = { _ in }
    ) async throws {
        var record = Sample.record(at: seconds)
        record.timing.totalMilliseconds = total
        change(&record)
        try await store.keep(record, status: status)
    }

    @Test func `percentiles, rates, errors and costs of all that was made`() async throws {
        for milliseconds in 1...200 {
            try await keep(milliseconds, at: Double(milliseconds)) { record in
                record.timing.firstOutputMilliseconds = milliseconds / 2
                record.usage = Usage(outputTokens: 10, costUSD: milliseconds == 1 ? nil : 0.01)
            }
        }
        try await keep(5, .failed) { $0.error = EaselError(.rateLimited, "no") }
        try await keep(5, .failed) { $0.error = EaselError(.rateLimited, "no") }
        try await keep(5, .failed) { $0.error = EaselError(.timeout, "no") }
        try await keep(5, .cancelled)
        try await store.open(Sample.record(at: 500))
        try await keep(9) { $0.isSandbox = true }
        let all = try await store.statistics(StatisticsQuery())
        let line = try #require(all.first)
        #expect(all.count == 1 && line.group.isEmpty)
        #expect(line.requests == 205 && line.succeeded == 200 && line.failed == 3)
        #expect(line.cancelled == 1 && line.unfinished == 1)
        #expect(line.total == Percentiles(p50: 100, p95: 190, p99: 198))
        #expect(line.firstOutput == Percentiles(p50: 50, p95: 95, p99: 99))
        #expect(line.errors == [.rateLimited: 2, .timeout: 1])
        #expect(line.successRate == 200.0 / 203)
        #expect(abs(line.spending.knownUSD - 1.99) < 1e-9 && line.spending.unknownCount == 2)
        // 2000 tokens in the sum of half of 1 to 200 milliseconds, rounded up each.
        let seconds = (1...200).reduce(0.0) { $0 + Double($1 - $1 / 2) / 1000 }
        #expect(abs((line.tokensPerSecond ?? 0) - 2000 / seconds) < 1)
        #expect(try await store.statistics(StatisticsQuery(isSandbox: true)).first?.requests == 1)
    }

    @Test func `a time, a provider and a grouping choose the rows`() async throws {
        try await keep(10, at: 0)
        try await keep(20, at: 7200) { $0.provider = "openrouter" }
        try await keep(30, at: 7300) { $0.draft.modality = .video }
        let late = try await store.statistics(StatisticsQuery(since: Sample.start.addingTimeInterval(3600)))
        #expect(late.first?.requests == 2)
        #expect(try await store.statistics(StatisticsQuery(provider: "openrouter")).first?.requests == 1)
        #expect(try await store.statistics(StatisticsQuery(provider: "nobody")).isEmpty)
        let groups = { (by: StatisticsQuery.Grouping) in
            try await store.statistics(StatisticsQuery(grouping: by)).map { "\($0.group) \($0.requests)" }
        }
        #expect(try await groups(.provider) == ["fal 2", "openrouter 1"])
        #expect(try await groups(.modality) == ["image 2", "video 1"])
        #expect(try await groups(.model) == ["fal:fal-ai/flux/dev 2", "openrouter:fal-ai/flux/dev 1"])
    }

    @Test func `a day begins at local midnight`() async throws {
        // Sample.start is 2026-05-28 20:26:40 UTC: 22:26:40 in Berlin, two hours before midnight there.
        for hours in [0.0, 1, 2, 26] { try await keep(1, at: hours * 3600) }
        let days = try await store.statistics(StatisticsQuery(grouping: .day, timeZone: zone))
        #expect(days.map(\.group) == ["2026-05-28", "2026-05-29", "2026-05-30"])
        #expect(days.map(\.requests) == [2, 1, 1])
    }

    @Test func `tries after the first are retries, and at another target fallbacks`() async throws {
        let tries: [(ProviderID, GenerationStatus)] = [
            ("fal", .failed), ("fal", .failed), ("replicate", .failed), ("fal", .succeeded),
        ]
        try await keep(1) { record in
            record.attempts = tries.map { Attempt(provider: $0.0, model: "m", status: $0.1, milliseconds: 1) }
        }
        try await keep(1, at: 1) {
            $0.attempts = [Attempt(provider: "fal", model: "m", status: .succeeded, milliseconds: 1)]
        }
        let line = try await store.statistics(StatisticsQuery()).first
        #expect(line?.retries == 1 && line?.fallbacks == 2)
        let later = try await store.statistics(StatisticsQuery(since: Sample.start.addingTimeInterval(0.5))).first
        #expect(later?.requests == 1 && later?.retries == 0 && later?.fallbacks == 0)
    }
}
