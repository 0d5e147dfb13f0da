import EaselCore
import Foundation
import TerminalUI

/// One line for a path, with completion, and the role that the file plays.
struct AttachField: Equatable {
    var buffer = TextBuffer(isMultiline: false)
    /// What the model takes files for.
    var roles: [AttachmentRole]
    var role = 0
    /// Paths that begin like what was listed last, folders with a slash at the end.
    var suggestions: [String] = []
    private var listed: String?
    var problem: String?

    init(roles: [AttachmentRole]) { self.roles = roles }

    var chosenRole: AttachmentRole { roles.indices.contains(role) ? roles[role] : .reference }

    /// The prefix to list now, nil when that was done.
    mutating func wantsListing() -> String? {
        guard buffer.text != listed else { return nil }
        listed = buffer.text
        return listed
    }

    /// Takes a listing, unless the text went on meanwhile.
    mutating func take(_ paths: [String], for prefix: String) {
        if prefix == buffer.text { suggestions = paths }
    }

    /// Lengthens the text to what all suggestions have in common.
    mutating func complete() {
        guard var common = suggestions.first else { return }
        for path in suggestions.dropFirst() { common = common.commonPrefix(with: path) }
        if common.count > buffer.text.count { buffer.reset(to: common) }
    }

    mutating func cycle(by steps: Int) {
        guard !roles.isEmpty else { return }
        role = ((role + steps) % roles.count + roles.count) % roles.count
    }

    /// The attachment, nil (with a problem) while there is no path.
    mutating func attachment(home: String) -> Attachment? {
        let path = buffer.text.trimmingCharacters(in: .whitespaces)
        guard !path.isEmpty, !path.hasSuffix("/") else {
            problem = path.isEmpty ? "Type the path of a file." : "This is a folder: type on, or press Tab."
            return nil
        }
        let isInHome = path == "~" || path.hasPrefix("~/")
        return Attachment(role: chosenRole, file: URL(fileURLWithPath: isInHome ? home + path.dropFirst() : path))
    }

    func draw(in screen: Rect, on surface: inout Surface, theme: Theme) -> Point? {
        let rows = min(6, max(1, suggestions.count))
        let place = screen.centered(Size(width: min(72, screen.width), height: rows + 5))
        let inside = Frame(title: "Attach a file", isFocused: true, background: .dialog).draw(
            in: place, on: &surface, theme: theme
        )
        .inset(by: Insets(left: 1, right: 1))
        let cursor = TextField(buffer, placeholder: "path of the file").draw(
            in: inside.row(0), on: &surface, theme: theme)
        var line = Line("as ", style: theme.style(.muted, on: .dialog))
        for (index, role) in roles.enumerated() {
            let text = index == self.role ? "[\(role.rawValue)]" : " \(role.rawValue) "
            line.append(text, style: theme.style(index == self.role ? .accent : .muted, on: .dialog))
        }
        Label(line).draw(in: inside.row(1), on: &surface, theme: theme)
        let below = inside.inset(by: Insets(top: 3))
        if let problem {
            Label(problem, style: theme.style(.error, on: .dialog)).draw(in: below.row(0), on: &surface, theme: theme)
        } else if suggestions.isEmpty {
            Label("nothing begins like this", style: theme.style(.muted, on: .dialog)).draw(
                in: below.row(0), on: &surface, theme: theme)
        }
        for (y, path) in suggestions.prefix(problem == nil ? rows : 0).enumerated() {
            Label(TextSanitizer.singleLine(path), style: theme.style(.muted, on: .dialog)).draw(
                in: below.row(y), on: &surface, theme: theme)
        }
        return cursor
    }
}
