/// Keys and what they do, on one row; as many as fit, in order.
public struct KeyHints {
    /// One hint.
    public struct Hint: Hashable, Sendable {
        /// The key ("Ctrl-P").
        public var key: String
        /// What it does ("palette").
        public var text: String

        /// A hint that `key` does `text`.
        public init(key: String, text: String) {
            self.key = key
            self.text = text
        }
    }

    /// The hints, most important first.
    public var hints: [Hint]

    /// Hints made by hand.
    public init(_ hints: [Hint]) {
        self.hints = hints
    }

    /// The hints of a key map: its bindings that have a `hint`.
    public init<Action>(_ map: KeyMap<Action>) {
        hints = map.bindings.compactMap { binding in
            guard let text = binding.hint, let chord = binding.chords.first else { return nil }
            return Hint(key: chord.label, text: text)
        }
    }

    /// Draws into the first row of `rect`, which it fills.
    public func draw(in rect: Rect, on surface: inout Surface, theme: Theme) {
        let row = rect.row(0)
        surface.fill(row, style: theme[.statusBar])
        var x = row.x + 1
        for hint in hints {
            let width = DisplayWidth.width(of: hint.key) + 1 + DisplayWidth.width(of: hint.text)
            if x + width > row.maxX { break }
            x += surface.write(hint.key, at: Point(x: x, y: row.y), style: theme[.statusKey], in: row)
            x += surface.write(" " + hint.text, at: Point(x: x, y: row.y), style: theme[.statusBar], in: row)
            x += 2
        }
    }
}
