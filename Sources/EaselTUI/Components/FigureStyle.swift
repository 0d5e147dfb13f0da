public import Foundation

/// How numbers and dates are written: the same everywhere (`iso`), or as a country does.
public struct FigureStyle: Equatable, Sendable {
    /// Between whole and fraction.
    public var decimalSeparator: String
    /// The locale for dates; nil for `2026-11-24 18:49`.
    public var dates: Locale?

    /// A point, and dates by ISO 8601.
    public static let iso = FigureStyle(decimalSeparator: ".", dates: nil)

    /// The style of what is drawn by this task: a value of the studio, not of the process, so that tests differ freely.
    @TaskLocal static var current = FigureStyle.iso

    init(decimalSeparator: String, dates: Locale?) {
        self.decimalSeparator = decimalSeparator
        self.dates = dates
    }

    /// The style of a locale such as `de_DE`; `iso` for that word, and for one that nobody knows.
    public init(localeNamed name: String) {
        let isKnown = Locale.availableIdentifiers.contains(name.replacing("-", with: "_"))
        guard name != "iso", isKnown else {
            self = .iso
            return
        }
        let locale = Locale(identifier: name)
        self.init(decimalSeparator: locale.decimalSeparator ?? ".", dates: locale)
    }

    /// Day and time in a few characters.
    func stamp(_ date: Date, in zone: TimeZone) -> String {
        "\(day(date, in: zone)) \(time(date, in: zone))"
    }

    func day(_ date: Date, in zone: TimeZone) -> String {
        if let dates { return formatted(date, .init(date: .numeric, time: .omitted, locale: dates), zone) }
        let parts = Self.parts(date, zone)
        return "\(parts.year ?? 0)-\(Self.two(parts.month))-\(Self.two(parts.day))"
    }

    func time(_ date: Date, in zone: TimeZone) -> String {
        if let dates { return formatted(date, .init(date: .omitted, time: .shortened, locale: dates), zone) }
        let parts = Self.parts(date, zone)
        return "\(Self.two(parts.hour)):\(Self.two(parts.minute))"
    }

    /// With seconds.
    func clock(_ date: Date, in zone: TimeZone) -> String {
        if let dates { return formatted(date, .init(date: .omitted, time: .standard, locale: dates), zone) }
        let parts = Self.parts(date, zone)
        return [parts.hour, parts.minute, parts.second].map(Self.two).joined(separator: ":")
    }

    /// Without the year, for lists.
    func monthDay(_ date: Date, in zone: TimeZone) -> String {
        if let dates {
            return formatted(date, Date.FormatStyle(locale: dates).day(.twoDigits).month(.twoDigits), zone)
        }
        let parts = Self.parts(date, zone)
        return "\(Self.two(parts.month))-\(Self.two(parts.day))"
    }

    private func formatted(_ date: Date, _ style: Date.FormatStyle, _ zone: TimeZone) -> String {
        var style = style
        style.timeZone = zone
        // Some locales put a narrow no-break space before AM and PM, which terminals draw in different widths.
        return date.formatted(style).replacing("\u{202F}", with: " ")
    }

    private static func parts(_ date: Date, _ zone: TimeZone) -> DateComponents {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        return calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: date)
    }

    private static func two(_ number: Int?) -> String {
        let number = number ?? 0
        return number < 10 ? "0\(number)" : "\(number)"
    }
}
