import EaselCore
import EaselEngine
import Foundation

/// A generation on the contact sheet of the history.
enum HistoryCard {
    static func html(of entry: HistoryEntry, figures: [ContactFigure]) -> String {
        let (record, curation) = (entry.record, entry.curation)
        let state = record.status == .succeeded ? "" : " class=\"failed\""
        var html = "<article id=\"g-\(HTMLText.escaped(entry.id.rawValue))\"\(state)>\n"
        html += figures.map(\.html).joined()
        let prompt = record.draft.prompt
        let heading = HTMLText.line(curation.name ?? prompt, 90)
        html += element("h2", heading.isEmpty ? "No prompt" : heading)
        if heading != prompt, !prompt.isEmpty { html += text(prompt) }
        if let answer = record.text, !answer.isEmpty { html += text(answer, class: "answer") }
        if let error = record.error { html += element("p", error.message, class: "error") }
        let marks = marks(record, curation)
        if !marks.isEmpty { html += "<p class=\"marks\">\(marks)</p>\n" }
        html += element("p", facts(record).joined(separator: " · "), class: "facts")
        let rows = details(record, curation).map {
            "<dt>\(HTMLText.escaped($0.0))</dt><dd dir=\"auto\">\(HTMLText.escaped($0.1))</dd>"
        }
        return html + "<details><summary>Details</summary><dl>\(rows.joined())</dl></details>\n</article>\n"
    }

    /// What stands under a file.
    static func facts(_ asset: Asset) -> String {
        let size = asset.width.flatMap { width in asset.height.map { "\(width)×\($0)" } }
        let length = asset.durationSeconds.map { String(format: "%.1f s", $0) }
        return [asset.mediaType.rawValue, size, length].compactMap(\.self).joined(separator: " · ")
    }

    /// What a file is for those who do not see it.
    static func description(_ record: GenerationRecord) -> String {
        let prompt = HTMLText.line(record.draft.prompt, 120)
        return prompt.isEmpty ? "Made by \(record.target)" : prompt
    }

    private static func element(_ tag: String, _ text: String, class name: String? = nil) -> String {
        "<\(tag)\(name.map { " class=\"\($0)\"" } ?? "") dir=\"auto\">\(HTMLText.escaped(text))</\(tag)>\n"
    }

    /// Whoever has no mouse scrolls it with the keyboard.
    private static func text(_ text: String, class name: String? = nil) -> String {
        "<pre\(name.map { " class=\"\($0)\"" } ?? "") dir=\"auto\" tabindex=\"0\">\(HTMLText.escaped(text))</pre>\n"
    }

    private static func marks(_ record: GenerationRecord, _ curation: Curation) -> String {
        var marks: [(String, String)] = []
        if record.status != .succeeded { marks.append(("bad", record.stateWord)) }
        if record.isSandbox { marks.append(("soft", "sandbox: no real model")) }
        if curation.isStarred { marks.append(("good", "★ starred")) }
        if let rating = curation.rating { marks.append(("good", "\(rating) of 5")) }
        marks += curation.tags.map { ("soft", "#\($0)") }
        return marks.map { "<span class=\"mark \($0.0)\">\(HTMLText.escaped($0.1))</span>" }.joined()
    }

    private static func facts(_ record: GenerationRecord) -> [String] {
        var facts = ["\(record.target)", record.createdAt.formatted(date: .abbreviated, time: .omitted)]
        if let total = record.timing.totalMilliseconds { facts.append(String(format: "%.1f s", Double(total) / 1000)) }
        if let cost = record.usage.costUSD {
            facts.append(String(format: "$%.\(cost < 0.01 && cost > 0 ? 5 : 3)f", cost))
        }
        return facts
    }

    private static func details(_ record: GenerationRecord, _ curation: Curation) -> [(String, String)] {
        var rows = [("made", record.createdAt.formatted(.iso8601))]
        if record.usage.costIsEstimate, record.usage.costUSD != nil { rows.append(("cost", "an estimate")) }
        for (key, value) in record.draft.parameters.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            rows.append(("\(key)", value.plainText))
        }
        if let note = curation.note { rows.append(("note", note)) }
        rows.append(("id", record.id.rawValue))
        return rows
    }
}
