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

    /// The path, whole, over as many rows as it needs; and what the file is.
    private func saved(_ width: Int) -> [Line] {
        guard let asset = pane.asset(of: generation) else { return [] }
        var words = "saved  "
        if record.assets.count > 1 {
            words = "saved \(min(pane.file, record.assets.count - 1) + 1)/\(record.assets.count)  "
        }
        var line = Line(words, style: theme[.success])
        line.append(TextSanitizer.singleLine(asset.path), style: theme[.link])
        if session.fileExists[asset.path] == false { line.append("  missing", style: theme[.error]) }
        let facts = "  " + Figures.facts(asset)
        if line.width + DisplayWidth.width(of: facts) <= width {
            line.append(facts, style: theme[.muted])
            return [line]
        }
        return FixedWrap.rows(line, width: width) + [
            Line("       " + Figures.facts(asset), style: theme[.muted]).truncated(to: width, ellipsis: theme.ellipsis)
        ]
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
