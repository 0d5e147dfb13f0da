import Testing

/// Every recorded response of an endpoint that Easel speaks goes through the adapter's real decoder.
@Suite(.enabled(if: Recordings.isThere, "\(Recordings.skipped)")) struct RecordedTrafficTests {
    struct Subject: Sendable, CustomTestStringConvertible {
        var check: any EndpointCheck
        var testDescription: String { check.name }
    }

    @Test(arguments: Census.checks.map(Subject.init)) func `a recorded answer means to Easel what it says`(
        _ subject: Subject
    ) async throws {
        let check = subject.check
        let recorded = try Census.exchanges(of: check)
        var checked = 0
        var omitted: [String: Int] = [:]
        for exchange in recorded {
            if let reason = check.omission(exchange) {
                omitted[reason, default: 0] += 1
                continue
            }
            for chunking in Chunking.allCases { try await check.check(exchange, chunking) }
            checked += 1
        }
        print("recorded traffic: \(check.name): \(checked) of \(recorded.count) checked")
        for (reason, count) in omitted.sorted(by: { $0.key < $1.key }) { print("  \(count) left out: \(reason)") }
        #expect(
            checked > 0, "Easel speaks this endpoint, \(recorded.count) exchanges of it are recorded, none was checked."
        )
    }

    @Test func `every recording is of an endpoint that Easel speaks, or is known not to be`() throws {
        var unspoken: [String: Int] = [:]
        for exchange in try Census.all() where !Census.checks.contains(where: { $0.claims(exchange) }) {
            let reason = Census.unspokenReason(exchange)
            #expect(reason != nil, "\(exchange)")
            unspoken[reason ?? "?", default: 0] += 1
        }
        for (reason, count) in unspoken.sorted(by: { $0.key < $1.key }) {
            print("recorded traffic: \(count) not of Easel: \(reason)")
        }
    }
}
