import TerminalUI
import Testing

@Suite struct ThemeAuditTests {
    private func theme(_ name: String = "own", _ change: (inout [ThemeRole: Style]) -> Void) -> Theme {
        var styles = Dictionary(uniqueKeysWithValues: ThemeRole.allCases.map { ($0, Theme.standard[$0]) })
        change(&styles)
        return Theme(name: name, appearance: .dark, styles: styles)
    }

    @Test func `a text that cannot be read is named with its contrast`() throws {
        let dark = Style(foreground: .rgb(0x30, 0x30, 0x30), background: .rgb(0x15, 0x17, 0x1c))
        let problem = try #require(
            ThemeAudit(theme { $0[.warning] = dark }).problems.first { $0.hasPrefix("warning:") })
        #expect(problem.contains("needs 4.5"))
    }

    @Test func `a selection that looks like text is named`() {
        let audit = ThemeAudit(theme { $0[.selection] = $0[.text] })
        #expect(audit.problems.contains("selection looks like text"))
    }

    @Test func `a promise in the name is held`() {
        #expect(ThemeAudit(theme { _ in }).problems.isEmpty)
        #expect(!ThemeAudit(theme("my-high-contrast") { _ in }).problems.isEmpty)
        let alike = theme("my-colour-blind") {
            $0[.success] = Style(foreground: .rgb(120, 190, 90), background: .rgb(0, 0, 0))
            $0[.error] = Style(foreground: .rgb(205, 150, 80), background: .rgb(0, 0, 0))
        }
        #expect(ThemeAudit(alike).problems.contains { $0.contains("deuteranopia") })
    }

    @Test func `red and green look alike to those who do not see them apart, blue and orange do not`() throws {
        let (red, green) = (Color.rgb(200, 100, 60), Color.rgb(130, 140, 50))
        let near = try #require(ColorVision.deuteranopia.distance(red, green))
        let apart = try #require(ColorVision.deuteranopia.distance(.rgb(86, 180, 233), .rgb(240, 138, 60)))
        #expect(near < apart)
        #expect(ColorVision.protanopia.distance(.ansi(1), red) == nil)
        for vision in ColorVision.allCases {
            #expect(try #require(vision.distance(red, red)) < 0.001)
            // Greys are seen as they are.
            let grey = try #require(vision.seen(.rgb(128, 128, 128)))
            #expect(abs(grey.red - grey.blue) < 0.01)
        }
    }
}
