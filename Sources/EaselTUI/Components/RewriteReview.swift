import EaselCore
import EaselEngine
import TerminalUI

/// A rewritten prompt beside the original, to be accepted or not.
struct RewriteReview: Equatable {
    enum Stage: Equatable {
        /// The text so far.
        case writing(String)
        case ready(String, WordDifference)
        case failed(String)
    }

    let id: JobID
    let original: String
    /// Who writes.
    let target: String
    var stage = Stage.writing("")
    var top = 0

    var isWriting: Bool { if case .writing = stage { true } else { false } }

    /// What would be taken over.
    var rewritten: String? { if case .ready(let text, _) = stage { text } else { nil } }

    /// Takes over how far the generation is.
    mutating func follow(_ generation: LiveGeneration?) {
        guard isWriting, let generation else { return }
        if generation.isRunning {
            stage = .writing(generation.text)
            return
        }
        let text = PromptRewrite.prompt(in: generation.text)
        if generation.record.status == .succeeded, !text.isEmpty {
            stage = .ready(text, WordDifference(from: original, to: text))
        } else {
            stage = .failed(generation.error.map { "\($0.message) \($0.remedy)" } ?? "The model answered nothing.")
        }
        top = 0
    }

    func place(in screen: Rect) -> Rect {
        screen.centered(Size(width: min(90, screen.width), height: max(8, screen.height * 3 / 4)))
    }

    mutating func scroll(_ step: Step, in screen: Rect, theme: Theme) {
        let body = Self.body(of: place(in: screen))
        let rows = rows(width: body.width, theme: theme)
        top = step.apply(to: top, most: max(0, rows.count - body.height), page: body.height)
    }

    /// The text with the column of its scroll bar.
    func scrolledArea(in screen: Rect) -> Rect {
        let body = Self.body(of: place(in: screen))
        return Rect(x: body.x, y: body.y, width: body.width + 1, height: body.height)
    }

    func rowCount(in screen: Rect, theme: Theme) -> Int {
        rows(width: Self.body(of: place(in: screen)).width, theme: theme).count
    }

    private static func body(of box: Rect) -> Rect {
        box.inset(by: 1).inset(by: Insets(left: 1, bottom: 2, right: 1))
    }

    private func rows(width: Int, theme: Theme) -> [Line] {
        let line: Line =
            switch stage {
            case .writing(let text): Line(text, style: theme[.dialog])
            case .ready(_, let difference): difference.line(theme, on: .dialog)
            case .failed(let words): Line(words, style: theme.style(.error, on: .dialog))
            }
        return TextWrap.wrap(line, width: max(1, width))
    }

    func draw(in screen: Rect, on surface: inout Surface, theme: Theme) {
        let box = place(in: screen)
        let title =
            switch stage {
            case .writing: "Rewriting the prompt" + theme.ellipsis
            case .ready: "The rewritten prompt"
            case .failed: "The prompt was not rewritten"
            }
        Frame(title: title, isFocused: true, background: .dialog).draw(in: box, on: &surface, theme: theme)
        let body = Self.body(of: box)
        let rows = rows(width: body.width, theme: theme)
        // While it is written the end is in sight.
        let most = max(0, rows.count - body.height)
        let first = isWriting ? most : min(top, most)
        for (y, row) in rows.dropFirst(first).prefix(body.height).enumerated() {
            surface.write(row, at: body.origin.offset(y: y), in: body)
        }
        if rows.count > body.height {
            let bar = Rect(x: box.maxX - 2, y: body.y, width: 1, height: body.height)
            ScrollBar(total: rows.count, visible: body.height, offset: first).draw(in: bar, on: &surface, theme: theme)
        }
        let foot = Rect(x: body.x, y: box.maxY - 2, width: body.width, height: 1)
        Label(legend(theme)).draw(in: foot, on: &surface, theme: theme)
    }

    private func legend(_ theme: Theme) -> Line {
        var line = Line("by \(TextSanitizer.singleLine(target))", style: theme.style(.muted, on: .dialog))
        guard case .ready(_, let difference) = stage else { return line }
        if difference.isEmpty {
            line.append("; nothing was changed", style: theme.style(.muted, on: .dialog))
            return line
        }
        line.append("   ", style: theme[.dialog])
        line.append("[-taken out-]", style: theme.style(.removed, on: .dialog))
        line.append(" ", style: theme[.dialog])
        line.append("{+put in+}", style: theme.style(.added, on: .dialog))
        return line
    }
}
