/// What a generation goes on from.
public struct Lineage: Hashable, Sendable, Codable {
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// The next turn of a conversation: what was said before goes along with the request.
        case turn
        /// Made from that result. The draft holds what was taken over (a file, a text); nothing else goes along.
        case step
    }

    /// The generation before it. It may have left the history since.
    public var parent: JobID
    public var kind: Kind

    public init(_ kind: Kind, of parent: JobID) {
        self.parent = parent
        self.kind = kind
    }
}

extension GenerationRecord {
    /// The turn before this one, nil where no conversation goes on.
    public var earlierTurn: JobID? {
        draft.lineage.flatMap { $0.kind == .turn ? $0.parent : nil }
    }

    /// Something was said, so a conversation can go on from it: an answer that is complete, or that a person cut off.
    public var isTurn: Bool {
        draft.modality == .text && (status == .succeeded || status == .cancelled) && text?.isEmpty == false
    }
}
