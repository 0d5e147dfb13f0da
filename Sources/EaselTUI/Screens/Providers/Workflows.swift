import EaselCore
import EaselEngine
import TerminalUI

/// Who is chosen first and who takes over, for one kind of result at a time.
struct Workflows: Equatable {
    enum Message: Equatable, Sendable {
        case modalityMoved(by: Int)
        case modalityChosen(Modality)
        /// The item under the bar, earlier (negative) or later in its order.
        case shifted(by: Int)
        case removed
        /// From the models of all providers.
        case addAsked
        case added(ModelReference, Modality)
    }

    enum Row: Equatable {
        case heading(String)
        /// Chosen in this place; `isSet` when a person gave the order.
        case provider(ProviderID, place: Int, isSet: Bool)
        case target(ModelReference, place: Int)
        case note(String)

        var isItem: Bool {
            switch self {
            case .provider, .target: true
            case .heading, .note: false
            }
        }
    }

    var modality = Modality.text
    var list = ListState(selected: 1)

    /// - Parameter providers: all that there are.
    func rows(_ providers: [ProviderRow], _ session: Session) -> [Row] {
        let order = Self.order(modality, providers, session)
        let isSet = session.priorities[modality]?.isEmpty == false
        let targets = session.fallbacks[modality]?.targets ?? []
        var rows: [Row] = [.heading("Chosen first when no target is named")]
        rows += order.enumerated().map { .provider($1, place: $0 + 1, isSet: isSet) }
        if order.isEmpty { rows.append(.note("No provider of this build makes \(modality.rawValue).")) }
        rows.append(.heading("Takes over when a target fails"))
        rows += targets.enumerated().map { .target($1, place: $0 + 1) }
        rows.append(.note(targets.isEmpty ? "Nobody. a adds a target." : "a adds another target."))
        return rows
    }

    func selected(_ providers: [ProviderRow], _ session: Session) -> Row? {
        let rows = rows(providers, session)
        return rows.indices.contains(list.selected) ? rows[list.selected] : nil
    }

    /// The providers that make it: those of a person's order first, the others as they are registered.
    static func order(_ modality: Modality, _ providers: [ProviderRow], _ session: Session) -> [ProviderID] {
        let able = providers.filter { $0.modalities.contains(modality) }.map(\.id)
        let first = (session.priorities[modality] ?? []).filter { able.contains($0) }
        return first + able.filter { !first.contains($0) }
    }

    /// Moves the bar to the next item in a direction; headings are stepped over.
    mutating func move(_ step: Step, _ rows: [Row], height: Int) {
        let before = list
        list.go(step, count: rows.count, height: height)
        let isUp = list.selected < before.selected || step == .first
        if rows.indices.contains(list.selected), rows[list.selected].isItem { return }
        let behind = rows.indices.filter { $0 > list.selected && rows[$0].isItem }.min()
        let ahead = rows.indices.filter { $0 < list.selected && rows[$0].isItem }.max()
        let wanted = isUp && step != .first ? ahead ?? behind : behind ?? ahead
        guard let wanted else { return }
        list.select(wanted, count: rows.count, height: height)
    }

    /// Changes the orders in the session; what is to be kept comes back as effects.
    mutating func update(_ message: Message, _ providers: [ProviderRow], _ session: inout Session) -> [Effect] {
        switch message {
        case .modalityMoved(let steps):
            let all = Modality.allCases
            let index = all.firstIndex(of: modality) ?? 0
            choose(all[((index + steps) % all.count + all.count) % all.count])
        case .modalityChosen(let wanted): choose(wanted)
        case .shifted(let steps): return shift(by: steps, providers, &session)
        case .removed: return remove(providers, &session)
        case .added(let target, let modality):
            var targets = session.fallbacks[modality]?.targets ?? []
            guard !targets.contains(target) else { return session.tell("\(target) takes over already.") }
            targets.append(target)
            return set(targets, for: modality, &session)
                + session.tell("\(target) takes over after the others.", .success)
        case .addAsked: break
        }
        return []
    }

    private mutating func choose(_ wanted: Modality) {
        modality = wanted
        list = ListState(selected: 1)
    }

    private mutating func shift(by steps: Int, _ providers: [ProviderRow], _ session: inout Session) -> [Effect] {
        switch selected(providers, session) {
        case .provider(_, let place, _):
            var order = Self.order(modality, providers, session)
            guard order.indices.contains(place - 1 + steps) else { return [] }
            order.swapAt(place - 1, place - 1 + steps)
            list.selected += steps
            session.priorities[modality] = order
            return [.watch(.keepPriority(modality, order))]
        case .target(_, let place):
            var targets = session.fallbacks[modality]?.targets ?? []
            guard targets.indices.contains(place - 1 + steps) else { return [] }
            targets.swapAt(place - 1, place - 1 + steps)
            list.selected += steps
            return set(targets, for: modality, &session)
        case .heading, .note, nil: return []
        }
    }

    private mutating func remove(_ providers: [ProviderRow], _ session: inout Session) -> [Effect] {
        switch selected(providers, session) {
        case .target(_, let place):
            var targets = session.fallbacks[modality]?.targets ?? []
            guard targets.indices.contains(place - 1) else { return [] }
            targets.remove(at: place - 1)
            list.selected -= place > targets.count && !targets.isEmpty ? 1 : 0
            return set(targets, for: modality, &session)
        case .provider(_, _, let isSet):
            guard isSet else { return session.tell("The order is the usual one.") }
            session.priorities[modality] = nil
            return [.watch(.keepPriority(modality, []))] + session.tell("The order is the usual one again.")
        case .heading, .note, nil: return []
        }
    }

    private func set(_ targets: [ModelReference], for modality: Modality, _ session: inout Session) -> [Effect] {
        let kinds = session.fallbacks[modality]?.kinds ?? FallbackPlan.usualKinds
        session.fallbacks[modality] = FallbackPlan(targets: targets, kinds: kinds)
        return [.watch(.keepFallback(modality, targets))]
    }
}
