import EaselCore
import Foundation

/// Words for people about a generation, shared by the commands.
enum RecordText {
    /// `2048x1152  image/png  3.1 MB`.
    static func facts(_ asset: Asset) -> String {
        var parts: [String] = []
        if let width = asset.width, let height = asset.height { parts.append("\(width)x\(height)") }
        if let seconds = asset.durationSeconds { parts.append(String(format: "%.1f s", seconds)) }
        parts.append(asset.mediaType.rawValue)
        parts.append(bytes(asset.bytes))
        return parts.joined(separator: "  ")
    }

    static func bytes(_ count: Int64) -> String {
        switch count {
        case ..<1_000: "\(count) B"
        case ..<1_000_000: String(format: "%.1f kB", Double(count) / 1e3)
        case ..<1_000_000_000: String(format: "%.1f MB", Double(count) / 1e6)
        default: String(format: "%.2f GB", Double(count) / 1e9)
        }
    }

    /// What is left until a date, rounded up: `8 s`, `3:07`, `5:12:00`.
    static func countdown(to date: Date, from now: Date) -> String {
        let seconds = Int(min(max(0, date.timeIntervalSince(now)), 1e9).rounded(.up))
        guard seconds >= 60 else { return "\(seconds) s" }
        let rest = String(format: "%02d", seconds % 60)
        return seconds < 3600
            ? "\(seconds / 60):\(rest)" : "\(seconds / 3600):\(String(format: "%02d", seconds / 60 % 60)):\(rest)"
    }

    /// `$0.0021`, `$0.02 (estimate)`, `unknown`.
    static func cost(_ usage: Usage) -> String {
        guard let dollars = usage.costUSD else { return "unknown" }
        let digits = dollars > 0 && dollars < 0.01 ? 5 : 3
        return String(format: "$%.\(digits)f", dollars) + (usage.costIsEstimate ? " (estimate)" : "")
    }

    /// `4.2 s  $0.025  openrouter:openai/gpt-4o-mini  1f3a9c2b`.
    static func summary(_ record: GenerationRecord) -> String {
        var parts: [String] = []
        if let milliseconds = record.timing.totalMilliseconds {
            parts.append(String(format: "%.1f s", Double(milliseconds) / 1000))
        }
        if let tokens = record.usage.outputTokens { parts.append("\(tokens) tokens") }
        parts.append(record.usage.costUSD == nil ? "cost unknown" : cost(record.usage))
        parts.append("\(record.target)")
        parts.append(record.id.short)
        if record.isSandbox { parts.append("sandbox: no real model") }
        return parts.joined(separator: "  ")
    }

    /// `3 ahead`, `43 %`, or the newest line of the log.
    static func progress(_ progress: JobProgress) -> String {
        if let position = progress.queuePosition { return "\(position) ahead" }
        if let fraction = progress.fraction { return "\(Int(fraction * 100)) %" }
        return progress.logLine.map { String($0.prefix(40)) } ?? "–"
    }

    static func date(_ date: Date) -> String {
        let style = Date.VerbatimFormatStyle(
            format:
                "\(year: .defaultDigits)-\(month: .twoDigits)-\(day: .twoDigits) \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits)",
            timeZone: .current, calendar: .init(identifier: .gregorian))
        return date.formatted(style)
    }
}
