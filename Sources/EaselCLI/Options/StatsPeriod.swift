import ArgumentParser
import EaselCore
import Foundation

/// How far back statistics look.
struct StatsPeriod: ExpressibleByArgument {
    private enum Value {
        case seconds(Double)
        case day(year: Int, month: Int, day: Int)
        case all
    }

    private var value: Value

    static func days(_ count: Int) -> StatsPeriod { StatsPeriod(value: .seconds(Double(count) * 86_400)) }

    private init(value: Value) { self.value = value }

    /// Reads `90m`, `24h`, `7d`, `4w`, `all` or `2026-11-24`.
    init?(argument: String) {
        let text = argument.lowercased()
        if text == "all" {
            value = .all
        } else if let unit = text.last.flatMap({ ["m": 60.0, "h": 3600, "d": 86_400, "w": 604_800][String($0)] }),
            let count = Int(text.dropLast()), (1...100_000).contains(count)
        {
            value = .seconds(Double(count) * unit)
        } else {
            let parts = text.split(separator: "-", omittingEmptySubsequences: false)
            guard parts.count == 3, let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
                (1970...9999).contains(year), (1...12).contains(month), (1...31).contains(day)
            else { return nil }
            value = .day(year: year, month: month, day: day)
        }
    }

    var defaultValueDescription: String { "30d" }

    /// The moment at which the period begins, nil for the beginning of all.
    func start(_ now: Date) -> Date? {
        switch value {
        case .all: nil
        case .seconds(let seconds): now.addingTimeInterval(-seconds)
        case .day(let year, let month, let day):
            Calendar.current.date(from: DateComponents(year: year, month: month, day: day))
        }
    }
}
