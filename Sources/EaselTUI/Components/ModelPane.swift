import EaselCore
import TerminalUI

extension StudioScreen {
    /// The rows of the model list: the search box stands above them.
    static func modelRows(in inside: Rect, _ state: State) -> Rect {
        state.filter == nil ? inside : inside.splitTop(1).rest
    }
}

/// With what it is made: the cards of the chosen provider.
struct ModelPane {
    private let state: StudioScreen.State
    private let session: Session
    private let tick: Int

    init(_ state: StudioScreen.State, _ session: Session, tick: Int) {
        self.state = state
        self.session = session
        self.tick = tick
    }

    private var theme: Theme { session.theme }

    /// Returns where the cursor of the search box stands.
    func draw(in area: Rect, on surface: inout Surface) -> Point? {
        guard !area.isEmpty else { return nil }
        let rows = StudioScreen.modelRows(in: area, state)
        let models = state.models
        if models.isEmpty {
            Paragraph([Line(emptyWords, style: theme[.muted])], width: rows.width).draw(in: rows, on: &surface)
        } else {
            ItemList(count: models.count, state: state.modelList, isFocused: state.focus == .model) { line(models[$0]) }
                .draw(in: rows, on: &surface, theme: theme)
            if state.cardList?.listing == .asking {
                let spinner = Spinner(tick: tick).text(unicode: theme.unicode)
                surface.write(spinner, at: Point(x: area.maxX - 1, y: area.maxY - 1), style: theme[.accent], in: area)
            }
        }
        guard let filter = state.filter else { return nil }
        let box = area.row(0)
        surface.write("/", at: box.origin, style: theme[.statusKey], in: box)
        let cursor = TextField(filter, placeholder: "search").draw(
            in: box.inset(by: Insets(left: 1)), on: &surface, theme: theme)
        return state.focus == .model ? cursor : nil
    }

    private func line(_ card: ModelCard) -> Line {
        let isChosen = card.model == state.card?.model
        var line = Line((isChosen ? theme.chosenSign : " ") + " ", style: theme[.accent])
        line.append(TextSanitizer.singleLine(card.name), style: theme[.text])
        if card.retirement != nil { line.append(" !", style: theme[.warning]) }
        return line
    }

    private var emptyWords: String {
        if let typed = state.typedModel { return "Not listed. Enter uses \(typed) as typed." }
        guard let provider = state.provider, let list = state.cardList else { return "Choose a provider." }
        return switch list.listing {
        case .asking: Spinner(tick: tick).text(unicode: theme.unicode) + " asking \(provider.name)"
        case .notAsked: "u asks \(provider.name) for its models."
        case .asked: "\(provider.name) lists none. / takes an id."
        case .failed(let error): "\(error.message) u asks again."
        }
    }
}
