import EaselCore

/// Hides who makes a generation until the vote on the comparison that it is part of.
struct Veil: Equatable, Sendable {
    /// Stands for the model: `A`.
    var label: String
    /// What all targets of the comparison were asked.
    var draft: GenerationDraft

    func over(_ record: GenerationRecord) -> GenerationRecord { record.blinded(as: label, asked: draft) }

    /// The event without what gives the maker away; nil for one that says nothing else.
    func over(_ event: GenerationEvent) -> GenerationEvent? {
        switch event {
        case .opened(let record): .opened(over(record))
        case .switched(let record, let error): .switched(over(record), because: error.blinded)
        case .finished(let record): .finished(over(record))
        case .retrying(let error, let date): .retrying(because: error.blinded, at: date)
        case .accepted: .queued(position: nil)
        case .progress(let fraction, _): .progress(fraction, newLines: [])
        case .warning: nil
        case .waiting, .queued, .reasoning, .text, .fetching, .saved, .copying: event
        }
    }
}

extension Session {
    /// Hides the members of a comparison whose names are not to be seen yet.
    mutating func hide(_ comparison: Comparison) {
        guard comparison.isBlind else { return }
        for member in comparison.members {
            veils[member.generation] = Veil(
                label: comparison.label(of: member.seat.slot), draft: comparison.draft)
        }
    }

    /// Shows who made what, wherever it was hidden.
    ///
    /// - Parameter records: the rows as they are.
    mutating func reveal(_ comparison: Comparison, _ records: [GenerationRecord]) {
        for member in comparison.members { veils[member.generation] = nil }
        for record in records where generations[record.id] != nil {
            generations[record.id]?.record = record
        }
    }

    /// A row as it may be shown.
    func veiled(_ record: GenerationRecord) -> GenerationRecord { veils[record.id]?.over(record) ?? record }
}
