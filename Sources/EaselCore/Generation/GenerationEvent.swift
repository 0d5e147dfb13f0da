public import Foundation

/// What happens to a generation, in order, for whoever shows it: the studio and the command line see the same sequence.
///
/// An event that says something is kept (`accepted`, `saved`, `finished`) comes after it is durable.
public enum GenerationEvent: Hashable, Sendable {
    /// The row is open; the record holds the resolved target and the warnings of the gate.
    case opened(GenerationRecord)
    /// Held back before it is sent: by the provider's limit until a time, or behind other requests (nil).
    case waiting(until: Date?)
    /// A try failed before anything was accepted; the next one begins at that time.
    case retrying(because: EaselError, at: Date)
    /// The target failed and the next of the fallbacks takes over; the record holds the new target.
    case switched(GenerationRecord, because: EaselError)
    case accepted(RemoteJob)
    case queued(position: Int?)
    /// Progress from 0 to 1 where known, and only lines not seen before.
    case progress(Double?, newLines: [LogLine])
    case reasoning(String)
    case text(String)
    /// A result is fetched, or waits for its turn; the provider keeps it until then, nil where that is not known.
    case fetching(index: Int, count: Int, keptUntil: Date?)
    case saved(Asset)
    /// The generation is complete and kept; a file of it is on its way to its second home.
    case copying(Asset, bytes: Int64)
    case warning(GenerationWarning)
    /// The last event; the record is complete.
    case finished(GenerationRecord)
}

/// An event with the generation it belongs to.
public struct JobEvent: Hashable, Sendable {
    public var id: JobID
    public var event: GenerationEvent

    public init(id: JobID, event: GenerationEvent) {
        self.id = id
        self.event = event
    }
}
