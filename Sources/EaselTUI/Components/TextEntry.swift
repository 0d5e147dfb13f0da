import TerminalUI

/// One line to type a value into, with a sentence that says what it is for.
struct TextEntry: Equatable {
    var title: String
    var summary: String
    var buffer: TextBuffer
    var placeholder: String
    /// What is done with the text.
    var message: @Sendable (String) -> App.Message

    init(
        title: String, summary: String, text: String, placeholder: String,
        message: @escaping @Sendable (String) -> App.Message
    ) {
        self.title = title
        self.summary = summary
        buffer = TextBuffer(text, isMultiline: false)
        self.placeholder = placeholder
        self.message = message
    }

    /// Asks for the file of an export.
    init(exportAs form: String, path: String, message: @escaping @Sendable (String) -> App.Message) {
        self.init(
            title: "Export as \(form)", summary: "The file to write; one that is there is replaced.", text: path,
            placeholder: "path", message: message)
    }

    /// Functions cannot be compared: what they make of the same text can.
    static func == (left: TextEntry, right: TextEntry) -> Bool {
        left.title == right.title && left.summary == right.summary && left.buffer == right.buffer
            && left.placeholder == right.placeholder
            && left.message(left.buffer.text) == right.message(left.buffer.text)
    }

    func draw(in screen: Rect, on surface: inout Surface, theme: Theme) -> Point? {
        let width = min(72, screen.width)
        let words = TextWrap.wrap(summary, width: max(1, width - 4))
        let place = screen.centered(Size(width: width, height: words.count + 4))
        let inside = Frame(title: title, isFocused: true, background: .dialog).draw(
            in: place, on: &surface, theme: theme
        ).inset(by: Insets(left: 1, right: 1))
        for (y, row) in words.enumerated() {
            Label(row, style: theme.style(.muted, on: .dialog)).draw(in: inside.row(y), on: &surface, theme: theme)
        }
        return TextField(buffer, placeholder: placeholder).draw(
            in: inside.row(words.count + 1), on: &surface, theme: theme)
    }
}
