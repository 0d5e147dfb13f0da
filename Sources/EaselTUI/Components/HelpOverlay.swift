import TerminalUI

/// All keys that work at this moment, made from the bindings themselves.
struct HelpOverlay: Equatable {
    /// The keys of one place.
    struct Section: Equatable {
        /// What a configuration calls the map.
        var name: String
        var title: String
        /// Keys and what they do.
        var entries: [Entry]

        struct Entry: Equatable {
            /// What a configuration calls the binding.
            var name: String
            var keys: String
            var help: String
        }

        init<Action>(_ map: KeyMap<Action>) {
            name = map.name
            title = map.title
            entries = map.bindings.map {
                Entry(name: $0.name, keys: $0.chords.map(\.label).joined(separator: ", "), help: $0.help)
            }
        }
    }

    var pages: ScrolledPage

    init(_ sections: [Section]) {
        var rows: [ScrolledPage.Row] = []
        for section in sections where !section.entries.isEmpty {
            if !rows.isEmpty { rows.append(.init()) }
            rows.append(.init(section.title, .accent))
            rows += section.entries.map {
                .init("  " + ($0.keys.isEmpty ? "(none)" : $0.keys), width: 24, $0.help, nameRole: .statusKey)
            }
        }
        pages = ScrolledPage(title: "Keys", rows: rows)
    }
}
