/// Width and height in pixels.
struct PixelSize: Sendable, Hashable {
    let width: Int
    let height: Int

    /// Widest or highest picture the sandbox paints.
    static let largestSide = 4096

    init(width: Int, height: Int) {
        self.width = min(max(width, 1), Self.largestSide)
        self.height = min(max(height, 1), Self.largestSide)
    }

    /// Reads `1024x768`; nil when it is something else.
    init?(text: String) {
        let sides = text.lowercased().split(separator: "x", omittingEmptySubsequences: false)
        guard sides.count == 2, let width = Int(sides[0]), let height = Int(sides[1]) else { return nil }
        guard width > 0, height > 0, width <= Self.largestSide, height <= Self.largestSide else { return nil }
        self.init(width: width, height: height)
    }

    /// About `area` pixels in the given ratio (`16:9`), sides rounded to multiples of 16; square for other text.
    init(ratio: String, side: Int) {
        let parts = ratio.split(separator: ":").compactMap { Double($0) }
        guard parts.count == 2, parts.allSatisfy({ (0.01...100).contains($0) }) else {
            self.init(width: side, height: side)
            return
        }
        let scale = (Double(side * side) / (parts[0] * parts[1])).squareRoot()
        self.init(width: Self.rounded(parts[0] * scale), height: Self.rounded(parts[1] * scale))
    }

    /// The same shape with neither side above `limit`, both even.
    func fitting(_ limit: Int) -> PixelSize {
        let scale = min(1, Double(limit) / Double(max(width, height)))
        return PixelSize(
            width: max(2, Int(Double(width) * scale) & ~1), height: max(2, Int(Double(height) * scale) & ~1))
    }

    private static func rounded(_ side: Double) -> Int {
        max(16, Int((side / 16).rounded()) * 16)
    }
}
