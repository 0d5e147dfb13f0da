import EaselCore
public import Foundation
public import Logging

/// Writes what is logged as one JSON object a line: time and level, then event and metadata by name. Numbers stay numbers.
public struct JSONLinesHandler: LogHandler {
    public var metadata: Logger.Metadata = [:]
    public var logLevel: Logger.Level
    private let file: RotatingFile
    private let now: @Sendable () -> Date

    public init(_ file: RotatingFile, level: Logger.Level, now: @escaping @Sendable () -> Date = { Date() }) {
        self.file = file
        self.logLevel = level
        self.now = now
    }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    public func log(event: LogEvent) {
        var fields = metadata.merging(event.metadata ?? [:]) { $1 }.mapValues(Self.json)
        fields["event"] = .string(event.message.description)
        guard let rest = try? JSONText.encode(JSONValue.object(fields)) else { return }
        file.append("{\"time\":\"\(Self.stamp(now()))\",\"level\":\"\(event.level.rawValue)\"," + rest.dropFirst())
    }

    private static func json(_ value: Logger.MetadataValue) -> JSONValue {
        switch value {
        case .string(let text): .string(text)
        case .stringConvertible(let number as Int): .integer(Int64(number))
        case .stringConvertible(let number as Int64): .integer(number)
        case .stringConvertible(let number as Double): .number(number)
        case .stringConvertible(let flag as Bool): .bool(flag)
        case .stringConvertible(let other): .string(other.description)
        case .array(let values): .array(values.map(json))
        case .dictionary(let values): .object(values.mapValues(json))
        }
    }

    /// `2026-11-24T18:49:07.123Z`.
    private static func stamp(_ date: Date) -> String {
        date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true, timeZone: .gmt))
    }
}
