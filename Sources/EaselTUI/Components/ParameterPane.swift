import EaselCore
import TerminalUI

/// How it is made: one row for each parameter of the model, its value or, dimmed, the provider's default.
struct ParameterPane {
    private let state: StudioScreen.State
    private let session: Session

    init(_ state: StudioScreen.State, _ session: Session) {
        self.state = state
        self.session = session
    }

    private var theme: Theme { session.theme }

    /// Returns where the cursor of a value being typed stands.
    func draw(in area: Rect, on surface: inout Surface) -> Point? {
        guard !area.isEmpty else { return nil }
        let specs = state.specs
        guard !specs.isEmpty else {
            let words =
                state.card == nil
                ? "" : state.card?.origin.isComplete == true ? "Nothing to set." : "Nothing is known of its parameters."
            Paragraph(words, style: theme[.muted], width: area.width).draw(in: area, on: &surface)
            return nil
        }
        let list = ItemList(count: specs.count, state: state.form.list, isFocused: state.focus == .parameters) { row in
            line(specs[row], isChosen: row == state.form.list.selected, width: width(area, specs.count))
        }
        list.draw(in: area, on: &surface, theme: theme)
        guard let edit = state.form.edit,
            let y = list.visibleRows(height: area.height).firstIndex(of: state.form.list.selected)
        else { return nil }
        let row = area.row(y - list.visibleRows(height: area.height).lowerBound)
        let label = labelWidth(width(area, specs.count))
        let place = row.inset(by: Insets(left: label))
        return TextField(edit.buffer, placeholder: "").draw(in: place, on: &surface, theme: theme)
    }

    private func width(_ area: Rect, _ count: Int) -> Int { count > area.height ? area.width - 1 : area.width }

    private func labelWidth(_ width: Int) -> Int { max(8, min(14, width / 2)) }

    private func line(_ spec: ParameterSpec, isChosen: Bool, width: Int) -> Line {
        let label = labelWidth(width)
        let isFocused = isChosen && state.focus == .parameters
        var line = Line(theme.truncated(" " + spec.title, to: label - 1).padded(to: label), style: theme[.muted])
        let value = state.desk.values[spec.key].flatMap { spec.accepts($0) ? $0 : nil }
        let sign = spec.sign(theme, isFocused: isFocused)
        let room = max(1, width - label - DisplayWidth.width(of: sign) - 1)
        let words =
            value.map(\.plainText) ?? spec.defaultValue.map(\.plainText) ?? (spec.isRequired ? "required" : "auto")
        let text = theme.truncated(TextSanitizer.singleLine(words), to: room).padded(to: room + 1)
        let role: ThemeRole = value != nil ? .text : spec.isRequired ? .warning : .disabled
        line.append(text, style: value != nil ? theme[role].adding(.bold) : theme[role])
        line.append(sign, style: theme[.muted])
        return line
    }
}

extension ParameterSpec {
    /// What kind of field it is, in a sign or two.
    fileprivate func sign(_ theme: Theme, isFocused: Bool) -> String {
        switch kind {
        case .choice, .choiceOrPixels: theme.dropSign
        case .seed: isFocused ? "d" : " "
        case .boolean, .integer, .number, .text, .pixels, .json: " "
        }
    }
}
