import EaselCore
import TerminalUI

extension JobsScreen {
    static func update(_ state: inout State, _ message: Message, in session: inout Session) -> [Effect] {
        let height = state.layout(in: session).rows.height
        let count = state.rows(session).count
        switch message {
        case .shown: return [.loadUnfinished]
        case .unfinishedLoaded(let records): state.elsewhere = records
        case .moved(let rows): state.list.go(.rows(rows), count: count, height: height)
        case .paged(let pages): state.list.go(.pages(pages), count: count, height: height)
        case .jumped(let toEnd): state.list.go(toEnd ? .last : .first, count: count, height: height)
        case .cancelled:
            guard let generation = state.selected(session) else { return [] }
            guard generation.isRunning else { return session.tell("It is over: there is nothing to cancel.") }
            session.generations.setCancelling(generation.id, true)
            return [.cancel(generation.id)]
        case .cardOpened:
            if let generation = state.selected(session) {
                session.show(.card(CardOverlay(generation: generation, session)))
            }
        case .picked, .rerun, .commandAsked: break
        }
        return []
    }
}
