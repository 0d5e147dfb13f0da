import EaselCore
import EaselEngine
import EaselTestSupport
import Foundation
import Testing

@Suite struct ComparisonValueTests {
    private func comparison(_ count: Int, repeats: Int = 1, blind: Bool = false, seed: UInt64 = 7) -> Comparison {
        let order = ComparisonOrder(
            draft: GenerationDraft(modality: .text, prompt: "x"),
            targets: (0..<count).map {
                ComparisonTarget(ModelReference(provider: ProviderID(rawValue: "p\($0)"), model: "m"))
            },
            repeats: repeats, isBlind: blind, seed: seed)
        var comparison = Comparison(order, at: .now)
        comparison.members = comparison.seats.map { ComparisonMember($0, .new()) }
        return comparison
    }

    private func record(_ member: ComparisonMember, _ change: (inout GenerationRecord) -> Void) -> GenerationRecord {
        var record = GenerationRecord(
            id: member.generation, createdAt: .now, draft: GenerationDraft(modality: .text, prompt: "x"),
            provider: "p", model: "m", isSandbox: false)
        record.status = .succeeded
        change(&record)
        return record
    }

    @Test func `the shuffle is fixed by its seed and takes every order equally often`() {
        #expect(Shuffle.permutation(of: 6, seed: 1) == Shuffle.permutation(of: 6, seed: 1))
        var counts: [[Int]: Int] = [:]
        for seed in 0..<6_000 { counts[Shuffle.permutation(of: 3, seed: UInt64(seed)), default: 0] += 1 }
        #expect(counts.count == 6 && counts.values.allSatisfy { (850...1150).contains($0) })
        #expect(Shuffle.permutation(of: 0, seed: 1).isEmpty && Shuffle.permutation(of: 1, seed: 1) == [0])
    }

    @Test func `labels follow the screen and lead back to the target`() {
        for seed in 0..<50 {
            let blind = comparison(4, blind: true, seed: UInt64(seed))
            for (place, slot) in blind.shownOrder.enumerated() {
                #expect(blind.slot(labelled: "\(place + 1)") == slot)
                #expect(blind.slot(labelled: blind.label(of: slot).lowercased()) == slot)
                #expect(blind.name(of: slot, revealed: false) == ["A", "B", "C", "D"][place])
                #expect(blind.name(of: slot, revealed: true) == "p\(slot):m")
            }
        }
        let open = comparison(3)
        #expect(open.shownOrder == [0, 1, 2] && open.name(of: 1, revealed: false) == "p1:m")
        #expect(open.slot(labelled: "0") == nil && open.slot(labelled: "D") == nil && open.slot(labelled: "") == nil)
    }

