import TerminalUI

/// A row of the Settings screen.
enum SettingsRow: Equatable {
    case heading(String)
    case problem(String)
    case setting(SettingLine)
    /// A key binding: its place, its name, what it does, and its keys.
    case key(place: String, name: String, help: String, keys: String, isOwn: Bool)

    var isChosen: Bool {
        switch self {
        case .heading, .problem: false
        case .setting, .key: true
        }
    }

    /// What a search looks through.
    fileprivate var words: String {
        switch self {
        case .heading, .problem: ""
        case .setting(let line): "\(line.section) \(line.title) \(line.path.joined(separator: ".")) \(line.value)"
        case .key(let place, let name, let help, let keys, _): "\(help) \(place) \(name) \(keys)"
        }
    }

    static func all(_ state: SettingsScreen.State, _ session: Session) -> [SettingsRow] {
        var rows: [SettingsRow] = []
        if !state.problems.isEmpty {
            rows += [.heading("What has no effect")] + state.problems.map(SettingsRow.problem)
        }
        var section = ""
        for line in state.lines {
            if line.section != section { rows.append(.heading(line.section)) }
            section = line.section
            rows.append(.setting(line))
        }
        for part in KeyReference.sections(rebound: session.keys) {
            if rows.last.map({ if case .key(part.name, _, _, _, _) = $0 { false } else { true } }) ?? true {
                rows.append(.heading("Keys: \(part.title.lowercased())"))
            }
            rows += part.entries.map {
                .key(
                    place: part.name, name: $0.name, help: $0.help, keys: $0.keys,
                    isOwn: session.keys[part.name, $0.name] != nil)
            }
        }
        return rows
    }
}

extension [SettingsRow] {
    /// Rows that answer a search, each under its heading; all when nothing is searched.
    func filter(matching query: String) -> [SettingsRow] {
        guard query.contains(where: { !$0.isWhitespace }) else { return self }
        var rows: [SettingsRow] = []
        var heading: SettingsRow?
        for row in self {
            if case .heading = row {
                heading = row
            } else if row.isChosen, FuzzyMatch(query, in: row.words) != nil {
                if let pending = heading { rows.append(pending) }
                heading = nil
                rows.append(row)
            }
        }
        return rows
    }
}
