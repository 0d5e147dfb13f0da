import EaselCore

/// How pictures are shown in the terminal.
public enum PictureChoice: String, Sendable, CaseIterable {
    /// What the terminal can do best.
    case auto
    /// Half blocks in ordinary cells, which work everywhere.
    case blocks
    case kitty, iterm2, sixel
    /// Words only.
    case none
}

extension Settings {
    /// `[ui]`; nil is not said.
    public struct Interface: Sendable, Hashable {
        public var pictures: PictureChoice?
        /// Whether the mouse is taken from the terminal; without it the terminal selects text as usual.
        public var mouse: Bool?
        /// Lines instead of screens, for screen readers and very simple terminals.
        public var plain: Bool?
        /// How numbers and dates are written: `de_DE`, or `iso`.
        public var locale: String?

        public init() {}
    }

    /// Keys by map and binding, as written; what they mean is for the studio to say.
    public typealias Keys = [String: [String: [String]]]

    static func interface(_ document: inout SettingsDocument) throws(EaselError) -> Interface {
        let path = ["ui"]
        try document.warn(in: path, except: ["pictures", "mouse", "plain", "locale"])
        var interface = Interface()
        interface.pictures = try choice(document, "pictures")
        interface.mouse = try document.bool(path, "mouse")
        interface.plain = try document.bool(path, "plain")
        interface.locale = try document.string(path, "locale")
        return interface
    }

    static func keys(_ document: SettingsDocument) throws(EaselError) -> Keys {
        var keys: Keys = [:]
        for map in try document.keys(["keys"]) {
            for binding in try document.keys(["keys", map]) {
                keys[map, default: [:]][binding] = try document.stringOrStrings(["keys", map], binding)
            }
        }
        return keys
    }

    private static func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ document: SettingsDocument, _ key: String
    ) throws(EaselError) -> Choice? {
        guard let word = try document.string(["ui"], key) else { return nil }
        guard let choice = Choice(rawValue: word) else {
            let words = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw document.bad(["ui"], key, "\(key) has to be one of \(words).", "Correct that line.")
        }
        return choice
    }
}
