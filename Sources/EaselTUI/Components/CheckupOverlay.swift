import EaselCore
import TerminalUI

/// The first thing a new user sees, and later what tells why a provider is not ready.
struct CheckupOverlay: Equatable {
    enum Message: Equatable, Sendable {
        /// Which provider shall get a key.
        case credentialAsked
        /// How its key is found.
        case placeAsked(ProviderID)
        /// The rest of the reference, behind a prefix such as `env:`.
        case referenceAsked(ProviderID, prefix: String)
    }

    let checkup: Checkup
    /// Nothing was ever made: Easel introduces itself.
    let isFirst: Bool
    let isSandbox: Bool
    /// First row in sight.
    var top = 0

    init(_ checkup: Checkup, isFirst: Bool, isSandbox: Bool) {
        self.checkup = checkup
        self.isFirst = isFirst
        self.isSandbox = isSandbox
    }

    /// What is shown, with the signs that the theme has.
    func pages(_ theme: Theme) -> ScrolledPage {
        var rows: [ScrolledPage.Row] = []
        if isFirst {
            rows = [
                .init(
                    "One prompt, many providers, everything kept. It works with the keyboard alone; F1 lists the keys."),
                .init(),
                .init(
                    isSandbox
                        ? "No provider has a key yet, so answers come from the built-in sandbox: real files, no real model, no cost."
                        : "You are set up: write what you want and press Enter."), .init(),
            ]
        }
        for section in checkup.sections {
            rows.append(.init(section.title, .accent))
            for finding in section.findings {
                let (sign, role) = finding.state.sign(theme)
                rows.append(
                    .init(
                        "\(sign) \(TextSanitizer.singleLine(finding.subject))", width: 16,
                        TextSanitizer.singleLine(finding.detail), nameRole: role))
                if let fix = finding.fix {
                    rows.append(.init("", width: 16, TextSanitizer.singleLine(fix), nameRole: .muted))
                }
            }
            rows.append(.init())
        }
        rows.append(
            .init(isSandbox ? "Enter tries the sandbox. a adds a key." : "Enter closes. a adds a key.", .accent))
        var pages = ScrolledPage(title: isFirst ? "Welcome to Easel" : "What is set up", rows: rows)
        pages.top = top
        return pages
    }

    static func update(_ message: Message, _ state: inout App.State) -> [Effect] {
        switch message {
        case .credentialAsked: state.session.show(.picker(providers(state.studio.providers)))
        case .placeAsked(let id): state.session.show(.picker(places(id, state.studio.providers)))
        case .referenceAsked(let id, let prefix): state.session.show(.entry(reference(id, prefix, state)))
        }
        return []
    }

    private static func providers(_ rows: [ProviderRow]) -> Picker {
        Picker(
            title: "A key for", placeholder: "provider",
            items: rows.map { row in
                Picker.Item(
                    title: row.name, note: row.isSandbox || row.lacksKey ? "no key" : "",
                    detail: row.facts.authentication,
                    message: .checkup(.placeAsked(row.id)))
            })
    }

    private static func places(_ id: ProviderID, _ rows: [ProviderRow]) -> Picker {
        let places = [
            ("In an environment variable", "env:", "The name of a variable, such as MY_KEY."),
            ("In a file that only you can read", "file:", "A path that begins with / or ~/."),
            ("Printed by a command", "command:", "For example a password manager: pass show fal."),
            ("In Google's Secret Manager", "gcp-secret:", "projects/P/secrets/S/versions/latest"),
        ]
        let name = rows.first { $0.id == id }?.name ?? id.rawValue
        return Picker(
            title: "Where is the key of \(name)?", placeholder: "Easel keeps the place, never the key",
            items: places.map { title, prefix, detail in
                Picker.Item(
                    title: title, note: prefix, detail: detail,
                    message: .checkup(.referenceAsked(id, prefix: prefix)))
            })
    }

    private static func reference(_ id: ProviderID, _ prefix: String, _ state: App.State) -> TextEntry {
        let name = state.studio.providers.first { $0.id == id }?.name ?? id.rawValue
        let examples = ["env:": "MY_KEY", "file:": "~/.secrets/\(id)", "command:": "pass show \(id)"]
        return TextEntry(
            title: "Key of \(name)",
            summary: "Easel keeps this reference, never the key itself. It begins with \(prefix)",
            text: "", placeholder: examples[prefix] ?? "projects/P/secrets/S/versions/latest"
        ) { .settings(.chosen(["providers", id.rawValue, "key"], .text(prefix + $0))) }
    }
}

extension Checkup.State {
    fileprivate func sign(_ theme: Theme) -> (String, ThemeRole) {
        switch self {
        case .good: (theme.doneSign, .success)
        case .note: (theme.incapableSign, .muted)
        case .bad: (theme.failedSign, .error)
        }
    }
}