    @Test func `events find their seat by the id of their generation, in any order`() {
        let comparison = comparison(3, repeats: 2)
        var generator = SeededGenerator(state: 11)
        for _ in 0..<50 {
            var board = ComparisonBoard(comparison)
            var events = comparison.members.map { member in
                JobEvent(
                    id: member.generation,
                    event: .finished(record(member) { $0.text = "\(member.seat.slot).\(member.seat.turn)" }))
            }
            events += comparison.members.map { JobEvent(id: $0.generation, event: .text("so far")) }
            events.append(JobEvent(id: .new(), event: .text("somebody else's")))
            events.shuffle(using: &generator)
            let taken = events.count { board.apply($0) }
            #expect(taken == 12 && board.isFinished)
            for pane in board.all { #expect(pane.record?.text == "\(pane.seat.slot).\(pane.seat.turn)") }
        }
    }

    @Test func `measures are medians over the turns that succeeded`() throws {
        let comparison = comparison(2, repeats: 4)
        var board = ComparisonBoard(comparison)
        for (index, member) in comparison.members.prefix(4).enumerated() {
            board.take(
                record(member) { record in
                    record.timing = .init(
                        firstOutputMilliseconds: [100, 300, 200, 9][index],
                        totalMilliseconds: [1100, 2300, 4200, 9][index])
                    record.usage = Usage(outputTokens: 100, costUSD: [0.1, 0.2, nil, 0.4][index])
                    record.text = "äö"
                    record.warnings = [GenerationWarning(.other, "w")]
                    record.attempts = Array(
                        repeating: Attempt(provider: "p", model: "m", status: .succeeded, milliseconds: 1),
                        count: index + 1)
                    if index == 3 { record.status = .failed }
                })
        }
        let row = ComparisonMeasures(board, slot: 0)
        #expect(row.succeeded == 3 && row.failed == 1 && row.open == 0)
        #expect(row.firstOutput == 200 && row.total == 2300)
        #expect(row.tokensPerSecond == 50, "100 tokens in 1, 2 and 4 seconds")
        #expect(row.bytes == 4 && row.characters == 2 && row.attempts == 10 && row.warnings == 4)
        #expect(abs((row.costEach ?? 0) - 0.15) < 1e-9)
        #expect(abs(row.cost.knownUSD - 0.7) < 1e-9 && row.cost.unknownCount == 1)
        let other = ComparisonMeasures(board, slot: 1)
        #expect(other.open == 4 && other.total == nil && other.cost == Spending())
    }

    @Test(arguments: MeasureKey.allCases) func `rows without a measure are last, whichever way it is sorted`(
        key: MeasureKey
    ) {
        var rows = (0..<4).map { ComparisonMeasures(slot: $0) }
        rows[1].total = 5
        rows[1].firstOutput = 5
        rows[1].tokensPerSecond = 5
        rows[1].bytes = 5
        rows[1].dimensions = PixelSize(width: 5, height: 5)
        rows[1].duration = 5
        rows[1].costEach = 5
        rows[1].warnings = 5
        rows[1].attempts = 5
        rows[3] = rows[1]
        rows[3].slot = 3
        rows[3].total = 7
        rows[3].tokensPerSecond = 7
        let sorted = key.sort(rows).map(\.slot)
        let reversed = key.sort(rows, reversed: true).map(\.slot)
        switch key {
        case .target:
            #expect(sorted == [0, 1, 2, 3] && reversed == [3, 2, 1, 0])
        case .warnings, .attempts: #expect(sorted == [0, 2, 1, 3] && reversed == [1, 3, 0, 2])
        case .total: #expect(sorted == [1, 3, 0, 2] && reversed == [3, 1, 0, 2])
        case .tokensPerSecond: #expect(sorted == [3, 1, 0, 2] && reversed == [1, 3, 0, 2])
        default: #expect(sorted == [1, 3, 0, 2] && reversed == sorted)
        }
    }

    @Test func `a blind result tells nothing of its maker`() throws {
        let comparison = comparison(2)
        var record = record(comparison.members[0]) { record in
            record.provider = "secretcorp"
            record.model = "secretcorp/model-9"
            record.draft.parameters = ["secretcorp_option": 1]
            record.remoteJob = RemoteJob(
                provider: "secretcorp", modality: .text, model: "secretcorp/model-9", id: "secretcorp-1",
                acceptedAt: .now)
            record.warnings = [
                GenerationWarning(.adjusted, parameter: .size, "size 4K is not offered by secretcorp: used 2K")
            ]
            record.attempts = [Attempt(provider: "secretcorp", model: "x", status: .succeeded, milliseconds: 5)]
            record.error = EaselError(.contentPolicy, "secretcorp says no", provider: "secretcorp").with {
                $0.providerCode = "secretcorp.no"
            }
            record.text = "an answer"
            record.usage.costUSD = 0.5
        }
        record = record.blinded(as: "B", asked: comparison.draft)
        #expect(!String(describing: record).contains("secretcorp"))
        #expect(record.text == "an answer" && record.model == "B" && record.usage.costUSD == 0.5)
        #expect(record.id == comparison.members[0].generation && record.warnings.first?.parameter == "size")
    }

    @Test func `a deviation is found on the result itself`() {
        let comparison = comparison(2)
        var board = ComparisonBoard(comparison)
        for (index, member) in comparison.members.enumerated() {
            board.take(
                record(member) { record in
                    record.draft = GenerationDraft(
                        modality: .image, prompt: "x", parameters: [.aspectRatio: "16:9", .count: 1])
                    var asset = Asset(path: "/a", mediaType: .png, bytes: 1, sha256: "")
                    (asset.width, asset.height) = index == 0 ? (1344, 768) : (1024, 1024)
                    record.assets = [asset]
                })
        }
        let fairness = Fairness(board)
        #expect(fairness.notes(of: 0).isEmpty)
        #expect(fairness.notes(of: 1).map(\.kind) == [.deviating] && fairness.parameters == ["aspectRatio"])
    }

    @Test func `who failed does not stand for election, and one model does not run against itself`() {
        var comparison = comparison(3)
        #expect(
            RatingBallot(comparison, .winner(0), field: [0, 2])
                == RatingBallot(
                    field: [comparison.targets[0].reference, comparison.targets[2].reference],
                    best: [comparison.targets[0].reference]))
        #expect(RatingBallot(comparison, .winner(0), field: [0]) == nil)
        comparison.targets[1] = comparison.targets[0]
        #expect(RatingBallot(comparison, .winner(0), field: [0, 1]) == nil)
        #expect(RatingBallot(comparison, .allBad, field: [0, 1, 2])?.best == [])
    }
}
