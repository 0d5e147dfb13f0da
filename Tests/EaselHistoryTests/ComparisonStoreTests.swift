import EaselCore
import EaselHistory
import EaselTestSupport
import Foundation
import GRDB
import Testing

@Suite struct ComparisonStoreTests {
    private let queue: DatabaseQueue
    private let store: GRDBHistoryStore

    init() throws {
        queue = try DatabaseQueue()
        store = GRDBHistoryStore(try HistoryDatabase(queue))
    }

    private func comparison(
        at seconds: Double = 0, _ modality: Modality = .image, kind: Comparison.Kind = .sideBySide, blind: Bool = false
    ) -> Comparison {
        let order = ComparisonOrder(
            id: ComparisonID(rawValue: Sample.id(seconds).rawValue),
            draft: GenerationDraft(modality: modality, prompt: "Zeile \u{0} \"1\"", parameters: [.seed: 7]),
            targets: [
                ComparisonTarget(ModelReference(provider: "fal", model: "a"), overrides: [.size: "2K"]),
                ComparisonTarget(ModelReference(provider: "replicate", model: "b")),
            ], repeats: kind == .race ? 1 : 2, kind: kind, isBlind: blind, seed: .max - 3)
        var comparison = Comparison(order, at: Sample.start.addingTimeInterval(seconds))
        comparison.members = comparison.seats.enumerated().map { index, seat in
            ComparisonMember(seat, Sample.id(seconds + Double(index)))
        }
        return comparison
    }

    private func keepGeneration(
        _ id: JobID, _ status: GenerationStatus = .succeeded, target: ModelReference? = nil, cost: Double? = nil,
        sandbox: Bool = false
    ) async throws {
        var record = GenerationRecord(
            id: id, createdAt: Sample.start, draft: GenerationDraft(modality: .image, prompt: "x"),
            provider: target?.provider ?? "fal", model: target?.model ?? "a", isSandbox: sandbox)
        record.status = status
        record.usage = Usage(costUSD: cost)
        try await store.open(record)
    }

    @Test func `a comparison comes back as it was kept`() async throws {
        var kept = comparison(blind: true)
        kept.members[1].refusal = EaselError(.authentication, "No key.", provider: "fal")
        kept.allowsUnknownModel = true
        kept.name = "Füchse \u{0}"
        try await store.keep(kept)
        #expect(try await store.comparison(kept.id) == kept)
        try await store.rename(kept.id, to: nil)
        #expect(try await store.comparison(kept.id)?.name == nil)
        #expect(try await store.comparison(.new()) == nil)
    }

