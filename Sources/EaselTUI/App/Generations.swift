import EaselCore
import Foundation

/// The generations of this session, in the order in which they were begun. Results are bound to their id.
struct Generations: Equatable, Sendable {
    private(set) var ids: [JobID] = []
    private var byID: [JobID: LiveGeneration] = [:]

    subscript(id: JobID) -> LiveGeneration? {
        get { byID[id] }
        set {
            if byID[id] == nil, newValue != nil { ids.append(id) }
            if newValue == nil { ids.removeAll { $0 == id } }
            byID[id] = newValue
        }
    }

    /// Oldest first.
    var all: [LiveGeneration] { ids.compactMap { byID[$0] } }

    /// Those of one modality, oldest first.
    func ids(_ modality: Modality) -> [JobID] { ids.filter { byID[$0]?.modality == modality } }

    var running: [LiveGeneration] { all.filter(\.isRunning) }

    /// Whether something moves on a screen that shows them.
    var isAnyRunning: Bool { byID.values.contains(where: \.isRunning) }

    mutating func begin(_ order: GenerationOrder, isSandbox: Bool, at date: Date) {
        self[order.id] = LiveGeneration(order, isSandbox: isSandbox, at: date)
    }

    /// Applies an event; one of a generation that nobody here began starts with its row.
    mutating func apply(_ event: JobEvent, at date: Date) {
        if byID[event.id] == nil {
            guard let record = event.record else { return }
            self[event.id] = LiveGeneration(record)
        }
        byID[event.id]?.apply(event.event, at: date)
    }

    mutating func refuse(_ id: JobID, _ error: EaselError, at date: Date) { byID[id]?.refuse(error, at: date) }

    mutating func setCancelling(_ id: JobID, _ isCancelling: Bool) { byID[id]?.isCancelling = isCancelling }
}

extension JobEvent {
    /// The row that the event carries.
    fileprivate var record: GenerationRecord? {
        switch event {
        case .opened(let record), .finished(let record), .switched(let record, _): record
        default: nil
        }
    }
}
