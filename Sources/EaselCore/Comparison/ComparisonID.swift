/// Names one comparison. The value is made as that of a `JobID`: ids sort by the time they were made.
public struct ComparisonID: RawRepresentable, Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    /// Makes a new id from the clock and the system's random source.
    public static func new() -> ComparisonID { ComparisonID(rawValue: JobID.new().rawValue) }

    /// The last eight characters, for display and file names.
    public var short: String { String(rawValue.suffix(8)) }

    public static func < (left: ComparisonID, right: ComparisonID) -> Bool { left.rawValue < right.rawValue }

    public var description: String { rawValue }
}
