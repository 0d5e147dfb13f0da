import EaselCore
import EaselEngine
import TerminalUI

/// What is chosen in the history, laid out: a preview where there is one, then all facts.
struct HistoryDetailPane {
    let record: GenerationRecord
    let picture: Rect
    let words: Rect
    let lines: [Line]
    private let session: Session

    init?(_ state: HistoryScreen.State, _ session: Session) {
        guard let entry = state.chosen else { return nil }
        let record = entry.record
        let layout = state.layout(in: session)
        let kind = record.assets.first.flatMap { PreviewShelf.Request($0, cells: .zero, session.theme)?.kind }
        (picture, words) = layout.split(for: kind)
        self.record = record
        self.session = session
        let detail = state.detail?.entry.id == entry.id ? state.detail : nil
        let rows = HistoryFacts(entry, detail, session).rows
        let width = max(1, words.width - 1)
        lines = rows.flatMap { $0.lines(width: width) { role in session.theme[role == .dialog ? .text : role] } }
    }

    func draw(top: Int, on surface: inout Surface) {
        let theme = session.theme
        if let asset = record.assets.first, !picture.isEmpty {
            let request = PreviewShelf.Request(asset, cells: picture.size, theme)
            PreviewView(asset: asset, content: request.flatMap { session.previews[$0] }).draw(
                in: picture, on: &surface, theme: theme)
        }
        let (body, bar) = ScrollBar.place(in: words, total: lines.count)
        for (y, line) in lines.dropFirst(top).prefix(body.height).enumerated() {
            surface.write(line, at: body.origin.offset(y: y), in: body)
        }
        if let bar {
            ScrollBar(total: lines.count, visible: body.height, offset: top).draw(in: bar, on: &surface, theme: theme)
        }
    }
}
