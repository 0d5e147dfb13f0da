import EaselCore
import Foundation
import TerminalUI

/// Models in rows, with the line that narrows them above.
struct ModelTable {
    let browser: ModelBrowser
    let session: Session
    let tick: Int

    private var theme: Theme { session.theme }

    private enum Field { case name, id, provider, kind, price, context, retirement }

    func table(width: Int) -> Table {
        let fields = Self.fields(width)
        return Table(columns: fields.map(Self.column), count: browser.count, state: browser.list) { row in
            fields.map { cell($0, browser[row]) }
        }
    }

    /// Returns where the cursor of the search line stands.
    func draw(search: Rect, models: Rect, on surface: inout Surface) -> Point? {
        let cursor = drawSearch(in: search, on: &surface)
        if browser.count == 0 {
            Paragraph(emptyWords, style: theme[.muted], width: max(1, models.width)).draw(in: models, on: &surface)
        } else {
            table(width: models.width).draw(in: models, on: &surface, theme: theme)
        }
        return browser.isSearching ? cursor : nil
    }

    private func drawSearch(in row: Rect, on surface: inout Surface) -> Point? {
        var right = [
            browser.provider?.rawValue, browser.modality?.rawValue, browser.order == .known ? nil : browser.order.words,
        ].compactMap(\.self).joined(separator: theme.separator)
        if !browser.asking.isEmpty {
            right += "  \(Spinner(tick: tick).text(unicode: theme.unicode)) asking, \(browser.asking.count) to go"
        } else if !browser.failures.isEmpty {
            right += "  \(browser.failures.count) could not be asked"
        }
        let (left, place) = row.splitRight(min(row.width / 2, DisplayWidth.width(of: right) + 1))
        surface.write(right, at: place.origin.offset(x: 1), style: theme[.muted], in: place)
        surface.write(" /", at: left.origin, style: theme[.statusKey], in: left)
        let box = left.inset(by: Insets(left: 2))
        guard browser.isSearching || !browser.search.isEmpty else {
            Label(" / finds a model by a few letters of it", style: theme[.muted]).draw(
                in: left, on: &surface, theme: theme)
            return nil
        }
        return TextField(browser.search, placeholder: "name, id, provider, kind").draw(
            in: box, on: &surface, theme: theme)
    }

    private var emptyWords: String {
        if browser.cards.isEmpty { return "No model is known. u asks the providers." }
        return "No model matches. Esc shows all again; u asks the providers for more."
    }

    private static func fields(_ width: Int) -> [Field] {
        if width < 64 { return [.name, .provider, .kind] }
        if width < 110 { return [.name, .provider, .kind, .price, .retirement] }
        return [.name, .id, .provider, .kind, .price, .context, .retirement]
    }

    private static func column(_ field: Field) -> TableColumn {
        switch field {
        case .name: TableColumn(" model", width: .fill(3))
        case .id: TableColumn("id", width: .fill(4))
        case .provider: TableColumn("provider", width: .fixed(11))
        case .kind: TableColumn("makes", width: .fixed(6))
        case .price: TableColumn("price", width: .fixed(17))
        case .context: TableColumn("context", width: .fixed(7), alignment: .right)
        case .retirement: TableColumn("retires", width: .fixed(10))
        }
    }

    private func cell(_ field: Field, _ card: ModelCard) -> Line {
        switch field {
        case .name: return marked(card.name)
        case .id: return Line(TextSanitizer.singleLine(card.model.rawValue), style: theme[.muted])
        case .provider: return Line(card.provider.rawValue, style: theme[.text])
        case .kind: return Line(card.modality.rawValue, style: theme[.accent])
        case .price: return Line(card.price?.short ?? "", style: theme[.text])
        case .context: return Line(card.limits.contextTokens.map(Self.tokens) ?? "", style: theme[.muted])
        case .retirement:
            return Line(TextSanitizer.singleLine(card.retirement?.date ?? ""), style: theme[.warning])
        }
    }

    /// The name with the letters that were typed. Only rows in sight are ever asked for.
    private func marked(_ name: String) -> Line {
        let clean = TextSanitizer.singleLine(String(name.prefix(200)))
        guard !browser.search.isEmpty, let match = FuzzyMatch(browser.search.text, in: clean) else {
            return Line(" " + clean, style: theme[.text])
        }
        let places = Set(match.offsets)
        var line = Line(" ", style: theme[.text])
        for (offset, character) in clean.enumerated() {
            line.append(
                String(character), style: places.contains(offset) ? theme[.accent].adding(.bold) : theme[.text])
        }
        return line
    }

    /// `128k`, `1M`.
    private static func tokens(_ count: Int) -> String {
        if count >= 1_000_000 { return "\(count / 1_000_000)M" }
        return count >= 1000 ? "\(count / 1000)k" : "\(count)"
    }
}
