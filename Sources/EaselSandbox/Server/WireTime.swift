import Foundation

/// Points in time as providers write them.
enum WireTime {
    /// `2026-05-03T10:11:12.123456Z`
    static func text(_ date: Date) -> String {
        let whole = date.timeIntervalSince1970.rounded(.down)
        let micros = Int((date.timeIntervalSince1970 - whole) * 1_000_000)
        let base = Date(timeIntervalSince1970: whole).formatted(.iso8601).dropLast()
        return "\(base).\(String(micros + 1_000_000).dropFirst())Z"
    }

    static func now() -> String { text(Date()) }
}
