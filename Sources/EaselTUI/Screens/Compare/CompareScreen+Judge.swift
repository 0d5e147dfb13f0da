import EaselCore
import EaselEngine
import Foundation
import TerminalUI

/// Judging by a text model: who, by which questions, and what it said.
enum CompareJudgeMessage: Equatable, Sendable {
    case asked
    case chosen(ModelReference)
    /// The questions that yes or no answers.
    case ruled(ModelReference, [String])
    /// The judge's own generation is about to be sent.
    case began(JobID, ComparisonID, ModelReference)
    /// All judgements of a comparison, oldest first.
    case judged([Judgement], ComparisonID)
    case refused(EaselError, ComparisonID)
    /// What was said, question by question.
    case read
}

/// A judge at work.
struct CompareJudging: Equatable {
    var comparison: ComparisonID
    var judge: ModelReference
    var generation: JobID
}

extension CompareScreen {
    static func judge(
        _ message: CompareJudgeMessage, _ state: inout State, _ studio: StudioScreen.State, _ session: inout Session
    ) -> [Effect] {
        switch message {
        case .asked:
            guard let sheet = state.sheet else { return session.tell("Send first; a judge reads the answers.") }
            guard sheet.board.answered.count >= 2 else {
                return session.tell("A judge needs two results at least.", .warning)
            }
            if let judging = state.judging {
                return session.tell("\(TextSanitizer.singleLine("\(judging.judge)")) judges already.", .warning)
            }
            session.show(.picker(models(.text, studio, "Who judges?") { .compare(.judge(.chosen($0))) }))
        case .chosen(let judge):
            guard let sheet = state.sheet else { return [] }
            let usual = JudgePrompt.usualRubric(sheet.comparison.draft.modality)
            let rubric = state.rubrics[sheet.comparison.draft.modality] ?? usual
            session.show(.fields(.rubric(judge, rubric)))
        case .ruled(let judge, let rubric):
            guard let sheet = state.sheet else { return [] }
            state.rubrics[sheet.comparison.draft.modality] = rubric
            let order = JudgeOrder(sheet.comparison.id, by: judge, rubric: rubric, seed: session.random.next())
            return [.compare(.judge(order))]
        case .began(let id, let comparison, let judge):
            state.judging = CompareJudging(comparison: comparison, judge: judge, generation: id)
            state.sheet?.judgeProblem = nil
        case .judged(let judgements, let id):
            state.judging = nil
            guard let last = judgements.last else { return [] }
            guard state.sheet?.comparison.id == id else { return session.tell("The judge is done.", .success) }
            state.sheet?.judgements = judgements
            let words = state.sheet?.words(last.verdict) ?? ""
            return session.tell("\(TextSanitizer.singleLine("\(last.judge)")) says: \(words).", .success)
        case .refused(let error, let id):
            state.judging = nil
            if state.sheet?.comparison.id == id { state.sheet?.judgeProblem = error }
            return session.tell(error.message + " " + error.remedy, .error)
        case .read:
            if state.judging != nil, state.sheet?.judgements.isEmpty == true {
                return session.tell("The judge is at work.")
            }
            guard let sheet = state.sheet, !sheet.judgements.isEmpty else {
                return session.tell("Nobody judged it yet: J asks a text model.")
            }
            session.show(.card(CardOverlay(judgesOf: sheet)))
        }
        return []
    }
}

extension CompareSheet {
    /// The newest judgement of each judge, oldest first.
    var newestJudgements: [Judgement] {
        judgements.enumerated().filter { index, judgement in
            !judgements.dropFirst(index + 1).contains { $0.judge == judgement.judge }
        }.map(\.element)
    }

    /// What judges said of a target, one line each: `judge local:qwen3: the best, yes yes no`.
    func judgeWords(of slot: Int) -> [String] {
        newestJudgements.compactMap { judgement in
            guard let answers = judgement.answers[slot] else { return nil }
            let rank =
                switch judgement.verdict {
                case .winner(slot): "the best, "
                case .tie(let slots) where slots.contains(slot): "equally good, "
                default: ""
                }
            let words = answers.map { $0 ? "yes" : "no" }.joined(separator: " ")
            return "judge \(TextSanitizer.singleLine("\(judgement.judge)")): \(rank)\(words)"
        }
    }

    /// In how many of the newest judgements a target is the best, or shares that, out of those that it stood in.
    func judgeCount(of slot: Int) -> (best: Int, of: Int) {
        let stood = newestJudgements.filter { $0.answers[slot] != nil }
        return (stood.count { $0.verdict.best.contains(slot) }, stood.count)
    }
}

extension CardOverlay {
    /// Every judgement with its questions, the newest first.
    init(judgesOf sheet: CompareSheet) {
        typealias Row = ScrolledPage.Row
        var rows = [Row("No votes: judgements are kept apart and rated apart.", .muted)]
        for judgement in sheet.judgements.reversed() {
            let judge = TextSanitizer.singleLine("\(judgement.judge)")
            rows += [Row(), Row("\(judge): \(sheet.words(judgement.verdict)).", .accent)]
            rows.append(Row(TextSanitizer.singleLine(judgement.reason)))
            for (index, question) in judgement.rubric.enumerated() {
                let answers = sheet.comparison.shownOrder.compactMap { slot in
                    judgement.answers[slot].flatMap { $0.indices.contains(index) ? $0[index] : nil }.map {
                        "\(sheet.comparison.label(of: slot)) \($0 ? "yes" : "no")"
                    }
                }
                rows.append(Row("  \(TextSanitizer.singleLine(question))  \(answers.joined(separator: "  "))", .muted))
            }
        }
        let names = sheet.comparison.shownOrder.map { slot in
            let (label, name) = (sheet.comparison.label(of: slot), sheet.name(of: slot))
            return name == label || name.hasPrefix(label + " ") ? name : "\(label) \(name)"
        }
        rows += [Row()] + names.map { Row($0, .muted) }
        pages = ScrolledPage(title: "What judges said", rows: rows)
    }
}

extension FieldForm {
    /// The questions for a judge, one a line.
    static func rubric(_ judge: ModelReference, _ questions: [String]) -> FieldForm {
        FieldForm(
            .rubric(judge), title: "Questions for \(judge)",
            note: "One a line, each answered with yes or no. Alt-Enter begins a line.",
            [Field("questions", text: questions.joined(separator: "\n"))])
    }

    /// The questions that stand in a form's text.
    static func questions(in text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
}
