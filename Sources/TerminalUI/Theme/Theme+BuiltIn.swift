extension ThemeFile {
    /// `Themes/default.toml`, compiled in so that the program starts without files; a test keeps the two equal.
    public static let builtInDefault = ThemeFile(
        name: "default",
        appearance: .dark,
        palette: Palette([
            "canvas": .rgb(0x15, 0x17, 0x1c),
            "panel": .rgb(0x20, 0x24, 0x2d),
            "select": .rgb(0x30, 0x3a, 0x52),
            "field": .rgb(0x1c, 0x1f, 0x27),
            "overlay": .rgb(0x1f, 0x23, 0x2c),
            "line": .rgb(0x4a, 0x51, 0x63),
            "faint": .rgb(0x6b, 0x73, 0x87),
            "paper": .rgb(0xe6, 0xe8, 0xee),
            "grey": .rgb(0xa3, 0xac, 0xbd),
            "blue": .rgb(0x7a, 0xb8, 0xff),
            "teal": .rgb(0x5f, 0xd7, 0xc4),
            "amber": .rgb(0xf2, 0xc2, 0x65),
            "red": .rgb(0xff, 0x8f, 0x8f),
            "green": .rgb(0x8f, 0xd9, 0x8a),
            "violet": .rgb(0xc9, 0xa6, 0xff),
        ]),
        roles: [
            .text: RoleSpec(foreground: "paper", background: "canvas"),
            .muted: RoleSpec(foreground: "grey"),
            .accent: RoleSpec(foreground: "blue"),
            .title: RoleSpec(foreground: "paper", attributes: .bold),
            .selection: RoleSpec(foreground: "paper", background: "select", attributes: .bold),
            .selectionInactive: RoleSpec(foreground: "paper", background: "panel"),
            .border: RoleSpec(foreground: "line"),
            .borderFocused: RoleSpec(foreground: "blue"),
            .statusBar: RoleSpec(foreground: "grey", background: "panel"),
            .statusKey: RoleSpec(foreground: "amber", background: "panel", attributes: .bold),
            .tab: RoleSpec(foreground: "grey", background: "panel"),
            .tabActive: RoleSpec(foreground: "canvas", background: "blue", attributes: .bold),
            .input: RoleSpec(foreground: "paper", background: "field"),
            .placeholder: RoleSpec(foreground: "grey", background: "field", attributes: .italic),
            .button: RoleSpec(foreground: "paper", background: "panel"),
            .buttonFocused: RoleSpec(foreground: "canvas", background: "blue", attributes: .bold),
            .success: RoleSpec(foreground: "green"),
            .warning: RoleSpec(foreground: "amber"),
            .error: RoleSpec(foreground: "red"),
            .info: RoleSpec(foreground: "teal"),
            .badge: RoleSpec(foreground: "canvas", background: "teal"),
            .gauge: RoleSpec(foreground: "blue"),
            .gaugeTrack: RoleSpec(foreground: "line"),
            .scrollBar: RoleSpec(foreground: "grey"),
            .link: RoleSpec(foreground: "teal", attributes: .underline),
            .code: RoleSpec(foreground: "violet"),
            .match: RoleSpec(foreground: "canvas", background: "amber"),
            .added: RoleSpec(foreground: "green"),
            .removed: RoleSpec(foreground: "red", attributes: .strikethrough),
            .disabled: RoleSpec(foreground: "faint"),
            .dialog: RoleSpec(foreground: "paper", background: "overlay"),
        ]
    )

    /// `Themes/monochrome.toml`, compiled in because terminals without colour need it.
    public static let builtInMonochrome = ThemeFile(
        name: "monochrome",
        appearance: .dark,
        roles: [
            .text: RoleSpec(foreground: "default"),
            .muted: RoleSpec(attributes: .dim),
            .accent: RoleSpec(attributes: .bold),
            .title: RoleSpec(attributes: .bold),
            .selection: RoleSpec(attributes: [.bold, .reverse]),
            .selectionInactive: RoleSpec(attributes: .underline),
            .border: RoleSpec(attributes: .dim),
            .borderFocused: RoleSpec(attributes: .bold),
            .statusBar: RoleSpec(attributes: .reverse),
            .statusKey: RoleSpec(attributes: [.bold, .reverse]),
            .tab: RoleSpec(attributes: .dim),
            .tabActive: RoleSpec(attributes: [.bold, .reverse]),
            .input: RoleSpec(attributes: .underline),
            .placeholder: RoleSpec(attributes: [.dim, .italic]),
            .button: RoleSpec(attributes: .underline),
            .buttonFocused: RoleSpec(attributes: [.bold, .reverse]),
            .success: RoleSpec(attributes: .bold),
            .warning: RoleSpec(attributes: [.bold, .italic]),
            .error: RoleSpec(attributes: [.bold, .underline]),
            .info: RoleSpec(attributes: .italic),
            .badge: RoleSpec(attributes: .reverse),
            .gauge: RoleSpec(attributes: .bold),
            .gaugeTrack: RoleSpec(attributes: .dim),
            .scrollBar: RoleSpec(attributes: .bold),
            .link: RoleSpec(attributes: .underline),
            .code: RoleSpec(attributes: .italic),
            .match: RoleSpec(attributes: [.underline, .reverse]),
            .added: RoleSpec(attributes: .bold),
            .removed: RoleSpec(attributes: .strikethrough),
            .disabled: RoleSpec(attributes: .dim),
            .dialog: RoleSpec(foreground: "default"),
        ]
    )
}

extension Theme {
    /// The dark theme used unless another is chosen.
    public static let standard = resolvedBuiltIn(.builtInDefault)
    /// Attributes only.
    public static let monochrome = resolvedBuiltIn(.builtInMonochrome)

    /// The theme files that need no file.
    static let builtInFiles: [ThemeFile] = [.builtInDefault, .builtInMonochrome]

    private static func resolvedBuiltIn(_ file: ThemeFile) -> Theme {
        (try? file.resolved(over: [])) ?? Theme(name: file.name, appearance: .dark, styles: [:])
    }
}
