/// Numbers for the styles and clusters that cells refer to; shared by all surfaces of one terminal.
///
/// Not `Sendable` on purpose: a palette belongs to the one isolation domain that draws.
public final class CellPalette {
    /// Grows by one each time the numbers are given out anew; caches keyed by `StyleID` are stale after that.
    public private(set) var generation = 0

    private var styles: [Style] = [.plain]
    private var styleIDs: [Style: StyleID] = [.plain: .plain]
    private var lastStyle = Style.plain
    private var lastStyleID = StyleID.plain
    private var clusters: [[Unicode.Scalar]] = []
    private var clusterGlyphs: [[Unicode.Scalar]: Glyph] = [:]
    private let crowdedAt: Int
    /// Those looked at last are at the end. Their numbers outlive `removeAll`: backends know pictures by them.
    var pictures: [NumberedPicture] = []
    var lastPicture = 0

    /// An empty palette that calls itself crowded at `crowdedAt` styles or clusters.
    public init(crowdedAt: Int = 1 << 16) {
        self.crowdedAt = crowdedAt
    }

    /// How many styles have a number; ids are `0..<styleCount`.
    public var styleCount: Int { styles.count }

    /// Whether pictures or hostile text filled the tables so far that they should be emptied between two frames.
    public var isCrowded: Bool { styles.count >= crowdedAt || clusters.count >= crowdedAt }

    /// The number of `style`, given out on first use.
    public func id(for style: Style) -> StyleID {
        if style == lastStyle { return lastStyleID }
        let id: StyleID
        if let known = styleIDs[style] {
            id = known
        } else {
            id = StyleID(rawValue: UInt32(styles.count))
            styles.append(style)
            styleIDs[style] = id
        }
        lastStyle = style
        lastStyleID = id
        return id
    }

    /// The style with number `id`; `Style.plain` for a number from before the last `removeAll`.
    public func style(for id: StyleID) -> Style {
        let index = Int(id.rawValue)
        return index < styles.count ? styles[index] : .plain
    }

    /// The glyph for a base scalar with combining marks (a backend may show at most four of them).
    public func glyph(base: Unicode.Scalar, marks: [Unicode.Scalar]) -> Glyph {
        if marks.isEmpty { return Glyph(base) }
        let cluster = [base] + marks
        if let known = clusterGlyphs[cluster] { return known }
        let glyph = Glyph(rawValue: Glyph.clusterBase + UInt32(clusters.count))
        clusters.append(cluster)
        clusterGlyphs[cluster] = glyph
        return glyph
    }

    /// The scalars to print for `glyph`, base first; empty for a continuation. A part of a picture is a half block.
    public func scalars(of glyph: Glyph) -> [Unicode.Scalar] {
        if let scalar = glyph.scalar { return [scalar] }
        if glyph.pictureCell != nil { return ["▀"] }
        guard let index = glyph.clusterIndex, index < clusters.count else { return [] }
        return clusters[index]
    }

    /// Columns the glyph takes: 1 or 2; 0 for a continuation.
    public func width(of glyph: Glyph) -> Int {
        if glyph.isContinuation { return 0 }
        if glyph.rawValue < 0x300 { return 1 }
        guard let base = scalars(of: glyph).first else { return 1 }
        return max(1, DisplayWidth.width(of: base))
    }

    /// Forgets all numbers. Every surface drawn before is meaningless afterwards.
    public func removeAll() {
        generation += 1
        styles = [.plain]
        styleIDs = [.plain: .plain]
        lastStyle = .plain
        lastStyleID = .plain
        clusters = []
        clusterGlyphs = [:]
    }
}
