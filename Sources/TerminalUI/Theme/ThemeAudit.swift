/// Whether a theme can be read: contrast by WCAG 2.1 and a selection that is seen. A theme with `high-contrast` in its name
/// promises more contrast, one with `colour-blind` signs that everybody tells apart; both are held to it.
public struct ThemeAudit: Hashable, Sendable {
    /// What is wrong, in sentences; empty for a sound theme.
    public let problems: [String]

    /// Contrast that text needs (WCAG 2.1, 1.4.3, level AA).
    public static let needed = 4.5
    /// Contrast that text needs in a theme that promises high contrast (level AAA).
    public static let high = 7.0

    /// Backgrounds on which other roles are set.
    private static let grounds: [ThemeRole] = [.selection, .selectionInactive, .statusBar, .dialog, .input]
    private static let guests: [ThemeRole] = [
        .text, .muted, .accent, .success, .warning, .error, .info, .code, .link,
    ]

    /// Looks at a theme as a terminal with all colours shows it.
    public init(_ theme: Theme) {
        problems = Self.contrasts(theme) + Self.selections(theme) + Self.signs(theme)
    }

    private static func contrasts(_ theme: Theme) -> [String] {
        let least = theme.name.contains("high-contrast") ? high : needed
        var problems: [String] = []
        for role in ThemeRole.allCases where role.carriesText {
            problems += problem(theme[role], least, role.rawValue)
        }
        for ground in grounds {
            for guest in guests {
                let name = "\(guest.rawValue) on \(ground.rawValue)"
                problems += problem(theme.style(guest, on: ground), needed, name)
                problems += problem(theme.marked(theme[guest], as: ground), needed, name + " (marked)")
            }
        }
        // Lines have to be seen, not read (1.4.11 asks 3:1 of what is needed to understand; frames are not).
        problems += problem(theme[.borderFocused], 3, "border-focused")
        problems += problem(theme[.gauge], 3, "gauge")
        return problems
    }

    private static func problem(_ style: Style, _ least: Double, _ name: String) -> [String] {
        guard let contrast = Color.contrast(style.foreground, style.background), contrast < least else { return [] }
        let shown = (contrast * 10).rounded(.down) / 10
        return ["\(name): contrast \(shown) to 1, needs \(least)"]
    }

    private static func selections(_ theme: Theme) -> [String] {
        var problems: [String] = []
        if theme[.selection] == theme[.text] { problems.append("selection looks like text") }
        if theme[.selection] == theme[.selectionInactive] {
            problems.append("selection looks the same with and without the focus")
        }
        if theme[.borderFocused] == theme[.border] { problems.append("border-focused looks like border") }
        return problems
    }

    /// Colours that mean opposite things differ for people who do not see red and green apart. Others have the signs, which the
    /// studio never leaves out.
    private static func signs(_ theme: Theme) -> [String] {
        guard theme.name.contains("colour-blind") else { return [] }
        let pairs: [(ThemeRole, ThemeRole)] = [(.success, .error), (.added, .removed)]
        return pairs.flatMap { left, right -> [String] in
            let (one, other) = (theme[left], theme[right])
            return ColorVision.allCases.compactMap { vision in
                guard let distance = vision.distance(one.foreground, other.foreground), distance < 20 else {
                    return nil
                }
                return "\(left.rawValue) and \(right.rawValue) look alike with \(vision.rawValue)"
            }
        }
    }
}
