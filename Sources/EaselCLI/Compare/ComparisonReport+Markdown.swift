import EaselApp
import EaselCore
import EaselEngine
import Foundation

extension ComparisonReport {
    /// A document to read: the prompt, the table, every answer, the vote and what judges said.
    var markdown: String {
        var lines = ["# \(Markdown.escaped(comparison.name ?? Markdown.firstLine(comparison.draft.prompt)))", ""]
        lines.append(
            "- \(comparison.draft.modality.title), \(RecordText.date(comparison.createdAt)), \(comparison.id.short)"
                + (board.isSandbox ? " (sandbox: no real model)" : ""))
        if !isRevealed { lines.append("- names are hidden until the vote") }
        for (key, value) in comparison.draft.parameters.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            lines.append("- \(Markdown.escaped("\(key): \(value.plainText)"))")
        }
        lines += ["", "## Prompt", "", Markdown.fenced(comparison.draft.prompt), "", "## Measures", ""]
        lines += Markdown.table([Self.headings] + measures.map(row))
        for slot in slots { lines += answers(of: slot) }
        lines += opinions
        return lines.joined(separator: "\n") + "\n"
    }

    private func answers(of slot: Int) -> [String] {
        records(of: slot).enumerated().flatMap { turn, record in
            let turns = comparison.repeats > 1 ? " · \(turn + 1)" : ""
            let best = chosen.contains(slot) ? " (the best)" : ""
            var lines = ["", "## \(Markdown.escaped(name(of: slot)))\(turns)\(best)", ""]
            let figures = RecordText.figures(record)
            if !figures.isEmpty { lines += ["- " + Markdown.escaped(figures)] }
            if turn == 0 { lines += notes(of: slot).map { "- not as asked: \(Markdown.escaped($0))" } }
            if let error = record.error {
                lines.append("- \(error.kind.rawValue): \(Markdown.escaped(Markdown.firstLine(error.message)))")
            }
            for asset in record.assets {
                // A file's name may name the model.
                let name = isRevealed ? Markdown.escaped(asset.path) + ", " : ""
                lines.append("- file: \(name)\(RecordText.facts(asset))")
            }
            if let text = record.text { lines += ["", Markdown.fenced(text)] }
            return lines
        }
    }

    private var opinions: [String] {
        var lines: [String] = []
        if let vote = votes.last {
            lines += ["", "## Vote", "", "\(Markdown.escaped(words(vote.verdict)))."]
            if !vote.note.isEmpty { lines += ["", Markdown.escaped(vote.note)] }
            if !vote.tags.isEmpty { lines += ["", "Tags: \(Markdown.escaped(vote.tags.joined(separator: ", ")))"] }
        }
        for judgement in judgements {
            lines += ["", "## Judge \(Markdown.escaped("\(judgement.judge)"))", ""]
            lines += Markdown.table(answers(of: judgement))
            lines += ["", Markdown.escaped("\(words(judgement.verdict)). \(judgement.reason)")]
        }
        return lines
    }

    /// The questions of a judgement with its answers; the first row holds the headings.
    func answers(of judgement: Judgement) -> [[String]] {
        [["QUESTION"] + slots.map(name)]
            + judgement.rubric.indices.map { index in
                [judgement.rubric[index]]
                    + slots.map { slot in
                        guard let answers = judgement.answers[slot], answers.indices.contains(index) else { return "–" }
                        return answers[index] ? "yes" : "no"
                    }
            }
    }
}

/// Text from outside that cannot become markup.
private enum Markdown {
    static func escaped(_ text: String) -> String {
        String(text.flatMap { "\\`*_{}[]<>#|!".contains($0) ? ["\\", $0] : $0.isNewline ? [" "] : [$0] })
    }

    static func firstLine(_ text: String) -> String { String(text.prefix { !$0.isNewline }.prefix(200)) }

    static func fenced(_ text: String) -> String {
        let longest = text.split(whereSeparator: { $0 != "`" }).map(\.count).max() ?? 0
        let fence = String(repeating: "`", count: max(3, longest + 1))
        return "\(fence)text\n\(text)\n\(fence)"
    }

    static func table(_ rows: [[String]]) -> [String] {
        guard let head = rows.first else { return [] }
        let line = { (cells: [String]) in "| " + cells.map(escaped).joined(separator: " | ") + " |" }
        return [line(head), "|" + head.map { _ in "---|" }.joined()] + rows.dropFirst().map(line)
    }
}
