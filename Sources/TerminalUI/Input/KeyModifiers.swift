/// Keys held down together with another key.
public struct KeyModifiers: OptionSet, Hashable, Sendable {
    /// One bit for each member.
    public let rawValue: UInt8

    /// The set whose members' bits are set.
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// Ctrl.
    public static let control = KeyModifiers(rawValue: 1 << 0)
    /// Alt, which terminals send as a leading escape.
    public static let alt = KeyModifiers(rawValue: 1 << 1)
    /// Shift; never set for a character, which is already shifted.
    public static let shift = KeyModifiers(rawValue: 1 << 2)
}
