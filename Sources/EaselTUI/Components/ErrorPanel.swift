import EaselCore
import TerminalUI

/// What went wrong, in the provider's words, and what to do now.
struct ErrorPanel {
    let error: EaselError

    init(_ error: EaselError) { self.error = error }

    func lines(width: Int, theme: Theme) -> [Line] {
        var head = Line("\(theme.failedSign) ", style: theme[.error])
        head.append(error.message, style: theme[.error])
        var lines = [head]
        if !error.remedy.isEmpty { lines.append(Line(error.remedy, style: theme[.text])) }
        var details: [String] = [error.kind.rawValue]
        if let status = error.httpStatus { details.append("HTTP \(status)") }
        if let code = error.providerCode { details.append(TextSanitizer.singleLine(code)) }
        if let wait = error.retryAfterSeconds { details.append("wait \(Figures.duration(wait))") }
        lines.append(Line(details.joined(separator: theme.separator), style: theme[.muted]))
        return TextWrap.wrap(lines, width: max(1, width))
    }
}
