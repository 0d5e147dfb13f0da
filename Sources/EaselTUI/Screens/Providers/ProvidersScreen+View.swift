import EaselCore
import Foundation
import TerminalUI

extension ProvidersScreen {
    /// Draws into the body of the frame; returns where the cursor stands.
    static func view(_ state: State, _ session: Session, tick: Int, on surface: inout Surface) -> Point? {
        let theme = session.theme
        let layout = state.layout(in: session)
        drawTabs(state, session, in: layout.tabs, on: &surface)
        var borders = BorderCanvas()
        borders.add(layout.main, title: title(state, theme), isFocused: true)
        if let frame = layout.detail { borders.add(frame, title: state.selected?.name ?? "", isFocused: false) }
        borders.draw(on: &surface, theme: theme)
        switch state.page {
        case .health:
            ProviderTable(state: state, session: session).draw(in: layout.table, on: &surface)
            drawDetail(state, session, in: layout.inside, on: &surface)
            return nil
        case .workflows:
            WorkflowPane(state: state, session: session).draw(in: layout.table, on: &surface)
            return nil
        case .models:
            return ModelTable(browser: state.browser, session: session, tick: tick).draw(
                search: layout.search, models: layout.models, on: &surface)
        }
    }

    static func tabs(_ page: Page) -> Tabs {
        Tabs(Page.allCases.map(\.title), selected: Page.allCases.firstIndex(of: page) ?? 0)
    }

    private static func drawTabs(_ state: State, _ session: Session, in row: Rect, on surface: inout Surface) {
        let theme = session.theme
        tabs(state.page).draw(in: row.inset(by: Insets(left: 1)), on: &surface, theme: theme)
        let sums = [
            session.spentMonth.map { "\(Figures.money($0.knownUSD)) this month" },
            session.spentSession.map { "\(Figures.money($0.knownUSD)) this session" },
        ].compactMap(\.self)
        let words = sums.joined(separator: theme.separator)
        let room = row.splitRight(max(0, row.width - 30)).right
        Label(words + " ", style: theme[.muted], alignment: .right).draw(in: room, on: &surface, theme: theme)
    }

    private static func title(_ state: State, _ theme: Theme) -> String {
        switch state.page {
        case .health: return "Providers"
        case .workflows: return "Who makes \(state.workflows.modality.rawValue)"
        case .models:
            let count = state.browser.count == state.browser.cards.count ? "" : "\(state.browser.count)/"
            let words = "Models \(count)\(state.browser.cards.count)"
            guard case .fallback(let modality) = state.browser.purpose else { return words }
            return words + theme.separator + "Enter: takes over for \(modality.rawValue)"
        }
    }

    /// The lines about the provider under the bar; nil without room.
    static func detail(_ state: State, _ session: Session) -> ProviderDetail? {
        let area = state.layout(in: session).inside
        guard let row = state.selected, !area.isEmpty else { return nil }
        return ProviderDetail(row, state, session, width: area.width - 1)
    }

    private static func drawDetail(_ state: State, _ session: Session, in area: Rect, on surface: inout Surface) {
        guard let detail = detail(state, session) else { return }
        let (body, bar) = ScrollBar.place(in: area, total: detail.lines.count)
        let top = min(state.detailTop, max(0, detail.lines.count - area.height))
        for (y, line) in detail.lines.dropFirst(top).prefix(body.height).enumerated() {
            surface.write(line, at: body.origin.offset(y: y), in: body)
        }
        if let bar {
            ScrollBar(total: detail.lines.count, visible: area.height, offset: top).draw(
                in: bar, on: &surface, theme: session.theme)
        }
    }

    /// One sentence about what is under the bar.
    static func tip(_ state: State, _ session: Session) -> Line {
        let theme = session.theme
        switch state.page {
        case .health:
            guard let row = state.selected else { return Line() }
            let words = row.obstacle.map { "\($0.message) \($0.remedy)" }
            return Line(
                TextSanitizer.singleLine(
                    words
                        ?? "\(row.name): \(row.modalities.map(\.rawValue).joined(separator: ", ")). \(row.facts.asyncStyle)"
                ),
                style: theme[words == nil ? .muted : .warning])
        case .workflows:
            return Line(
                "Changes are in force at once and stay, in studio.toml beside your configuration.", style: theme[.muted]
            )
        case .models:
            guard let card = state.browser.selected else { return Line() }
            return Line(TextSanitizer.singleLine(words(card)), style: theme[card.retirement == nil ? .muted : .warning])
        }
    }

    private static func words(_ card: ModelCard) -> String {
        [
            card.retirement.map(\.words), "\(card.reference)", card.summary.isEmpty ? nil : card.summary,
            card.price?.words ?? "price not known", card.limits.contextTokens.map { "\($0) tokens of context" },
            card.parameters.isEmpty ? nil : card.parameters.map(\.key.rawValue).joined(separator: " "),
        ].compactMap(\.self).joined(separator: "  ")
    }

    static func grips(_ state: State, _ session: Session) -> [ScrollGrip] {
        let layout = state.layout(in: session)
        let grip: ScrollGrip? =
            switch state.page {
            case .health:
                detail(state, session).flatMap { ScrollGrip(.providerDetail, in: layout.inside, total: $0.lines.count) }
            case .workflows:
                ScrollGrip(
                    .workflows, in: WorkflowPane.parts(in: layout.table).rows,
                    total: state.workflows.rows(state.rows, session).count)
            case .models: ScrollGrip(.catalog, in: layout.models.splitTop(1).rest, total: state.browser.count)
            }
        return [grip].compactMap(\.self)
    }
}

extension Retirement {
    /// `retires on 2026-12-01: choose gpt-5`.
    var words: String { "retires on \(date)" + (successor.map { ": choose \($0)" } ?? ": choose another model") }
}
