extension Color {
    /// The nearest entry of the xterm palette: cube and greys for RGB, 0 to 15 for ANSI; nil for the default.
    ///
    /// RGB never becomes one of the first sixteen, whose look is the user's.
    public var index256: UInt8? {
        switch self {
        case .terminalDefault: nil
        case .ansi(let index): index & 15
        case .rgb(let red, let green, let blue): Color.nearest256(red, green, blue)
        }
    }

    /// The nearest of the sixteen ANSI colours; nil for the default.
    public var index16: UInt8? {
        switch self {
        case .terminalDefault: nil
        case .ansi(let index): index & 15
        case .rgb(let red, let green, let blue): Color.nearest16(red, green, blue)
        }
    }

    /// The colour reduced to `depth`, still expressed as a colour: with 256 colours the palette entry's RGB value.
    public func reduced(to depth: ColorDepth) -> Color {
        switch depth {
        case .trueColor:
            self
        case .palette256:
            if case .rgb(let red, let green, let blue) = self {
                Color.xtermColor(Color.nearest256(red, green, blue))
            } else {
                self
            }
        case .ansi16:
            index16.map { .ansi($0) } ?? .terminalDefault
        case .none:
            .terminalDefault
        }
    }

    /// What xterm shows for entry `index` of its palette; entries 0 to 15 are the user's, so they stay ANSI.
    public static func xtermColor(_ index: UInt8) -> Color {
        if index < 16 { return .ansi(index) }
        if index >= 232 {
            let grey = 8 + (index - 232) * 10
            return .rgb(grey, grey, grey)
        }
        let cube = index - 16
        return .rgb(cubeLevels[Int(cube / 36)], cubeLevels[Int(cube / 6 % 6)], cubeLevels[Int(cube % 6)])
    }

    private static let cubeLevels: [UInt8] = [0, 95, 135, 175, 215, 255]

    private static func nearest256(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
        let (r, g, b) = (cubeStep(red), cubeStep(green), cubeStep(blue))
        let cube = distance((red, green, blue), (cubeLevels[r], cubeLevels[g], cubeLevels[b]))
        let average = (Int(red) + Int(green) + Int(blue)) / 3
        let greyStep = min(23, max(0, (average - 3) / 10))
        let grey = UInt8(8 + greyStep * 10)
        if distance((red, green, blue), (grey, grey, grey)) < cube { return UInt8(232 + greyStep) }
        return UInt8(16 + 36 * r + 6 * g + b)
    }

    private static func cubeStep(_ channel: UInt8) -> Int {
        if channel < 48 { return 0 }
        return channel < 115 ? 1 : (Int(channel) - 35) / 40
    }

    private static func nearest16(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
        var best = 0
        var bestDistance = Int.max
        for (index, candidate) in vgaColors.enumerated() {
            let found = distance((red, green, blue), candidate)
            if found < bestDistance {
                best = index
                bestDistance = found
            }
        }
        return UInt8(best)
    }

    private static func distance(_ one: (UInt8, UInt8, UInt8), _ two: (UInt8, UInt8, UInt8)) -> Int {
        let (r, g, b) = (Int(one.0) - Int(two.0), Int(one.1) - Int(two.1), Int(one.2) - Int(two.2))
        return 2 * r * r + 4 * g * g + 3 * b * b
    }

    /// xterm's defaults for the sixteen colours.
    private static let vgaColors: [(UInt8, UInt8, UInt8)] = [
        (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229),
        (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255), (255, 0, 255), (0, 255, 255),
        (255, 255, 255),
    ]
}
