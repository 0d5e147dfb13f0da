import EaselEngine
import TerminalUI

extension WordDifference {
    /// The whole as one styled text, with the signs of `text`.
    func line(_ theme: Theme, on background: ThemeRole = .text) -> Line {
        var line = Line()
        for part in parts {
            switch part.kind {
            case .kept: line.append(part.text, style: theme[background])
            case .removed: line.append("[-\(part.text)-]", style: theme.style(.removed, on: background))
            case .added: line.append("{+\(part.text)+}", style: theme.style(.added, on: background))
            }
        }
        return line
    }
}
