import EaselCore
import Foundation

/// Which of a provider's jobs is the one whose acceptance was never heard of.
enum JobMatch: Sendable, Hashable {
    case found(RemoteJob)
    case none
    /// So many could be it, and nothing tells them apart.
    case several(Int)

    /// Chooses among jobs that belong to no row.
    ///
    /// Jobs of the same input are worth the same, so the one that was made closest to the sending is taken. Files are not
    /// compared: with files, only a single job will do. A job whose input is not shown may be anybody's, and is never taken.
    init(_ candidates: [JobCandidate], known: Set<String>, search: JobSearch) {
        let free = candidates.filter { !known.contains($0.job.id) }
        let same = free.filter(\.hasSameInput)
        guard let closest = same.min(by: { Self.distance($0, search) < Self.distance($1, search) }) else {
            self = free.isEmpty ? .none : .several(free.count)
            return
        }
        self = same.count > 1 && search.hasFiles ? .several(same.count) : .found(closest.job)
    }

    private static func distance(_ candidate: JobCandidate, _ search: JobSearch) -> TimeInterval {
        abs(candidate.createdAt.timeIntervalSince(search.sentAt))
    }
}

extension JobSearch {
    /// Clocks differ, and a submit is waited for two minutes.
    private static let before = 60.0
    private static let after = 240.0

    /// What is known of the request of a row. A row that does not know when it was sent (a power cut took that away) was sent
    /// within an hour of its opening.
    init(_ record: GenerationRecord, card: ModelCard?) {
        let values =
            card.flatMap { try? CapabilityGate(card: $0).check(record.draft).values } ?? record.draft.parameters
        let start = record.sentAt ?? record.createdAt
        let end = start.addingTimeInterval(record.sentAt == nil ? 3600 : Self.after)
        self.init(
            record, parameters: RequestParameters(values: values, specs: card?.parameters ?? []),
            facts: card.map(ModelFacts.init) ?? ModelFacts(), window: start.addingTimeInterval(-Self.before)...end)
    }
}
