import EaselCore
import TerminalUI

/// All values that a parameter can take, to choose from.
struct ChoiceList: Equatable, Sendable {
    var key: ParameterKey
    var title: String
    /// What each row stands for; nil is the provider's own default.
    var options: [JSONValue?]
    var defaultValue: JSONValue?
    var list: ListState

    init?(_ spec: ParameterSpec, current: JSONValue?) {
        let choices: [JSONValue] =
            switch spec.kind {
            case .choice(let choices), .choiceOrPixels(let choices, _, _): choices.map(\.value)
            case .boolean: [.bool(true), .bool(false)]
            case .integer, .number, .text, .seed, .pixels, .json: []
            }
        guard !choices.isEmpty else { return nil }
        key = spec.key
        title = spec.title
        options = [nil] + choices
        defaultValue = spec.defaultValue
        list = ListState(selected: options.firstIndex { $0 == current } ?? 0)
    }

    var chosen: JSONValue? { options.indices.contains(list.selected) ? options[list.selected] : nil }

    /// The text of a row.
    func label(_ index: Int) -> String {
        options[index]?.plainText ?? "default" + (defaultValue.map { " (\($0.plainText))" } ?? "")
    }

    func place(in screen: Rect) -> Rect {
        let widest = options.indices.map { DisplayWidth.width(of: label($0)) }.max() ?? 0
        return screen.centered(
            Size(width: max(widest, DisplayWidth.width(of: title) + 2) + 6, height: options.count + 2))
    }

    func draw(in screen: Rect, on surface: inout Surface, theme: Theme) {
        let inside = Frame(title: title, isFocused: true, background: .dialog).draw(
            in: place(in: screen), on: &surface, theme: theme)
        ItemList(count: options.count, state: list) { index in
            Line(" " + label(index), style: theme.style(options[index] == nil ? .muted : .dialog, on: .dialog))
        }.draw(in: inside, on: &surface, theme: theme)
    }
}
