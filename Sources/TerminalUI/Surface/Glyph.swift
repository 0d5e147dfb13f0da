/// What one cell shows, in four bytes: a Unicode scalar, a cluster kept in a `CellPalette`, a part of a picture, or the
/// second column of the wide glyph to its left.
public struct Glyph: Hashable, Sendable, BitwiseCopyable {
    /// A scalar value below 0x110000, a cluster index plus 0x110000, a `PictureCell` from 0x8000_0000, or `UInt32.max`
    /// for a continuation.
    public let rawValue: UInt32

    static let clusterBase: UInt32 = 0x11_0000

    /// An empty cell.
    public static let space = Glyph(rawValue: 0x20)
    /// The second column of a wide glyph: nothing is sent to the terminal for it.
    public static let continuation = Glyph(rawValue: .max)

    init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// A glyph made of one scalar; a control character becomes U+FFFD.
    public init(_ scalar: Unicode.Scalar) {
        let value = scalar.value
        rawValue = value < 0x20 || (value >= 0x7F && value < 0xA0) ? TextSanitizer.replacement.value : value
    }

    /// The scalar when the glyph is a single one; nil for clusters and continuations.
    public var scalar: Unicode.Scalar? {
        rawValue < Glyph.clusterBase ? Unicode.Scalar(rawValue) : nil
    }

    /// Whether this is the second column of a wide glyph.
    public var isContinuation: Bool { rawValue == .max }

    /// Index into the palette's cluster table; nil unless the glyph is a base with combining marks.
    var clusterIndex: Int? {
        rawValue >= Glyph.clusterBase && rawValue < 0x8000_0000 ? Int(rawValue - Glyph.clusterBase) : nil
    }
}
