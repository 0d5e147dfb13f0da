public import EaselCore
import Foundation
import Synchronization

/// Comparisons that are forgotten with the test, with the promises of the port.
public final class InMemoryComparisonStore: ComparisonStore {
    private struct State {
        var comparisons: [ComparisonID: Comparison] = [:]
        var votes: [ComparisonVote] = []
        var judgements: [Judgement] = []
        var sets: [String: TargetSet] = [:]
        var past: [ComparisonID: [ComparisonMember]] = [:]
    }

    private let state = Mutex(State())
    /// The history beside it: what became of the members.
    private let history: any HistoryStore

    public init(_ history: any HistoryStore, _ comparisons: [Comparison] = []) {
        self.history = history
        state.withLock { state in
            for comparison in comparisons { state.comparisons[comparison.id] = comparison }
        }
    }

    public func keep(_ comparison: Comparison) async throws(EaselError) {
        state.withLock { $0.comparisons[comparison.id] = comparison }
    }

    public func assign(
        _ generation: JobID, to seat: ComparisonSeat, of id: ComparisonID
    ) async throws(EaselError) {
        state.withLock { state in
            let old = state.comparisons[id]?.member(seat)
            if let old { state.past[id, default: []].append(old) }
            state.comparisons[id]?.members.removeAll { $0.seat == seat }
            state.comparisons[id]?.members.append(
                ComparisonMember(seat, generation, attempt: old.map { $0.attempt + 1 } ?? 0))
            state.comparisons[id]?.members.sort { $0.seat < $1.seat }
        }
    }

    public func note(_ refusal: EaselError?, of generation: JobID, in id: ComparisonID) async throws(EaselError) {
        state.withLock { state in
            guard let index = state.comparisons[id]?.members.firstIndex(where: { $0.generation == generation }) else {
                return
            }
            state.comparisons[id]?.members[index].refusal = refusal
        }
    }

    public func settle(_ id: ComparisonID, winner: JobID) async throws(EaselError) {
        state.withLock { state in
            if state.comparisons[id]?.raceWinner == nil { state.comparisons[id]?.raceWinner = winner }
        }
    }

    public func rename(_ id: ComparisonID, to name: String?) async throws(EaselError) {
        state.withLock { $0.comparisons[id]?.name = name }
    }

    public func comparison(_ id: ComparisonID) async throws(EaselError) -> Comparison? {
        state.withLock { $0.comparisons[id] }
    }

    public func comparisons(matching text: String, limit: Int) async throws(EaselError) -> [Comparison] {
        let found = all.filter {
            $0.id.rawValue.hasPrefix(text) || $0.id.rawValue.hasSuffix(text)
                || $0.name?.lowercased() == text.lowercased()
        }
        return Array(found.prefix(limit))
    }

    public func page(_ query: ComparisonQuery) async throws(EaselError) -> ComparisonPage {
        let found = all.filter { comparison in
            query.modality.map { $0 == comparison.draft.modality } ?? true
                && query.kind.map { $0 == comparison.kind } ?? true && query.before.map { comparison.id < $0 } ?? true
        }
        let page = Array(found.prefix(query.limit))
        return ComparisonPage(page, next: found.count > page.count ? page.last?.id : nil)
    }

    public func comparison(of generation: JobID) async throws(EaselError) -> Comparison? {
        state.withLock { state in
            state.comparisons.values.first { comparison in
                (comparison.members + (state.past[comparison.id] ?? [])).contains { $0.generation == generation }
            }
        }
    }

    public func unfinishedComparisons() async throws(EaselError) -> [Comparison] {
        var open: [Comparison] = []
        for comparison in all.reversed() {
            for member in comparison.members where member.refusal == nil {
                if try await history.record(member.generation)?.status.isFinished != true {
                    open.append(comparison)
                    break
                }
            }
        }
        return open
    }

    public func add(_ vote: ComparisonVote) async throws(EaselError) { state.withLock { $0.votes.append(vote) } }

    public func votes(of id: ComparisonID) async throws(EaselError) -> [ComparisonVote] {
        state.withLock { $0.votes.filter { $0.comparison == id } }
    }

    public func add(_ judgement: Judgement) async throws(EaselError) {
        state.withLock { $0.judgements.append(judgement) }
    }

    public func judgements(of id: ComparisonID) async throws(EaselError) -> [Judgement] {
        state.withLock { $0.judgements.filter { $0.comparison == id } }
    }

    public func ballots(_ query: BallotQuery) async throws(EaselError) -> [RatingBallot] {
        var ballots: [RatingBallot] = []
        for comparison in all.reversed() where comparison.draft.modality == query.modality {
            let opinion: (verdict: Verdict, field: [Int], isSandbox: Bool)? = state.withLock { state in
                query.ofJudges
                    ? state.judgements.last { $0.comparison == comparison.id }
                        .map { ($0.verdict, $0.answers.keys.sorted(), $0.isSandbox) }
                    : state.votes.last { $0.comparison == comparison.id }.map { ($0.verdict, $0.field, $0.isSandbox) }
            }
            guard let opinion, opinion.isSandbox == query.isSandbox else { continue }
            if let ballot = RatingBallot(comparison, opinion.verdict, field: opinion.field) { ballots.append(ballot) }
        }
        return ballots
    }

    public func keep(_ set: TargetSet) async throws(EaselError) {
        state.withLock { $0.sets[set.name.lowercased()] = set }
    }

    public func targetSets() async throws(EaselError) -> [TargetSet] {
        state.withLock { state in state.sets.sorted { $0.key < $1.key }.map(\.value) }
    }

    public func removeTargetSet(_ name: String) async throws(EaselError) -> Bool {
        state.withLock { $0.sets.removeValue(forKey: name.lowercased()) != nil }
    }

    private var all: [Comparison] { state.withLock { $0.comparisons.values.sorted { $0.id > $1.id } } }
}
