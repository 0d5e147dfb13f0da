/// A setting as the Settings screen shows it.
public struct SettingLine: Equatable, Sendable, Identifiable {
    public enum Kind: Equatable, Sendable {
        case choice([String])
        case flag
        case text
        /// A number of what is named: `MB`.
        case number(unit: String)
        /// Texts with commas between them.
        case list
        /// Shown only; changed in the file or in the environment.
        case readOnly
    }

    /// Tables, then the key: `["storage", "output"]`.
    public var path: [String]
    public var section: String
    public var title: String
    public var value: String
    /// Where the value comes from: `EASEL_THEME in the environment`, `default`.
    public var origin: String
    /// It was changed in the studio, and can be taken back.
    public var isOwn: Bool
    public var kind: Kind
    public var summary: String
    /// A change counts at once; otherwise from the next start on.
    public var isLive: Bool

    public var id: [String] { path }

    /// The value as people read it: `on`, `20 s`.
    var shown: String {
        switch kind {
        case .flag where value == "true": "on"
        case .flag where value == "false": "off"
        case .number(let unit) where Double(value) != nil:
            "\(value.hasSuffix(".0") ? String(value.dropLast(2)) : value) \(unit)"
        default: value
        }
    }

    public init(
        path: [String], section: String, title: String, value: String, origin: String, isOwn: Bool = false,
        kind: Kind = .readOnly, summary: String = "", isLive: Bool = false
    ) {
        self.path = path
        self.section = section
        self.title = title
        self.value = value
        self.origin = origin
        self.isOwn = isOwn
        self.kind = kind
        self.summary = summary
        self.isLive = isLive
    }
}
