import EaselCore
import EaselEngine
import TerminalUI

/// The command line that does what was asked for in the studio, to be read and copied.
struct CommandOverlay: Equatable {
    /// What is copied.
    var text: String
    var pages: ScrolledPage

    init(_ order: GenerationOrder, isSandbox: Bool) { self.init(TaughtCommand(order, isSandbox: isSandbox)) }

    init(_ order: ComparisonOrder, isSandbox: Bool) { self.init(TaughtCommand(order, isSandbox: isSandbox)) }

    private init(_ command: TaughtCommand) {
        text = command.text
        typealias Row = ScrolledPage.Row
        var rows = Self.rows(command.text)
        rows += command.caveats.map { Row("! " + $0, .warning) }
        rows += [Row(), Row("y copies it for a shell.", .muted)]
        pages = ScrolledPage(title: "On the command line", rows: rows)
    }

    /// A long here-document is shown by its two ends.
    private static func rows(_ text: String) -> [ScrolledPage.Row] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            ScrolledPage.Row(
                line.utf8.count > 4000 ? line.prefix(4000) + "[cut here; it is copied whole]" : String(line), .code)
        }
        guard lines.count > 60 else { return lines }
        return lines.prefix(40) + [ScrolledPage.Row("[\(lines.count - 50) lines more; they are copied]", .muted)]
            + lines.suffix(10)
    }
}
