public import Foundation

/// Tells what it costs to get something worth keeping.
public protocol KeeperSource: Sendable {
    /// One line per group, the dearest keeper last; groups without a keeper at the end.
    func keepers(_ query: KeeperQuery) async throws(EaselError) -> [KeeperFigures]
}

/// Which generations are counted, and in which groups.
public struct KeeperQuery: Hashable, Sendable {
    public enum Grouping: String, Sendable, CaseIterable {
        case model, tag
    }

    public var grouping: Grouping
    public var modality: Modality?
    /// Nil for all.
    public var since: Date?
    public var isSandbox: Bool

    public init(
        by grouping: Grouping = .model, modality: Modality? = nil, since: Date? = nil, isSandbox: Bool = false
    ) {
        self.grouping = grouping
        self.modality = modality
        self.since = since
        self.isSandbox = isSandbox
    }
}

/// What a model, or work under a tag, has cost, and how much of it was kept: starred, or chosen in a vote.
public struct KeeperFigures: Hashable, Sendable {
    /// `provider:model`, or the tag.
    public var group: String
    public var generations: Int
    /// Those that were starred or won.
    public var keepers: Int
    public var spending: Spending

    public init(group: String, generations: Int, keepers: Int, spending: Spending) {
        self.group = group
        self.generations = generations
        self.keepers = keepers
        self.spending = spending
    }

    /// US dollars of all that was made for each thing that was kept; nil where nothing was kept. At least so much when
    /// some costs are not known.
    public var costPerKeeper: Double? { keepers > 0 ? spending.knownUSD / Double(keepers) : nil }
}
