import Foundation

/// A stretch of time as people type it: `2026`, `2026-11`, `2026-11-24`, `today`, `yesterday`, `7d`, or two of them with `..`
/// between.
struct HistoryPeriod: Equatable {
    /// Its beginning; nil for one that has none.
    var since: Date?
    /// The first moment behind it; nil for one without an end.
    var until: Date?

    init?(_ text: String, now: Date, in zone: TimeZone) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let parts = text.trimmingCharacters(in: .whitespaces).split(separator: "..", omittingEmptySubsequences: false)
        let words = parts.map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
        switch words.count {
        case 1:
            guard let only = Self.span(words[0], now, calendar) else { return nil }
            (since, until) = (only.since, only.until)
        case 2:
            let first = words[0].isEmpty ? nil : Self.span(words[0], now, calendar)
            let last = words[1].isEmpty ? nil : Self.span(words[1], now, calendar)
            guard (first == nil) == words[0].isEmpty, (last == nil) == words[1].isEmpty, words != ["", ""] else {
                return nil
            }
            (since, until) = (first?.since, last.map { $0.until ?? $0.since })
            if let since, let until, since >= until { return nil }
        default: return nil
        }
    }

    private static func span(_ word: String, _ now: Date, _ calendar: Calendar) -> (since: Date, until: Date?)? {
        if word == "today" || word == "yesterday" {
            let day = calendar.startOfDay(for: now)
            guard word == "yesterday" else { return (day, nil) }
            return calendar.date(byAdding: .day, value: -1, to: day).map { ($0, day) }
        }
        let units: [Character: Double] = ["h": 3600, "d": 86_400, "w": 604_800]
        if let unit = word.last.flatMap({ units[$0] }), let count = Int(word.dropLast()), (1...100_000).contains(count)
        {
            return (now.addingTimeInterval(-Double(count) * unit), nil)
        }
        let texts = word.split(separator: "-", omittingEmptySubsequences: false)
        let numbers = texts.compactMap { Int($0) }
        guard numbers.count == texts.count, (1...3).contains(numbers.count), (1970...9999).contains(numbers[0]) else {
            return nil
        }
        let month = numbers.count > 1 ? numbers[1] : 1
        let day = numbers.count > 2 ? numbers[2] : 1
        let components = DateComponents(year: numbers[0], month: month, day: day)
        let unit: Calendar.Component = [.year, .month, .day][numbers.count - 1]
        guard components.isValidDate(in: calendar), let start = calendar.date(from: components),
            let end = calendar.date(byAdding: unit, value: 1, to: start)
        else { return nil }
        return (start, end)
    }
}
