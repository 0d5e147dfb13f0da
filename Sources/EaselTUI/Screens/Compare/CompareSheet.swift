import EaselCore
import EaselEngine
import TerminalUI

/// A comparison as it is looked at: how each seat stands, what was decided, and the answers laid out in rows.
struct CompareSheet: Equatable {
    var board: ComparisonBoard
    /// Oldest first; the last one counts.
    var votes: [ComparisonVote] = []
    /// What text models decided, oldest first; no votes.
    var judgements: [Judgement] = []
    /// Why the last judge decided nothing.
    var judgeProblem: EaselError?
    /// Texts in the width of their panes.
    var flows: [ComparisonSeat: FlowedText] = [:]
    /// First rows in sight.
    var tops: [ComparisonSeat: Int] = [:]
    /// The end was told.
    var isOver = false
    /// It was opened from history, and nothing was sent of it since.
    var isRecalled = false

    init(_ board: ComparisonBoard, votes: [ComparisonVote] = [], judgements: [Judgement] = []) {
        self.board = board
        self.votes = votes
        self.judgements = judgements
        isOver = board.isFinished
    }

    var comparison: Comparison { board.comparison }

    /// Names may be seen: it is not blind, or the vote was given.
    var isRevealed: Bool { !comparison.isBlind || !votes.isEmpty }

    /// `fal:model`; `A` while names are hidden, `A fal:model` after the vote, and where a model is there twice.
    func name(of slot: Int) -> String {
        isRevealed ? TextSanitizer.singleLine(comparison.fullName(of: slot)) : comparison.label(of: slot)
    }

    /// The row of a seat as it may be shown.
    func record(of pane: ComparisonPane) -> GenerationRecord? {
        guard let record = pane.record else { return nil }
        return isRevealed
            ? record : record.blinded(as: comparison.label(of: pane.seat.slot), asked: comparison.draft)
    }

    func error(of pane: ComparisonPane) -> EaselError? { isRevealed ? pane.error : pane.error?.blinded }

    /// What is not fair about a target, in words that hide what has to be hidden.
    func notes(of slot: Int) -> [String] {
        let notes = Fairness(board).notes(of: slot)
        guard !isRevealed else { return notes.map { TextSanitizer.singleLine($0.message) } }
        return notes.map { "\(TextSanitizer.singleLine($0.parameter ?? "The request")): \($0.kind.rawValue)" }
    }

    /// Slots that the last vote, or the race, chose.
    var best: [Int] {
        if let winner = board.raceWinner { return [winner.seat.slot] }
        return votes.last?.verdict.best ?? []
    }

    /// `A fal:model is the best`.
    func words(_ verdict: Verdict) -> String {
        switch verdict {
        case .winner(let slot): "\(name(of: slot)) is the best"
        case .tie(let slots): slots.map(name).joined(separator: " and ") + " are equally good"
        case .allBad: "all are bad"
        }
    }

    /// What was decided; nil before a vote.
    var verdictWords: String? {
        guard let vote = votes.last else {
            return board.raceWinner.map { "\(name(of: $0.seat.slot)) won the race" }
        }
        let words = words(vote.verdict)
        let tags = vote.tags.map { " #" + TextSanitizer.singleLine($0) }.joined()
        let note = vote.note.isEmpty ? "" : ": " + TextSanitizer.singleLine(vote.note)
        return words + note + tags
    }

    /// The measures as a table shows them.
    func rows(_ table: CompareTable) -> [ComparisonMeasures] {
        let rows = comparison.shownOrder.map { ComparisonMeasures(board, slot: $0) }
        // By target, they stand as the panes do: the order of the names would give them away.
        guard table.key != .target else { return table.isReversed ? rows.reversed() : rows }
        return table.key.sort(rows, reversed: table.isReversed)
    }

    /// It was never sent, and nobody is about to: its process ended before.
    func isCutOff(_ pane: ComparisonPane) -> Bool { isRecalled && pane.phase == .unsent }

    /// A seat was tried more often than the other one knows.
    func isNewer(than other: Comparison) -> Bool {
        comparison.members.contains { (other.member($0.seat)?.attempt ?? 0) < $0.attempt }
    }

    /// Takes over what is known of members already: events may have come before this.
    mutating func catchUp(with generations: Generations, hidden: [JobID: Veil]) {
        for member in comparison.members where hidden[member.generation] == nil {
            guard let live = generations[member.generation] else { continue }
            if !live.isRunning {
                board.take(live.record)
            } else if board[member.seat]?.record == nil {
                board.apply(JobEvent(id: live.id, event: .opened(live.record)))
                if !live.text.isEmpty { board.apply(JobEvent(id: live.id, event: .text(live.text))) }
            }
        }
    }
}