    @Test func `a new try takes the seat, and the old one is still known`() async throws {
        let kept = comparison()
        try await store.keep(kept)
        let seat = ComparisonSeat(slot: 1, turn: 0)
        let (old, new) = (try #require(kept.member(seat)), JobID.new())
        try await store.assign(new, to: seat, of: kept.id)
        let read = try #require(try await store.comparison(kept.id))
        #expect(read.members.count == kept.members.count)
        #expect(read.member(seat) == ComparisonMember(seat, new, attempt: 1))
        #expect(try await store.comparison(of: old.generation)?.id == kept.id)
        #expect(try await store.comparison(of: new)?.id == kept.id)
        try await store.note(EaselError(.quota, "No."), of: new, in: kept.id)
        #expect(try await store.comparison(kept.id)?.member(seat)?.refusal?.kind == .quota)
        try await store.note(nil, of: new, in: kept.id)
        #expect(try await store.comparison(kept.id)?.member(seat)?.refusal == nil)
        await #expect(throws: EaselError.self) { try await store.assign(.new(), to: seat, of: .new()) }
    }

    @Test func `pages go from the newest back`() async throws {
        for second in 0..<7 { try await store.keep(comparison(at: Double(second * 10), second < 5 ? .image : .text)) }
        var seen: [ComparisonID] = []
        var query = ComparisonQuery(limit: 3)
        repeat {
            let page = try await store.page(query)
            seen += page.comparisons.map(\.id)
            query.before = page.next
        } while query.before != nil
        #expect(seen.count == 7 && seen == seen.sorted(by: >))
        #expect(try await store.page(ComparisonQuery(modality: .text)).comparisons.count == 2)
        #expect(try await store.page(ComparisonQuery(kind: .race)).comparisons.isEmpty)
        let id = try #require(seen.first)
        #expect(try await store.comparisons(matching: id.short, limit: 5).map(\.id) == [id])
        try await store.rename(id, to: "Foxes")
        #expect(try await store.comparisons(matching: "foxes", limit: 5).map(\.id) == [id])
    }

    @Test func `what is unfinished, or was never sent, is found`() async throws {
        let (open, done, unsent, refused) = (
            comparison(at: 0), comparison(at: 10), comparison(at: 20), comparison(at: 30)
        )
        for comparison in [open, done, unsent] { try await store.keep(comparison) }
        var last = refused
        for index in last.members.indices { last.members[index].refusal = EaselError(.quota, "No.") }
        try await store.keep(last)
        for member in done.members { try await keepGeneration(member.generation, .failed) }
        for member in open.members.dropLast() { try await keepGeneration(member.generation) }
        try await keepGeneration(try #require(open.members.last).generation, .accepted)
        #expect(try await store.unfinishedComparisons().map(\.id) == [open.id, unsent.id])
        // Of a seat that was tried again, only the newest counts.
        try await store.assign(.new(), to: ComparisonSeat(slot: 0), of: done.id)
        #expect(try await store.unfinishedComparisons().count == 3)
    }

    @Test func `a seat whose generation was deleted is not taken for one that was never sent`() async throws {
        let kept = comparison()
        try await store.keep(kept)
        for member in kept.members { try await keepGeneration(member.generation) }
        try await queue.write { try $0.execute(sql: "DELETE FROM generation") }
        let read = try #require(try await store.comparison(kept.id))
        #expect(read.members.allSatisfy { $0.refusal?.kind == .invalidRequest })
        #expect(read.members.allSatisfy { $0.refusal?.message.contains("not in history") == true })
        #expect(try await store.unfinishedComparisons().isEmpty)
    }

    @Test func `the first to win a race stays the winner`() async throws {
        let race = comparison(kind: .race)
        try await store.keep(race)
        try await store.settle(race.id, winner: race.members[1].generation)
        try await store.settle(race.id, winner: race.members[0].generation)
        #expect(try await store.comparison(race.id)?.raceWinner == race.members[1].generation)
    }

    @Test(arguments: ["comparisonVote", "comparisonJudgement"])
    func `votes and judgements are only added`(table: String) async throws {
        let kept = comparison()
        try await store.keep(kept)
        let votes = [
            ComparisonVote(
                .tie([0, 1]), of: kept.id, at: Sample.start, field: [0, 1], note: "beide \u{0}", tags: ["a", "b"]),
            ComparisonVote(.winner(1), of: kept.id, at: Sample.start, field: [0, 1], isBlind: true, isSandbox: true),
            ComparisonVote(.allBad, of: kept.id, at: Sample.start, field: [1]),
        ]
        for vote in votes { try await store.add(vote) }
        let judgement = Judgement(
            .winner(0), of: kept.id, at: Sample.start, by: ModelReference(provider: "local", model: "qwen3:0.6b"),
            in: .new(), rubric: ["Is it sharp?"], answers: [0: [true], 1: [false]], reason: "sharper", isSandbox: true)
        try await store.add(judgement)
        #expect(try await store.votes(of: kept.id) == votes)
        #expect(try await store.judgements(of: kept.id) == [judgement])
        for sql in ["UPDATE \(table) SET verdict = 'allBad', slots = '[]'", "DELETE FROM \(table)"] {
            await #expect(throws: DatabaseError.self) { try await queue.write { try $0.execute(sql: sql) } }
        }
    }

    @Test func `ballots are of the last vote, of what answered, of one modality and one world`() async throws {
        let (first, second, sandbox) = (comparison(at: 0), comparison(at: 10), comparison(at: 20))
        for comparison in [first, second, sandbox] {
            try await store.keep(comparison)
            try await store.add(
                ComparisonVote(
                    .winner(0), of: comparison.id, at: Sample.start, field: comparison.id == second.id ? [0] : [0, 1],
                    isSandbox: comparison.id == sandbox.id))
        }
        try await store.add(ComparisonVote(.winner(1), of: first.id, at: Sample.start, field: [0, 1]))
        let targets = first.targets.map(\.reference)
        let ballot = RatingBallot(field: targets, best: [targets[1]])
        #expect(try await store.ballots(BallotQuery(.image)) == [ballot])
        #expect(try await store.ballots(BallotQuery(.image, isSandbox: true)).map(\.best) == [[targets[0]]])
        #expect(try await store.ballots(BallotQuery(.text)).isEmpty)
        #expect(try await store.ballots(BallotQuery(.image, ofJudges: true)).isEmpty)
    }

    @Test func `sets of targets have one name each, whatever its case`() async throws {
        let set = TargetSet(name: "Fast", modality: .image, targets: comparison().targets)
        try await store.keep(set)
        try await store.keep(TargetSet(name: "any", targets: []))
        var other = set
        other.name = "FAST"
        other.targets.removeLast()
        try await store.keep(other)
        #expect(try await store.targetSets() == [TargetSet(name: "any", targets: []), other])
        #expect(try await store.removeTargetSet("fast"))
        #expect(try await !store.removeTargetSet("fast"))
    }

    @Test func `a keeper is what was chosen, and carries the cost of the rest`() async throws {
        let kept = comparison()
        try await store.keep(kept)
        for (index, member) in kept.members.enumerated() {
            try await keepGeneration(
                member.generation, index == 1 ? .failed : .succeeded, target: kept.targets[member.seat.slot].reference,
                cost: [0.5, 0.25, 1, nil][index])
        }
        try await store.add(ComparisonVote(.winner(1), of: kept.id, at: Sample.start, field: [0, 1], tags: ["old"]))
        try await store.add(
            ComparisonVote(.winner(0), of: kept.id, at: Sample.start, field: [0, 1], tags: ["spring", "foxes"]))
        let models = try await store.keepers(KeeperQuery())
        #expect(models.map(\.group) == ["fal:a", "replicate:b"])
        #expect(
            models[0] == KeeperFigures(group: "fal:a", generations: 2, keepers: 1, spending: Spending(knownUSD: 0.75)))
        #expect(models[0].costPerKeeper == 0.75 && models[1].costPerKeeper == nil)
        #expect(models[1].spending == Spending(knownUSD: 1, unknownCount: 1))
        let tags = try await store.keepers(KeeperQuery(by: .tag))
        #expect(
            Set(tags.map(\.group)) == ["spring", "foxes"] && tags.allSatisfy { $0.generations == 4 && $0.keepers == 1 })
        #expect(try await store.keepers(KeeperQuery(isSandbox: true)).isEmpty)
    }

