/// The number a `CellPalette` gave a style; 0 is always `Style.plain`.
public struct StyleID: Hashable, Sendable, BitwiseCopyable {
    /// Index into the palette's style table, counted from 0 without gaps.
    public let rawValue: UInt32

    /// The terminal's own look.
    public static let plain = StyleID(rawValue: 0)

    init(rawValue: UInt32) {
        self.rawValue = rawValue
    }
}
