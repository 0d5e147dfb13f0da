import ArgumentParser
import EaselApp
import EaselCore
import EaselEngine
import Foundation

/// `easel compare diff ID A B`: what the one answer has and the other has not.
struct CompareDiff: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Show what differs between two answers in text, word by word.",
        discussion: "Words that only the first has stand in [-…-], those that only the second has in {+…+}.")

    @Argument(help: "The comparison: its id, the first or last letters of it, its name, or `last`.")
    var id: String

    @Argument(help: "The first target: its label or number.")
    var first: String

    @Argument(help: "The second target.")
    var second: String

    @Option(help: "Which of its turns, from 1.")
    var turn = 1

    @Flag(help: "Print one JSON object.")
    var json = false

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withRuntime(context) { runtime throws(EaselError) in
            try await runtime.report(id).difference("\(first),\(second)", turn: turn).show(
                on: context.output, json: json)
        }
    }
}

/// Two answers of a comparison against each other.
struct AnswerDifference {
    var comparison: ComparisonID
    /// What the two are called: their labels while names are hidden.
    var names: [String]
    var labels: [String]
    var difference: WordDifference

    func show(on output: CommandOutput, json: Bool) -> ExitStatus {
        if json { return output.printJSON(AnswerDifferenceJSON(self)) }
        output.line("[-\(names[0])-]")
        output.line("{+\(names[1])+}")
        output.line()
        output.line(difference.isEmpty ? "The two are the same." : difference.text)
        return .done
    }
}

/// What `compare diff --json` prints.
private struct AnswerDifferenceJSON: Encodable {
    struct Part: Encodable {
        /// `kept`, `removed` (only the first has it) or `added` (only the second has it).
        var kind: String
        var text: String
    }

    var comparison: String
    /// Labels.
    var first: String
    var second: String
    var same: Bool
    var parts: [Part]

    init(_ difference: AnswerDifference) {
        comparison = difference.comparison.rawValue
        (first, second) = (difference.labels[0], difference.labels[1])
        same = difference.difference.isEmpty
        parts = difference.difference.parts.map { Part(kind: $0.kind.rawValue, text: $0.text) }
    }
}

extension ComparisonReport {
    /// Two answers in text against each other.
    ///
    /// Throws `.invalidRequest` for what does not name two answers of text.
    ///
    /// - Parameters:
    ///   - text: two labels or numbers, such as `A,B`.
    ///   - turn: from 1.
    func difference(_ text: String, turn: Int) throws(EaselError) -> AnswerDifference {
        let words = text.split(separator: ",", omittingEmptySubsequences: false)
        guard words.count == 2 else {
            throw EaselError(
                .invalidRequest, "\"\(TerminalSafeText.line(text))\" does not name two targets.",
                remedy: "Write two labels or numbers, such as A,B.")
        }
        var slots: [Int] = []
        for word in words { slots.append(try comparison.only(word.trimmingCharacters(in: .whitespaces))) }
        var answers: [String] = []
        for slot in slots {
            let pane = board[ComparisonSeat(slot: slot, turn: turn - 1)]
            guard let answer = pane?.record?.text else {
                throw EaselError(
                    .invalidRequest, "\(name(of: slot)) has no answer in text\(turn > 1 ? " in turn \(turn)" : "").",
                    remedy: "`easel compare show \(comparison.id.short)` shows what there is.")
            }
            answers.append(answer)
        }
        return AnswerDifference(
            comparison: comparison.id, names: slots.map(name), labels: slots.map(comparison.label),
            difference: WordDifference(from: answers[0], to: answers[1]))
    }
}
