public import EaselCore

/// What is known of a generation whenever something happens to it: names and numbers, never a prompt, an answer or a key.
public struct GenerationFacts: Hashable, Sendable {
    public var id: JobID
    public var provider: ProviderID
    public var model: ModelID
    public var modality: Modality
    public var isSandbox: Bool
    /// Counted from 1, over all targets.
    public var attempt: Int
    /// The provider's own id of the work.
    public var requestID: String?

    init(_ id: JobID, _ record: GenerationRecord) {
        self.id = id
        provider = record.provider
        model = record.model
        modality = record.draft.modality
        isSandbox = record.isSandbox
        attempt = max(1, record.attempts.count + 1)
        requestID = record.remoteJob?.id
    }
}

/// Something that happened to a generation and is worth remembering.
public enum Happening: Sendable {
    case opened
    /// Held back by the provider's limit.
    case waiting
    case retrying(EaselError)
    /// Another target took over; the facts name the new one.
    case switched(from: ModelReference, because: EaselError)
    case accepted
    case saved(Asset)
    case warned(GenerationWarning)
    case finished(GenerationRecord)
}

/// Follows the events of all generations and tells what is worth remembering: one place that knows the engine's events, for
/// the log, the metrics and the screens.
public struct EventObserver: Sendable {
    private var running: [JobID: GenerationFacts] = [:]

    public init() {}

    /// Nil for events that say nothing new, and for generations whose beginning was not seen.
    public mutating func observe(_ event: JobEvent) -> (facts: GenerationFacts, happening: Happening)? {
        let id = event.id
        if case .opened(let record) = event.event {
            let facts = GenerationFacts(id, record)
            running[id] = facts
            return (facts, .opened)
        }
        guard var facts = running[id] else { return nil }
        guard let happening = happening(event.event, &facts) else { return nil }
        running[id] = facts
        if case .finished = happening { running[id] = nil }
        return (facts, happening)
    }

    private func happening(_ event: GenerationEvent, _ facts: inout GenerationFacts) -> Happening? {
        switch event {
        case .opened, .queued, .progress, .reasoning, .text, .fetching, .copying: return nil
        case .waiting: return .waiting
        case .retrying(let error, _):
            facts.attempt += 1
            return .retrying(error)
        case .switched(let record, let error):
            let old = ModelReference(provider: facts.provider, model: facts.model)
            let attempt = facts.attempt + 1
            facts = GenerationFacts(facts.id, record)
            facts.attempt = attempt
            return .switched(from: old, because: error)
        case .accepted(let job):
            facts.requestID = job.id
            return .accepted
        case .saved(let asset): return .saved(asset)
        case .warning(let warning): return .warned(warning)
        case .finished(let record):
            facts.requestID = record.remoteJob?.id ?? facts.requestID
            return .finished(record)
        }
    }
}
