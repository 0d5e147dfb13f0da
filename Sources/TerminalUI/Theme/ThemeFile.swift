/// A theme as written down: palette, roles, and the theme it starts from. `ThemeLoader` makes a `Theme` of it.
///
/// ```toml
/// name = "daylight"
/// appearance = "light"
/// inherits = "default"          # optional
/// [palette]
/// ink = "#1b1d22"
/// [roles]
/// text = { fg = "ink", bg = "#fbfaf7" }
/// title = { fg = "ink", bold = true }
/// accent = "blue"               # the same as { fg = "blue" }
/// ```
public struct ThemeFile: Hashable, Sendable {
    /// Where it was read, for messages.
    public var source: String
    /// What people call it.
    public var name: String
    /// Dark or light; nil takes that of the parent.
    public var appearance: ThemeAppearance?
    /// Name of the theme whose palette and roles this one starts from.
    public var inherits: String?
    /// Own colours.
    public var palette: Palette
    /// Own roles; a role given here replaces the parent's whole.
    public var roles: [ThemeRole: RoleSpec]
    /// Lines of the roles in the file, for messages.
    var roleLines: [ThemeRole: Int]

    /// A theme file made in memory.
    public init(
        name: String,
        appearance: ThemeAppearance?,
        inherits: String? = nil,
        palette: Palette = Palette(),
        roles: [ThemeRole: RoleSpec] = [:]
    ) {
        source = name
        self.name = name
        self.appearance = appearance
        self.inherits = inherits
        self.palette = palette
        self.roles = roles
        roleLines = [:]
    }

    /// Reads the TOML text of a file; `source` names the file in messages.
    public init(toml text: String, source: String) throws(ThemeError) {
        self = try ThemeFileReader(text: text, source: source).read()
    }

    /// The file merged into its ancestors, nearest last, and resolved to styles.
    func resolved(over ancestors: [ThemeFile]) throws(ThemeError) -> Theme {
        let chain = ancestors + [self]
        let palette = chain.reduce(Palette()) { $0.merging($1.palette) }
        var styles: [ThemeRole: Style] = [:]
        var problems: [ThemeError.Problem] = []
        for role in ThemeRole.allCases {
            guard let file = chain.last(where: { $0.roles[role] != nil }), let spec = file.roles[role] else { continue }
            func color(_ name: String?) -> Color {
                guard let name else { return .terminalDefault }
                if let color = palette.color(name) { return color }
                problems.append(
                    ThemeError.Problem(
                        file: file.source,
                        line: file.roleLines[role],
                        message: "role \"\(role.rawValue)\": unknown colour \"\(name)\""
                    )
                )
                return .terminalDefault
            }
            let (foreground, background) = (color(spec.foreground), color(spec.background))
            styles[role] = Style(foreground: foreground, background: background, attributes: spec.attributes)
        }
        if styles[.text] == nil {
            problems.append(ThemeError.Problem(file: source, message: "role \"text\" is missing; every theme needs it"))
        }
        let appearance = chain.compactMap(\.appearance).last
        if appearance == nil {
            let message = "appearance is missing; say \"dark\" or \"light\""
            problems.append(ThemeError.Problem(file: source, message: message))
        }
        if !problems.isEmpty { throw ThemeError(problems) }
        return Theme(name: name, appearance: appearance ?? .dark, styles: styles)
    }
}
