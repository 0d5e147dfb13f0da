public import EaselCore

/// The figures of all lanes, as a value that grows by what happens.
public struct LaneBoard: Sendable {
    private struct Key: Hashable {
        var provider: ProviderID
        var modality: Modality
    }

    private var lanes: [Key: LaneFigures] = [:]

    public init() {}

    /// In the order of provider and modality.
    public var figures: [LaneFigures] {
        lanes.values.sorted {
            ($0.provider.rawValue, $0.modality.rawValue) < ($1.provider.rawValue, $1.modality.rawValue)
        }
    }

    public mutating func note(_ facts: GenerationFacts, _ happening: Happening) {
        switch happening {
        case .opened, .accepted, .saved, .warned: break
        case .waiting: change(facts, facts.provider) { $0.waits += 1 }
        case .retrying(let error):
            change(facts, facts.provider) { figures in
                figures.retries += 1
                figures.noteStatus(error)
            }
        case .switched(let old, let error):
            change(facts, old.provider) { figures in
                figures.fallbacks += 1
                figures.noteStatus(error)
            }
        case .finished(let record): change(facts, facts.provider) { $0.take(record) }
        }
    }

    private mutating func change(
        _ facts: GenerationFacts, _ provider: ProviderID, _ change: (inout LaneFigures) -> Void
    ) {
        let key = Key(provider: provider, modality: facts.modality)
        var figures =
            lanes[key]
            ?? LaneFigures(provider: provider, modality: facts.modality, isSandbox: facts.isSandbox)
        change(&figures)
        lanes[key] = figures
    }
}

extension LaneFigures {
    fileprivate mutating func take(_ record: GenerationRecord) {
        switch record.status {
        case .succeeded:
            succeeded += 1
            if let total = record.timing.totalMilliseconds { recent = (recent + [total]).suffix(Self.recentLimit) }
            if !record.isSandbox { spending.add(record.usage.costUSD) }
        case .failed:
            failed += 1
            if let error = record.error {
                errors[error.kind, default: 0] += 1
                noteStatus(error)
            }
        case .cancelled, .accepted, .submitted: break
        }
    }

    fileprivate mutating func noteStatus(_ error: EaselError) {
        if let status = error.httpStatus { statuses[status, default: 0] += 1 }
    }
}
