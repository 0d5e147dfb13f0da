import EaselCore
import EaselProviders
import Testing

/// What the adapters send, against the schemas that the providers publish.
@Suite(.enabled(if: SchemaReferee() != nil, "\(SchemaReferee.skipped)")) struct PublishedSchemasTests {
    @Test func `every request that a card allows is one that the provider's schema allows`() async throws {
        let referee = try #require(SchemaReferee())
        var bodies: [Body] = []
        for door in Door.all(BuiltinProviders.all) { bodies += await Body.all(of: door).bodies }
        let verdicts = try referee.judge(bodies)
        #expect(verdicts.map(\.line) == Array(bodies.indices))
        var findings: [String: [String]] = [:]
        var used: Set<Int> = []
        for (body, verdict) in zip(bodies, verdicts) {
            for problem in verdict.problems {
                let known = KnownException.all.indices.filter { KnownException.all[$0].covers(problem, of: body) }
                used.formUnion(known)
                if known.isEmpty {
                    let finding = "\(body.door) \(body.modality): \(problem.field): \(problem.message)"
                    findings[finding, default: []].append("\(body.model) (\(body.trial))")
                }
            }
        }
        for (finding, places) in findings.sorted(by: { $0.key < $1.key }) {
            Issue.record("\(finding) at \(places.count) requests: \(places.prefix(4).joined(separator: "; "))")
        }
        for index in KnownException.all.indices where !used.contains(index) {
            Issue.record("No request needs this exception any more: \(KnownException.all[index])")
        }
        Self.count(bodies, verdicts)
    }

    @Test func `an adapter can write every request that its cards allow`() async {
        for door in Door.all(BuiltinProviders.all) {
            for (reason, trials) in await Body.all(of: door).refusals.sorted(by: { $0.key < $1.key })
            where !KnownException.refusals.contains(where: {
                reason.hasPrefix($0.door) && reason.contains($0.model) && reason.contains($0.words)
            }) {
                Issue.record("\(reason) (\(trials.joined(separator: ", ")))")
            }
        }
    }

    /// Prints how many bodies each schema judged, and how many had none.
    private static func count(_ bodies: [Body], _ verdicts: [SchemaReferee.Verdict]) {
        var counts: [String: Int] = [:]
        for (body, verdict) in zip(bodies, verdicts) {
            counts["\(body.door) \(body.modality): \(verdict.schema ?? "no published schema")", default: 0] += 1
        }
        for (name, count) in counts.sorted(by: { $0.key < $1.key }) {
            print("published schemas: \(name): \(count) requests")
        }
    }
}
