import Foundation

/// A sum of costs: what is known of it, and how much is not.
public struct Spending: Hashable, Sendable, Codable {
    /// US dollars, estimates among them.
    public var knownUSD: Double
    /// Generations that were, or may be, charged for with an amount that nobody told.
    public var unknownCount: Int

    public init(knownUSD: Double = 0, unknownCount: Int = 0) {
        self.knownUSD = knownUSD
        self.unknownCount = unknownCount
    }

    /// Adds one cost; nil is unknown.
    public mutating func add(_ costUSD: Double?) {
        if let costUSD { knownUSD += costUSD } else { unknownCount += 1 }
    }

    public static func + (left: Spending, right: Spending) -> Spending {
        Spending(knownUSD: left.knownUSD + right.knownUSD, unknownCount: left.unknownCount + right.unknownCount)
    }

    /// `$0.12`, `$0.12 and 3 of unknown cost`.
    public var words: String {
        unknownCount == 0 ? Self.words(knownUSD) : "\(Self.words(knownUSD)) and \(unknownCount) of unknown cost"
    }

    /// `$0.12`, `$0.0039`: cents, or as many places as a small amount needs.
    public static func words(_ dollars: Double) -> String {
        guard dollars.isFinite else { return "$?" }
        let places = dollars == 0 || abs(dollars) >= 0.095 ? 2 : abs(dollars) >= 0.00095 ? 4 : 6
        var text = String(format: "%.\(places)f", dollars)
        while text.hasSuffix("0"), text.split(separator: ".").last.map({ $0.count > 2 }) == true { text.removeLast() }
        return "$" + text
    }
}
