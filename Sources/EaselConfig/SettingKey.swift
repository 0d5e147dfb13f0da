/// The place of a setting in a configuration file: tables, then the key.
public struct SettingKey: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Never empty; the last one is the key itself. A part may hold dots (`studio.send`), so parts are kept apart.
    public let parts: [String]

    /// - Parameter key: what the tables hold: `SettingKey("providers", "fal", key: "enabled")`.
    public init(_ tables: String..., key: String) { parts = tables + [key] }

    /// As people write it: `providers.fal.enabled`.
    public var description: String { parts.joined(separator: ".") }

    public static func < (left: SettingKey, right: SettingKey) -> Bool {
        left.parts.lexicographicallyPrecedes(right.parts)
    }
}

/// What a setting can be.
public enum SettingValue: Hashable, Sendable {
    case bool(Bool)
    case integer(Int)
    case number(Double)
    case text(String)
    case texts([String])
}
