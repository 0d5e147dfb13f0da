import EaselCore
import TerminalUI

/// A few texts to fill in: the variables of a template, the name of a new one, an instruction.
struct FieldForm: Equatable {
    enum Purpose: Equatable {
        /// Fill a template and put it into the prompt.
        case template(PromptTemplate)
        /// Keep the prompt as a template for this modality.
        case saveTemplate(body: String, Modality)
        /// Tell a model how to rewrite the prompt.
        case instruction
        /// The questions for a judge.
        case rubric(ModelReference)
        /// Prompts, seeds and values of a sweep.
        case sweep(SweepForm)
        /// Keep a note on what is marked or chosen in the history.
        case historyNote
    }

    struct Field: Equatable {
        var name: String
        /// What stands for an empty field.
        var hint: String
        var buffer: TextBuffer

        init(_ name: String, hint: String = "", text: String = "", isMultiline: Bool = true) {
            self.name = name
            self.hint = hint
            buffer = TextBuffer(text, isMultiline: isMultiline)
        }

        var text: String { buffer.text }
    }

    var purpose: Purpose
    var title: String
    /// A sentence above the fields.
    var note: String
    var fields: [Field]
    var focus = 0
    var problem: String?

    /// The form for a template; nil for one without variables.
    init?(_ template: PromptTemplate) {
        let variables = template.variables
        guard !variables.isEmpty else { return nil }
        self.init(
            .template(template), title: template.name,
            note: template.summary.isEmpty ? "Empty fields take what is shown in them." : template.summary,
            variables.map { Field($0.name, hint: $0.defaultText) })
    }

    init(_ purpose: Purpose, title: String, note: String, _ fields: [Field]) {
        (self.purpose, self.title, self.note, self.fields) = (purpose, title, note, fields)
    }

    /// Keeps a prompt as a template.
    static func save(_ body: String, _ modality: Modality) -> FieldForm {
        FieldForm(
            .saveTemplate(body: body, modality), title: "Save as a template",
            note: "Write {{name}} or {{name|default}} into the prompt where something is to be filled in.",
            [Field("name", isMultiline: false), Field("category", hint: "own", isMultiline: false)])
    }

    static let instruction = FieldForm(
        .instruction, title: "Rewrite the prompt", note: "How is it to be rewritten?", [Field("instruction")])

    /// Whether a key was taken as text.
    mutating func type(_ chord: KeyChord) -> Bool {
        guard fields.indices.contains(focus), fields[focus].buffer.apply(chord) else { return false }
        problem = nil
        return true
    }

    mutating func paste(_ text: String) {
        guard fields.indices.contains(focus) else { return }
        fields[focus].buffer.insert(text)
    }

    mutating func breakLine() {
        if fields.indices.contains(focus) { fields[focus].buffer.insertLineBreak() }
    }

    mutating func cycle(by steps: Int) {
        guard !fields.isEmpty else { return }
        focus = ((focus + steps) % fields.count + fields.count) % fields.count
    }

    /// Up and down go through the lines of a field, and from its ends to the next field.
    mutating func move(by rows: Int) {
        guard fields.indices.contains(focus) else { return }
        let buffer = fields[focus].buffer
        let isAtEnd = rows < 0 ? buffer.cursor.line == 0 : buffer.cursor.line == buffer.lines.count - 1
        if isAtEnd { cycle(by: rows.signum()) } else { fields[focus].buffer.move(rows < 0 ? .up : .down) }
    }

    private static let width = 76
    private static let fieldRows = 4

    /// Rows of the fields' texts in a box so wide.
    private func heights(width: Int) -> [Int] {
        fields.map { TextArea($0.buffer).rowCount(width: width, limit: Self.fieldRows) }.map { max(1, $0) }
    }

    private func layout(in screen: Rect) -> (box: Rect, labels: Int) {
        let width = min(Self.width, screen.width)
        let labels = min(max(8, fields.map { DisplayWidth.width(of: $0.name) }.max() ?? 0), max(8, width / 3))
        let rows = heights(width: max(4, width - labels - 5)).reduce(0, +)
        return (screen.centered(Size(width: width, height: min(rows + 5, screen.height))), labels)
    }

    func place(in screen: Rect) -> Rect { layout(in: screen).box }

    /// Returns where the cursor stands.
    func draw(in screen: Rect, on surface: inout Surface, theme: Theme) -> Point? {
        let (box, labels) = layout(in: screen)
        let inside = Frame(title: TextSanitizer.singleLine(title), isFocused: true, background: .dialog)
            .draw(in: box, on: &surface, theme: theme).inset(by: Insets(left: 1, right: 1))
        Label(
            TextSanitizer.singleLine(problem ?? note),
            style: theme.style(problem == nil ? .muted : .error, on: .dialog)
        ).draw(in: inside.row(0), on: &surface, theme: theme)
        let body = inside.inset(by: Insets(top: 2))
        let width = max(4, body.width - labels - 1)
        let heights = heights(width: width)
        // The field with the focus stays in sight.
        var first = 0
        while first < focus, heights[first...focus].reduce(0, +) > body.height { first += 1 }
        var y = body.y
        var cursor: Point?
        for index in fields.indices.dropFirst(first) where y < body.maxY {
            let field = fields[index]
            let role: ThemeRole = index == focus ? .accent : .muted
            let name = Rect(x: body.x, y: y, width: labels, height: 1)
            Label(TextSanitizer.singleLine(field.name), style: theme.style(role, on: .dialog))
                .draw(in: name, on: &surface, theme: theme)
            let place = Rect(x: body.x + labels + 1, y: y, width: width, height: heights[index])
                .intersection(body)
            let point = TextArea(field.buffer, placeholder: field.hint).draw(in: place, on: &surface, theme: theme)
            if index == focus { cursor = point }
            y += heights[index]
        }
        return cursor
    }
}
