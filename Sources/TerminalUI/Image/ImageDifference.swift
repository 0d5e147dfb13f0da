/// Where two pictures differ, pixel by pixel, once both have the same size.
public struct ImageDifference: Hashable, Sendable {
    /// The size at which they were compared.
    public let size: Size
    /// Row by row from the top: 0 for the same, 255 for black against white.
    public let amounts: [UInt8]

    /// Compares two pictures at a size; both are scaled to it, whatever their proportions. Transparent parts count as black.
    ///
    /// - Parameter size: nil for the smaller width and the smaller height of the two. No pixel is made up then.
    public init(_ left: PixelImage, _ right: PixelImage, at size: Size? = nil) {
        let size = size ?? Size(width: min(left.width, right.width), height: min(left.height, right.height))
        guard !size.isEmpty, !left.isEmpty, !right.isEmpty else {
            self.size = .zero
            amounts = []
            return
        }
        self.size = size
        let (left, right) = (left.scaled(to: size), right.scaled(to: size))
        amounts = (0..<size.width * size.height).map { index in
            Self.amount(left.rgba, right.rgba, index * 4)
        }
    }

    /// From 0 to 1, over all pixels.
    public var mean: Double {
        amounts.isEmpty ? 0 : Double(amounts.reduce(0) { $0 + Int($1) }) / Double(amounts.count) / 255
    }

    /// The share of pixels that differ by more than a threshold, from 0 to 1.
    public func share(above threshold: UInt8 = 12) -> Double {
        amounts.isEmpty ? 0 : Double(amounts.count { $0 > threshold }) / Double(amounts.count)
    }

    /// The map as a picture, nil for nothing: black where nothing differs, over violet and orange to pale yellow where most does. Brightness
    /// alone tells it too, so that it reads without colours.
    public var picture: PixelImage? {
        var pixels: [UInt8] = []
        pixels.reserveCapacity(amounts.count * 4)
        for amount in amounts {
            let color = Self.ramp[Int(amount)]
            pixels += [color.0, color.1, color.2, 255]
        }
        return PixelImage(width: size.width, height: size.height, rgba: pixels)
    }

    /// The largest of the three differences: a change of hue alone is a change too.
    private static func amount(_ left: [UInt8], _ right: [UInt8], _ start: Int) -> UInt8 {
        let (leftAlpha, rightAlpha) = (Int(left[start + 3]), Int(right[start + 3]))
        var most = 0
        for channel in 0..<3 {
            let difference = Int(left[start + channel]) * leftAlpha - Int(right[start + channel]) * rightAlpha
            most = max(most, abs(difference))
        }
        return UInt8((most + 127) / 255)
    }

    private static let stops: [(at: Double, color: (Double, Double, Double))] = [
        (0, (0, 0, 0)), (0.25, (80, 20, 110)), (0.5, (190, 60, 80)), (0.75, (245, 150, 40)), (1, (252, 252, 190)),
    ]

    private static let ramp: [(UInt8, UInt8, UInt8)] = (0...255).map { index in
        // Small differences are what one looks for: the root lifts them.
        let place = (Double(index) / 255).squareRoot()
        let upper = stops.firstIndex { $0.at >= place } ?? stops.count - 1
        let (low, high) = (stops[max(0, upper - 1)], stops[upper])
        let share = high.at > low.at ? (place - low.at) / (high.at - low.at) : 0
        func mix(_ from: Double, _ to: Double) -> UInt8 { UInt8((from + (to - from) * share).rounded()) }
        return (
            mix(low.color.0, high.color.0), mix(low.color.1, high.color.1), mix(low.color.2, high.color.2)
        )
    }
}

extension PixelImage {
    /// Left of a divider the one picture, right of it the other, both at a size; nil where there is nothing to see.
    ///
    /// - Parameter share: where the divider stands, from 0 (all right) to 1 (all left).
    public static func wipe(_ left: PixelImage, _ right: PixelImage, at size: Size, share: Double) -> PixelImage? {
        guard !size.isEmpty, !left.isEmpty, !right.isEmpty else { return nil }
        let (left, right) = (left.scaled(to: size), right.scaled(to: size))
        let edge = Int((min(max(share, 0), 1) * Double(size.width)).rounded())
        var pixels: [UInt8] = []
        pixels.reserveCapacity(size.width * size.height * 4)
        for row in 0..<size.height {
            let start = row * size.width * 4
            let (middle, end) = (start + edge * 4, start + size.width * 4)
            pixels += left.rgba[start..<middle]
            pixels += right.rgba[middle..<end]
        }
        return PixelImage(width: size.width, height: size.height, rgba: pixels)
    }
}
