public import EaselCore
public import Foundation

/// A comparison and how each of its seats stands, as a value that events move on. Events find their seat by the id of their
/// generation; the order in which they arrive does not matter.
public struct ComparisonBoard: Hashable, Sendable {
    public private(set) var comparison: Comparison
    private var panes: [ComparisonSeat: ComparisonPane] = [:]

    public init(_ comparison: Comparison) {
        self.comparison = comparison
        adopt(comparison)
    }

    /// Takes the members over as the store has them now: after a retry, or a refusal.
    public mutating func adopt(_ comparison: Comparison) {
        self.comparison = comparison
        for member in comparison.members {
            if panes[member.seat]?.generation != member.generation {
                panes[member.seat] = ComparisonPane(member)
            } else {
                panes[member.seat]?.refusal = member.refusal
            }
        }
    }

    /// By target, then by turn.
    public var all: [ComparisonPane] { panes.values.sorted { $0.seat < $1.seat } }

    public subscript(seat: ComparisonSeat) -> ComparisonPane? { panes[seat] }

    /// The turns of one target, in order.
    public func panes(of slot: Int) -> [ComparisonPane] { all.filter { $0.seat.slot == slot } }

    /// Nothing is under way any more.
    public var isFinished: Bool { all.allSatisfy(\.isFinished) }

    /// Slots with a result to choose from.
    public var answered: Set<Int> { Set(all.filter { $0.record?.status == .succeeded }.map(\.seat.slot)) }

    /// What was spent, estimates of what runs among it.
    public var spending: Spending {
        all.reduce(into: Spending()) { sum, pane in
            if let cost = pane.cost { sum = sum + cost }
        }
    }

    /// Any of the results comes from a sandbox.
    public var isSandbox: Bool { all.contains { $0.record?.isSandbox == true } }

    /// A vote on what is there now.
    public func vote(
        _ verdict: Verdict, at date: Date, note: String = "", tags: [String] = [], isBlind: Bool = false
    ) -> ComparisonVote {
        ComparisonVote(
            verdict, of: comparison.id, at: date, field: answered.sorted(), note: note, tags: tags, isBlind: isBlind,
            isSandbox: isSandbox)
    }

    /// Puts a row where its id belongs; false when it is none of ours.
    @discardableResult
    public mutating func take(_ record: GenerationRecord) -> Bool {
        guard let seat = seat(of: record.id) else { return false }
        panes[seat]?.take(record)
        return true
    }

    /// Moves the seat on whose generation the event is of; false when it is none of ours.
    @discardableResult
    public mutating func apply(_ event: JobEvent) -> Bool {
        guard let seat = seat(of: event.id) else { return false }
        panes[seat]?.apply(event.event)
        return true
    }

    private func seat(of id: JobID) -> ComparisonSeat? { panes.first { $0.value.generation == id }?.key }
}

/// One seat as it is shown.
public struct ComparisonPane: Hashable, Sendable {
    public enum Phase: Hashable, Sendable {
        /// Assigned, and not in history: it is about to be sent, or its process ended before.
        case unsent
        /// Not sent, because of the pane's refusal.
        case refused
        case opened
        /// Held back until a time, or behind other requests (nil).
        case waiting(until: Date?)
        case retrying(at: Date)
        case accepted
        case queued(position: Int?)
        /// From 0 to 1 where known.
        case working(Double?)
        case thinking
        case writing
        case fetching(index: Int, count: Int)
        case finished(GenerationStatus)
    }

    public let seat: ComparisonSeat
    public let generation: JobID
    public fileprivate(set) var refusal: EaselError? {
        didSet { if refusal != nil, record == nil { phase = .refused } }
    }
    /// Nil until the row is open.
    public private(set) var record: GenerationRecord?
    /// The answer so far.
    public private(set) var text = ""
    public private(set) var phase: Phase

    init(_ member: ComparisonMember) {
        seat = member.seat
        generation = member.generation
        refusal = member.refusal
        phase = member.refusal == nil ? .unsent : .refused
    }

    public var isFinished: Bool {
        switch phase {
        case .finished, .refused: true
        default: false
        }
    }

    /// Why there is no result.
    public var error: EaselError? { refusal ?? record?.error }

    /// What it cost, an estimate while it runs; nil where nothing was, or will be, charged.
    public var cost: Spending? {
        guard let record else { return nil }
        let isFree =
            record.usage.costUSD == nil && record.status.isFinished && record.status != .succeeded
            && record.text == nil && record.assets.isEmpty && record.error?.mayHaveBeenAccepted != true
            && record.cancelReply.map { $0 == .removed } ?? true
        if isFree { return nil }
        var cost = Spending()
        cost.add(record.usage.costUSD)
        return cost
    }

    mutating func take(_ record: GenerationRecord) {
        self.record = record
        text = record.text ?? text
        if record.status.isFinished {
            phase = .finished(record.status)
        } else if phase == .unsent || phase == .refused {
            phase = record.status == .accepted ? .accepted : .opened
        }
    }

    mutating func apply(_ event: GenerationEvent) {
        if case .finished = phase, record?.status.isFinished == true { return }
        switch event {
        case .opened(let record), .switched(let record, _):
            self.record = record
            phase = .opened
        case .waiting(let until): phase = .waiting(until: until)
        case .retrying(_, let date): phase = .retrying(at: date)
        case .accepted(let job):
            record?.remoteJob = job
            phase = .accepted
        case .queued(let position): phase = .queued(position: position)
        case .progress(let fraction, _): phase = .working(fraction)
        case .reasoning: phase = .thinking
        case .text(let piece):
            text += piece
            phase = .writing
        case .fetching(let index, let count, _): phase = .fetching(index: index, count: count)
        case .saved(let asset):
            if record?.assets.contains(where: { $0.path == asset.path }) == false { record?.assets.append(asset) }
        case .copying: break
        case .warning(let warning): record?.warnings.append(warning)
        case .finished(let record): take(record)
        }
    }
}

extension Comparison {
    /// What a target is called once names may be seen: with its label where it was a blind one, or where another target is
    /// the same model.
    public func fullName(of slot: Int) -> String {
        let target = targets[slot].reference
        let isAlone = targets.count { $0.reference == target } == 1
        return isBlind || !isAlone ? "\(label(of: slot)) \(target)" : "\(target)"
    }
}