    /// Stars and tags are kept by the history's own tables, which are made here where they are missing.
    @Test func `a star makes a keeper, and a tag a group`() async throws {
        try await queue.write { database in
            guard try !database.tableExists("entry") else { return }
            try database.execute(
                sql: """
                    CREATE TABLE entry (seq INTEGER PRIMARY KEY, isStarred INTEGER NOT NULL DEFAULT 0);
                    CREATE TABLE tag (number INTEGER PRIMARY KEY, key TEXT NOT NULL, name TEXT NOT NULL);
                    CREATE TABLE tagging (tag INTEGER NOT NULL, seq INTEGER NOT NULL);
                    CREATE TRIGGER fill AFTER INSERT ON generation BEGIN INSERT INTO entry (seq) VALUES (new.seq); END;
                    """)
        }
        let ids = (0..<3).map { Sample.id(Double($0)) }
        for id in ids { try await keepGeneration(id, cost: 0.5) }
        try await queue.write { database in
            try database.execute(
                sql: """
                    UPDATE entry SET isStarred = 1 WHERE seq = (SELECT seq FROM generation WHERE id = :star);
                    INSERT INTO tag (number, key, name) VALUES (1, 'spring', 'spring');
                    """, arguments: ["star": ids[0].rawValue])
            for id in ids.prefix(2) {
                try database.execute(
                    sql: "INSERT INTO tagging (tag, seq) SELECT 1, seq FROM generation WHERE id = ?",
                    arguments: [id.rawValue])
            }
        }
        let expected = KeeperFigures(group: "fal:a", generations: 3, keepers: 1, spending: Spending(knownUSD: 1.5))
        #expect(try await store.keepers(KeeperQuery()) == [expected])
        let tag = KeeperFigures(group: "spring", generations: 2, keepers: 1, spending: Spending(knownUSD: 1))
        #expect(try await store.keepers(KeeperQuery(by: .tag)) == [tag])
    }

    @Test func `the listing knows which comparison a generation belongs to`() async throws {
        let kept = comparison()
        try await store.keep(kept)
        let (member, other) = (try #require(kept.members.first), Sample.id(99))
        try await keepGeneration(member.generation)
        try await keepGeneration(other)
        #expect(try await store.entry(member.generation)?.curation.comparison == kept.id.rawValue)
        #expect(try await store.entry(other)?.curation.comparison == nil)
    }
}
