import EaselCore
import Foundation
import Testing

/// The recorded prompts' requests, built by Easel, against what the SDKs sent.
@Suite(.enabled(if: Recordings.isThere, "\(Recordings.skipped)")) struct RecordedRequestsTests {
    @Test func `Easel asks as the SDKs asked`() async throws {
        var used: Set<Int> = []
        for check in RequestCensus.checks { used.formUnion(try await compare(check)) }
        for index in AllowedDifference.all.indices where !used.contains(index) {
            Issue.record("No recording needs this allowance any more: \(AllowedDifference.all[index])")
        }
    }

    private func compare(_ check: any RequestCheck) async throws -> Set<Int> {
        let recorded = try Recordings.all().filter(check.claims)
        var used: Set<Int> = []
        var omitted: [String: Int] = [:]
        var findings: [String: [String]] = [:]
        var compared = 0
        for exchange in recorded {
            if let reason = check.omission(exchange) {
                omitted[reason, default: 0] += 1
                continue
            }
            compared += 1
            for difference in Difference.all(theirs: check.theirs(exchange), ours: try await body(check, exchange)) {
                let allowed = AllowedDifference.all.indices.filter {
                    AllowedDifference.all[$0].covers(difference, in: check.name)
                }
                used.formUnion(allowed)
                if allowed.isEmpty { findings["\(difference)", default: []].append("\(exchange)") }
            }
        }
        for (finding, places) in findings.sorted(by: { $0.key < $1.key }) {
            Issue.record("\(check.name): \(finding) at \(places.count): \(places.first ?? "")")
        }
        print("recorded requests: \(check.name): \(compared) of \(recorded.count) compared")
        for (reason, count) in omitted.sorted(by: { $0.key < $1.key }) { print("  \(count) left out: \(reason)") }
        #expect(compared > 0, "\(check.name): nothing was compared")
        return used
    }

    private func body(_ check: any RequestCheck, _ exchange: RecordedExchange) async throws -> JSONValue? {
        let preview = try await check.preview(exchange)
        #expect(preview.method == exchange.request.method, "\(exchange)")
        return try preview.body.map { try JSONDecoder().decode(JSONValue.self, from: Data($0.utf8)) }
    }
}
