import TerminalUI

/// Notices at the lower right, the newest at the bottom.
struct ToastStack {
    let toasts: [Toast]

    func draw(above bottom: Rect, on surface: inout Surface, theme: Theme) {
        var y = bottom.y
        for toast in toasts.reversed() {
            let width = max(1, min(bottom.width - 2, 76) - 2)
            let rows = TextWrap.wrap(TextSanitizer.singleLine(toast.text), width: width).prefix(3)
            y -= rows.count
            guard y > 1 else { return }
            let columns = (rows.map { DisplayWidth.width(of: $0) }.max() ?? 0) + 2
            let place = Rect(x: bottom.maxX - columns - 1, y: y, width: columns, height: rows.count)
            let style = theme.style(toast.tone.role, on: .dialog).adding(
                theme.capabilities.colorDepth == .none ? .reverse : [])
            surface.fill(place, style: style)
            for (row, text) in rows.enumerated() {
                surface.write(text, at: place.origin.offset(x: 1, y: row), style: style, in: place)
            }
        }
    }
}

extension Toast.Tone {
    fileprivate var role: ThemeRole {
        switch self {
        case .plain: .dialog
        case .success: .success
        case .warning: .warning
        case .error: .error
        }
    }
}
