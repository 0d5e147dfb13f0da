import TerminalUI

extension SettingsScreen {
    /// Draws into the body of the frame; returns where the cursor of the search box stands.
    static func view(_ state: State, _ session: Session, on surface: inout Surface) -> Point? {
        let theme = session.theme
        let layout = state.layout(in: session)
        var borders = BorderCanvas()
        borders.add(layout.list, title: state.filter == nil ? "Settings" : "", isFocused: true)
        borders.draw(on: &surface, theme: theme)
        let rows = state.rows(session)
        if rows.isEmpty {
            let words = state.isLoading ? "reading the settings" + theme.ellipsis : "Nothing matches."
            Paragraph(words, style: theme[.muted], width: max(1, layout.rows.width)).draw(in: layout.rows, on: &surface)
        }
        ItemList(count: rows.count, state: state.list, showsSelection: rows.contains(where: \.isChosen)) { index in
            line(rows[index], width: layout.rows.width - 1, theme)
        }.draw(in: layout.rows, on: &surface, theme: theme)
        guard let filter = state.filter else { return nil }
        let box = Rect(x: layout.list.x + 2, y: layout.list.y, width: min(30, layout.list.width - 4), height: 1)
        surface.write("/", at: box.origin, style: theme[.statusKey], in: box)
        return TextField(filter, placeholder: "search the settings").draw(
            in: box.inset(by: Insets(left: 1)), on: &surface, theme: theme)
    }

    /// A sentence about what is under the bar.
    static func tip(_ state: State, _ session: Session) -> Line {
        switch state.selected(session) {
        case .setting(let line):
            let counts = line.isLive ? "" : " From the next start on."
            let words = "\(line.path.joined(separator: ".")): \(line.summary)\(counts)"
            return Line(TextSanitizer.singleLine(words), style: session.theme[.muted])
        case .key(let place, let name, _, _, _):
            return Line("[keys.\(place)] \(name): Enter, then the new key.", style: session.theme[.muted])
        case .heading, .problem, nil: return Line("", style: session.theme[.muted])
        }
    }

    private static func line(_ row: SettingsRow, width: Int, _ theme: Theme) -> Line {
        switch row {
        case .heading(let title): return Line(title, style: theme[.title])
        case .problem(let words): return Line("! " + TextSanitizer.singleLine(words), style: theme[.warning])
        case .setting(let line): return setting(line, width: width, theme)
        case .key(_, _, let help, let keys, let isOwn):
            let column = max(14, width / 4)
            var line = Line("  ", style: theme[.text])
            let shown = keys.isEmpty ? "(none)" : keys
            line.append(theme.truncated(shown, to: column - 1).padded(to: column), style: theme[.statusKey])
            line.append(help, style: theme[.text])
            if isOwn { line.append("  (yours)", style: theme[.accent]) }
            return line
        }
    }

    private static func setting(_ line: SettingLine, width: Int, _ theme: Theme) -> Line {
        let (title, origin) = (max(12, width / 4), max(10, width * 3 / 10))
        let value = max(8, width - 2 - title - origin)
        var row = Line("  ", style: theme[.text])
        row.append(theme.truncated(line.title, to: title - 1).padded(to: title), style: theme[.muted])
        let text = line.value.isEmpty ? "none" : TextSanitizer.singleLine(line.shown)
        let isDefault = line.origin == "default"
        row.append(
            theme.truncated(text, to: value - 1).padded(to: value),
            style: isDefault ? theme[.text] : theme[.text].adding(.bold))
        row.append(
            theme.truncated(TextSanitizer.singleLine(line.origin), to: origin),
            style: theme[line.isOwn ? .accent : .muted])
        return row
    }
}
