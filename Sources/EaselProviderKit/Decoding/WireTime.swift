public import Foundation

/// Moments as providers write them: RFC 3339 in UTC, with 0 to 9 digits of a second.
public enum WireTime {
    /// Nil for anything else.
    public static func date(_ text: String) -> Date? {
        guard let match = text.wholeMatch(of: /(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(?:Z|\+00:?00)?/),
            let whole = try? Date("\(match.1)T\(match.2)Z", strategy: .iso8601)
        else { return nil }
        return whole.addingTimeInterval(match.3.flatMap { Double("0.\($0)") } ?? 0)
    }

    /// `2026-05-03T10:11:12Z`; what is left of a second is cut off.
    public static func text(_ date: Date) -> String { date.formatted(.iso8601) }
}
