import EaselCore
import EaselEngine
import TerminalUI

/// Everything about one record, and the way from it to those it was made from and to those that were made from it.
extension HistoryScreen {
    private static let longestTrail = 100

    static func chain(_ message: Message, _ state: inout State, _ session: inout Session) -> [Effect] {
        switch message {
        case .detailOpened: state.isDetailed = state.selected != nil
        case .detailClosed:
            state.detailTop = 0
            if state.trail.popLast() == nil { state.isDetailed = false }
        case .detailLoaded(let detail):
            state.isDetailLoading = false
            state.detail = detail
            if state.askedDetail != nil { state.askedDetail = detail.entry.id }
            // What was found out about the files counts in the list too.
            let files = Dictionary(detail.files.map { ($0.index, $0.state) }, uniquingKeysWith: { $1 })
            for (position, asset) in detail.entry.record.assets.enumerated() {
                session.fileExists[asset.path] = files[asset.index ?? position].map { $0 != .missing }
            }
            let missing = detail.files.count { $0.state == .missing }
            state.window.change(detail.entry.id) { $0.missingFiles = missing }
        case .detailRefused(let id, let error):
            state.isDetailLoading = false
            return id == state.selected?.id ? session.tell(error.message + " " + error.remedy, .error) : []
        case .verified:
            guard let record = state.selected, !record.assets.isEmpty else {
                return session.tell("It has no file to compare.")
            }
            guard !state.isDetailLoading else { return session.tell("Still reading it.") }
            state.askedDetail = record.id
            state.isDetailLoading = true
            return [.history(.loadDetail(record.id, verifying: true))]
                + session.tell("Comparing the files with their checksums.")
        case .parentAsked: return toParent(&state, &session)
        case .childrenAsked: return toChildren(&state, &session)
        case .followed(let entry): follow(entry, &state)
        default: break
        }
        return []
    }

    /// Shows what was exchanged with providers. A comparison that is judged blind hides it: it names the provider.
    static func exchanges(_ message: Message, _ state: inout State, _ session: inout Session) -> [Effect] {
        guard case .exchangesLoaded(let record, let exchanges) = message else {
            guard let record = state.selected else { return session.tell("There is nothing here to look at.") }
            guard session.veils[record.id] == nil else {
                return session.tell("Requests and answers name the provider: they are shown after the vote.", .warning)
            }
            return [.history(.loadExchanges(record))]
        }
        guard !exchanges.isEmpty else {
            return session.tell("Nothing is kept of its requests and answers (history.exchanges in the settings).")
        }
        session.show(.exchanges(ExchangesOverlay(record, exchanges)))
        return []
    }

    private static func follow(_ entry: HistoryEntry, _ state: inout State) {
        state.trail = (state.trail + [entry]).suffix(longestTrail)
        state.isDetailed = true
        state.detailTop = 0
    }

    private static func toParent(_ state: inout State, _ session: inout Session) -> [Effect] {
        guard let record = state.selected else { return session.tell("There is nothing here to follow.") }
        guard record.draft.lineage != nil else { return session.tell("It was made from nothing before it.") }
        guard let detail = known(&state) else { return session.tell("Still reading what it was made from.") }
        guard let parent = detail.ancestors.first else {
            return session.tell("What it was made from has left the history.", .warning)
        }
        follow(parent, &state)
        return []
    }

    private static func toChildren(_ state: inout State, _ session: inout Session) -> [Effect] {
        guard state.selected != nil else { return session.tell("There is nothing here to follow.") }
        guard let detail = known(&state) else { return session.tell("Still reading what was made from it.") }
        switch detail.children.count {
        case 0: return session.tell("Nothing was made from it.")
        case 1: follow(detail.children[0], &state)
        default:
            session.show(
                .picker(
                    Picker(
                        title: "Made from it", placeholder: "Which one?",
                        items: detail.children.map {
                            Picker.Item(
                                title: String($0.title.prefix(200)), note: $0.record.draft.modality.rawValue,
                                detail: "\($0.record.target)", message: .history(.followed($0)))
                        })))
        }
        return []
    }

    /// The detail of what is looked at; while it is not there, the details open so that it is read.
    private static func known(_ state: inout State) -> HistoryDetail? {
        if let detail = state.detail, detail.entry.id == state.selected?.id { return detail }
        state.isDetailed = true
        return nil
    }
}
