import EaselCore
import Foundation

/// Numbers and dates as the studio writes them, in the style of the person who looks (`FigureStyle`).
enum Figures {
    /// `512 B`, `3.1 MB`.
    static func bytes(_ count: Int64) -> String {
        guard count >= 1000 else { return "\(max(0, count)) B" }
        var value = Double(count)
        var unit = -1
        let units = ["kB", "MB", "GB", "TB"]
        while value >= 999.5 && unit < units.count - 1 {
            value /= 1000
            unit += 1
        }
        return decimals(value, value < 9.95 ? 1 : 0) + " " + units[max(0, unit)]
    }

    /// `0.8 s`, `42 s`, `3:07`, `1:02:07`.
    static func duration(_ seconds: TimeInterval) -> String {
        guard seconds.isFinite, seconds > 0 else { return "0 s" }
        if seconds < 10 { return decimals(seconds, 1) + " s" }
        if seconds < 60 { return "\(Int(seconds)) s" }
        let whole = Int(min(seconds, 1e9))
        let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
        return hours > 0 ? "\(hours):\(twoDigits(minutes)):\(twoDigits(rest))" : "\(minutes):\(twoDigits(rest))"
    }

    /// For a clock that runs: whole seconds, so that it does not flicker.
    static func runningTime(_ seconds: TimeInterval) -> String {
        seconds < 60 ? "\(Int(max(0, seconds))) s" : duration(seconds)
    }

    /// `$0.04`, `$1.20`, `$0.0004`: two places, or as many as a small amount needs.
    static func money(_ dollars: Double) -> String {
        guard dollars.isFinite else { return "$?" }
        let places = dollars == 0 || abs(dollars) >= 0.095 ? 2 : abs(dollars) >= 0.00095 ? 4 : 6
        var text = decimals(dollars, places)
        var shown = places
        while shown > 2, text.hasSuffix("0") {
            text.removeLast()
            shown -= 1
        }
        return "$" + text
    }

    /// `$0.04 today`, `$0.04 + 3 unknown today`.
    static func today(_ spending: Spending) -> String {
        let unknown = spending.unknownCount > 0 ? " + \(spending.unknownCount) unknown" : ""
        return "\(money(spending.knownUSD))\(unknown) today"
    }

    /// `2048x1152`, nil where a side is unknown.
    static func pixels(_ asset: Asset) -> String? {
        guard let width = asset.width, let height = asset.height else { return nil }
        return "\(width)x\(height)"
    }

    /// What a file is, in a few words: `2048x1152 PNG 3.1 MB`.
    static func facts(_ asset: Asset) -> String {
        [pixels(asset), asset.durationSeconds.map(duration), asset.mediaType.label, bytes(asset.bytes)]
            .compactMap(\.self).joined(separator: " ")
    }

    /// `2026-11-24 18:49`, in the given zone.
    static func stamp(_ date: Date, in zone: TimeZone) -> String { FigureStyle.current.stamp(date, in: zone) }

    /// `2026-11-24`, in the given zone.
    static func day(_ date: Date, in zone: TimeZone) -> String { FigureStyle.current.day(date, in: zone) }

    /// `18:49:05`, in the given zone.
    static func clock(_ date: Date, in zone: TimeZone) -> String { FigureStyle.current.clock(date, in: zone) }

    /// For lists: the time of today, the day of any other.
    static func shortStamp(_ date: Date, now: Date, in zone: TimeZone) -> String {
        let style = FigureStyle.current
        let isToday = style.day(date, in: zone) == style.day(now, in: zone)
        return isToday ? style.time(date, in: zone) : style.monthDay(date, in: zone)
    }

    private static func decimals(_ value: Double, _ places: Int) -> String {
        let text = String(format: "%.\(places)f", value)
        let separator = FigureStyle.current.decimalSeparator
        return separator == "." ? text : text.replacing(".", with: separator)
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension MediaType {
    /// As people write it: `PNG`, `MP4`.
    var label: String { self == .binary ? "file" : fileExtension == "bin" ? rawValue : fileExtension.uppercased() }
}
