extension KeyChord {
    /// Reads the notation of key maps: "ctrl-p", "alt-enter", "shift-tab", "F2", "?", "ctrl--"; nil when unknown.
    ///
    /// Names are not case-sensitive; a single character is ("g" and "G" differ), except after "ctrl-".
    public init?(_ text: String) {
        var rest = Substring(text)
        var modifiers: KeyModifiers = []
        while let (modifier, length) = KeyChord.leadingModifier(of: rest) {
            guard !modifiers.contains(modifier) else { return nil }
            modifiers.insert(modifier)
            rest = rest.dropFirst(length)
        }
        guard let key = KeyChord.key(named: rest) else { return nil }
        self.init(key, modifiers)
    }

    /// The chord as shown to people: "Ctrl-P", "Alt-Enter", "Shift-Tab", "F2", "?", "Space".
    public var label: String {
        var parts = ""
        if modifiers.contains(.control) { parts += "Ctrl-" }
        if modifiers.contains(.alt) { parts += "Alt-" }
        if modifiers.contains(.shift) { parts += "Shift-" }
        return parts + keyLabel
    }

    /// The chord as a configuration has it: `KeyChord(chord.notation) == chord`.
    public var notation: String {
        var parts = ""
        if modifiers.contains(.control) { parts += "ctrl-" }
        if modifiers.contains(.alt) { parts += "alt-" }
        if modifiers.contains(.shift) { parts += "shift-" }
        switch key {
        case .character(" "): return parts + "space"
        case .character(let character): return parts + String(character)
        case .backTab: return parts + "shift-tab"
        case .function(let number): return parts + "f\(number)"
        default: return parts + (KeyChord.namedKeys.first { $0.key == key }?.names.first ?? "")
        }
    }

    private var keyLabel: String {
        switch key {
        case .character(" "): "Space"
        case .character(let character):
            modifiers.contains(.control) ? character.uppercased() : String(character)
        case .backTab: "Shift-Tab"
        case .function(let number): "F\(number)"
        default: KeyChord.namedKeys.first { $0.key == key }?.label ?? ""
        }
    }

    private static func leadingModifier(of text: Substring) -> (KeyModifiers, Int)? {
        let prefixes: [(String, KeyModifiers)] = [
            ("ctrl-", .control), ("control-", .control), ("alt-", .alt), ("meta-", .alt), ("shift-", .shift),
        ]
        let lower = text.lowercased()
        for (prefix, modifier) in prefixes where lower.hasPrefix(prefix) && lower.count > prefix.count {
            return (modifier, prefix.count)
        }
        return nil
    }

    private static func key(named text: Substring) -> Key? {
        if text.count == 1, let character = text.first {
            return character.isWhitespace && character != " " ? nil : .character(character)
        }
        let name = text.lowercased()
        if name == "space" { return .character(" ") }
        if let named = namedKeys.first(where: { $0.names.contains(name) }) { return named.key }
        if name.first == "f", let number = Int(name.dropFirst()), (1...24).contains(number) { return .function(number) }
        return nil
    }

    private static let namedKeys: [(key: Key, label: String, names: [String])] = [
        (.enter, "Enter", ["enter", "return"]),
        (.tab, "Tab", ["tab"]),
        (.backTab, "Shift-Tab", ["backtab"]),
        (.backspace, "Backspace", ["backspace"]),
        (.delete, "Delete", ["delete", "del"]),
        (.insert, "Insert", ["insert", "ins"]),
        (.escape, "Esc", ["escape", "esc"]),
        (.up, "Up", ["up"]),
        (.down, "Down", ["down"]),
        (.left, "Left", ["left"]),
        (.right, "Right", ["right"]),
        (.home, "Home", ["home"]),
        (.end, "End", ["end"]),
        (.pageUp, "PageUp", ["pageup", "pgup"]),
        (.pageDown, "PageDown", ["pagedown", "pgdn", "pgdown"]),
    ]
}
