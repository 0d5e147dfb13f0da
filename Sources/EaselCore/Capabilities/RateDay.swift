public import Foundation

/// Where a provider's day begins at midnight: when what is counted by the day starts anew.
public enum RateDay: String, Hashable, Sendable, Codable {
    /// 00:00 UTC (OpenRouter, wire sheet A9.4).
    case utc
    /// Midnight in California, with its summer time (Gemini API, wire sheet 9.3).
    case pacific

    /// `00:00 UTC`.
    public var words: String {
        switch self {
        case .utc: "00:00 UTC"
        case .pacific: "midnight Pacific time"
        }
    }

    /// The first midnight after a moment.
    public func end(of date: Date) -> Date {
        switch self {
        case .utc:
            let day = (date.timeIntervalSince1970 / 86_400).rounded(.down)
            return Date(timeIntervalSince1970: (day + 1) * 86_400)
        case .pacific:
            var calendar = Calendar(identifier: .gregorian)
            // Without a time zone database summer time is an hour late, which waits too long and never too little.
            calendar.timeZone = TimeZone(identifier: "America/Los_Angeles") ?? Self.standardTime
            let start = calendar.startOfDay(for: date)
            return calendar.date(byAdding: .day, value: 1, to: start) ?? start.addingTimeInterval(86_400)
        }
    }

    private static let standardTime = TimeZone(secondsFromGMT: -8 * 3600) ?? .gmt
}
