import EaselCore
import Foundation
import TerminalUI

/// What is said below a result: where it was saved, what was not honoured, what went wrong, what it took.
struct ResultFooter {
    let generation: LiveGeneration
    let pane: ResultPane
    let session: Session

    init(_ generation: LiveGeneration, _ pane: ResultPane, _ session: Session) {
        self.generation = generation
        self.pane = pane
        self.session = session
    }

    private var theme: Theme { session.theme }
    private var record: GenerationRecord { generation.record }

    func lines(width: Int) -> [Line] {
        var lines = saved(width)
        if generation.hasOutput, let error = generation.error, error.kind != .cancelled {
            lines += ErrorPanel(error).lines(width: width, theme: theme)
        }
        for warning in record.warnings {
            lines += TextWrap.wrap(
                Line("! " + TextSanitizer.singleLine(warning.message), style: theme[.warning]), width: width)
        }
        lines.append(contentsOf: measures(width))
        return lines
    }

    /// The path, whole, on one row where it fits into one; and what the file is.
    private func saved(_ width: Int) -> [Line] {
        guard let asset = pane.asset(of: generation) else { return [] }
        let count = record.assets.count
        let number = count > 1 ? " \(min(pane.file, count - 1) + 1)/\(count)" : ""
        let head = Line("saved\(number)  ", style: theme[.success])
        var facts = Line(Figures.facts(asset), style: theme[.muted])
        if session.playing == asset.path { facts.append("  \(theme.playingSign) playing", style: theme[.accent]) }
        if session.fileExists[asset.path] == false { facts.append("  missing", style: theme[.error]) }
        let path = Line(TextSanitizer.singleLine(asset.path), style: theme[.link])
        if head.width + path.width + 2 + facts.width <= width {
            return [Line(head.spans + path.spans + [TerminalUI.Span("  ", style: theme[.text])] + facts.spans)]
        }
        if head.width + path.width <= width {
            let indent = TerminalUI.Span(String(repeating: " ", count: head.width), style: theme[.text])
            return [Line(head.spans + path.spans), Line([indent] + facts.spans)]
        }
        return [Line(head.spans + facts.spans)] + FixedWrap.rows(path, width: width)
    }

    private func measures(_ width: Int) -> [Line] {
        guard !generation.isRunning else { return [] }
        let words = generation.measures(at: session.now)
        guard !words.isEmpty else { return [] }
        return TextWrap.wrap(Line(words.joined(separator: theme.separator), style: theme[.muted]), width: width)
    }
}

extension LiveGeneration {
    /// Something that can be looked at has come.
    var hasOutput: Bool { !text.isEmpty || !record.assets.isEmpty }

    /// Time, tokens, cost and id, as far as they are known.
    func measures(at now: Date) -> [String] {
        if case .refused = stage { return ["not sent", "nothing was charged"] }
        var words = [Figures.duration(elapsed(at: now))]
        if let first = record.timing.firstOutputMilliseconds, modality == .text {
            words.append("first word after \(Figures.duration(Double(first) / 1000))")
        }
        words += record.usage.words
        words.append("id \(id.short)")
        if record.isSandbox { words.append("sandbox") }
        return words
    }
}

extension Usage {
    /// `212 in, 530 out tokens`, `$0.067 est.`
    var words: [String] {
        var words: [String] = []
        switch (inputTokens, outputTokens) {
        case (let input?, let output?): words.append("\(input) in, \(output) out tokens")
        case (nil, let output?): words.append("\(output) tokens out")
        case (let input?, nil): words.append("\(input) tokens in")
        case (nil, nil): break
        }
        if let costUSD { words.append(Figures.money(costUSD) + (costIsEstimate ? " est." : "")) }
        return words
    }
}
