public import Foundation

/// Several generations of one prompt, kept as one: what was asked of whom, and which generation answers for which target.
public struct Comparison: Hashable, Sendable, Identifiable {
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// All are seen through to their end.
        case sideBySide
        /// The first accepted result ends the others.
        case race
    }

    public var id: ComparisonID
    public var createdAt: Date
    public var kind: Kind
    public var draft: GenerationDraft
    /// In the order in which they were named, each with its model.
    public var targets: [ComparisonTarget]
    public var repeats: Int
    public var isBlind: Bool
    public var seed: UInt64
    /// Slots in the order in which they are shown; another than that of `targets` only in a blind comparison.
    public var shownOrder: [Int]
    /// Sent to models that no card describes too.
    public var allowsUnknownModel: Bool
    /// A person's own name for it, nil for none.
    public var name: String?
    /// Who answers in which seat; of a seat that was tried again, the newest.
    public var members: [ComparisonMember]
    /// The generation that won a race, nil while it runs, when nobody did, or when it is none.
    public var raceWinner: JobID?

    public init(_ order: ComparisonOrder, at date: Date) {
        id = order.id
        createdAt = date
        kind = order.kind
        draft = order.draft
        targets = order.targets
        repeats = order.repeats
        isBlind = order.isBlind
        seed = order.seed
        allowsUnknownModel = order.allowsUnknownModel
        shownOrder =
            order.isBlind
            ? Shuffle.permutation(of: order.targets.count, seed: order.seed) : Array(order.targets.indices)
        members = []
    }

    /// Every seat, target by target.
    public var seats: [ComparisonSeat] {
        targets.indices.flatMap { slot in (0..<repeats).map { ComparisonSeat(slot: slot, turn: $0) } }
    }

    /// `A`, `B`: what a target is called where names are hidden, by its place on the screen.
    public func label(of slot: Int) -> String {
        guard let place = shownOrder.firstIndex(of: slot), let letter = UnicodeScalar(65 + place) else { return "?" }
        return String(letter)
    }

    /// The target that a label or a number from 1 stands for, counted as they are shown; nil for none.
    public func slot(labelled text: String) -> Int? {
        if let number = Int(text), (1...shownOrder.count).contains(number) { return shownOrder[number - 1] }
        return shownOrder.first { label(of: $0) == text.uppercased() }
    }

    /// What a target is called: its label while names are hidden.
    public func name(of slot: Int, revealed: Bool) -> String {
        revealed || !isBlind ? "\(targets[slot].reference)" : label(of: slot)
    }

    public func member(_ seat: ComparisonSeat) -> ComparisonMember? { members.first { $0.seat == seat } }

    /// What the same comparison looks like as a new order.
    public func orderAgain(id: ComparisonID = .new()) -> ComparisonOrder {
        var order = ComparisonOrder(
            id: id, draft: draft, targets: targets, repeats: repeats, kind: kind, isBlind: isBlind)
        order.allowsUnknownModel = allowsUnknownModel
        return order
    }
}

/// A place in a comparison: which target, and which of the times that it is asked.
public struct ComparisonSeat: Hashable, Sendable, Codable, Comparable {
    /// Index into the targets.
    public var slot: Int
    /// From 0.
    public var turn: Int

    public init(slot: Int, turn: Int = 0) {
        self.slot = slot
        self.turn = turn
    }

    public static func < (left: ComparisonSeat, right: ComparisonSeat) -> Bool {
        (left.slot, left.turn) < (right.slot, right.turn)
    }
}

/// The generation that answers in a seat. Results are bound to its id, never to the order in which they arrive.
public struct ComparisonMember: Hashable, Sendable {
    public var seat: ComparisonSeat
    public var generation: JobID
    /// From 0; grows with every new try of the seat.
    public var attempt: Int
    /// Why nothing was sent: there is no generation in history then.
    public var refusal: EaselError?

    public init(_ seat: ComparisonSeat, _ generation: JobID, attempt: Int = 0, refusal: EaselError? = nil) {
        self.seat = seat
        self.generation = generation
        self.attempt = attempt
        self.refusal = refusal
    }
}
