import TerminalUI

/// The screens. A case here makes the compiler ask for its state, its update and its view.
enum Route: Equatable, Sendable, CaseIterable {
    case studio, compare, history, jobs, providers, settings

    var title: String {
        switch self {
        case .studio: "Studio"
        case .compare: "Compare"
        case .history: "History"
        case .jobs: "Jobs"
        case .providers: "Providers"
        case .settings: "Settings"
        }
    }

    /// What a configuration calls the key that opens it.
    var keyName: String { title.lowercased() }

    /// Works everywhere.
    var functionKey: Int {
        switch self {
        case .studio: 2
        case .compare: 3
        case .history: 4
        case .jobs: 5
        case .providers: 6
        case .settings: 7
        }
    }

    /// Works while no text field has the focus.
    var digit: Character { Character(String(functionKey)) }
}
