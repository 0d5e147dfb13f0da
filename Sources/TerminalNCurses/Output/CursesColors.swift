internal import TerminalUI

/// Turns colours into the numbers of the terminfo entry in use.
struct CursesColors {
    /// What themes and pictures are reduced to.
    let depth: ColorDepth
    private let available: Int
    /// In a direct-colour entry: numbers below this are the user's palette, the others are 0xRRGGBB.
    private let firstDirect: Int32

    /// Colours as `COLORS` counts them.
    init(available: Int, terminfoName: String) {
        self.available = available
        switch available {
        case ..<8: depth = .none
        case ..<256: depth = .ansi16
        case 256: depth = .palette256
        default: depth = available >= 0xff_ffff ? .trueColor : .palette256
        }
        firstDirect = terminfoName.hasSuffix("16") ? 16 : 8
    }

    /// The number for `color`, -1 for the terminal's own; `isBright` when only a bold glyph can show it.
    func number(of color: Color) -> (number: Int32, isBright: Bool) {
        switch depth {
        case .none: return (-1, false)
        case .ansi16: return paletteNumber(color.index16)
        case .palette256: return paletteNumber(color.index256)
        case .trueColor:
            if case .rgb(let red, let green, let blue) = color { return (directNumber(red, green, blue), false) }
            return paletteNumber(color.index16)
        }
    }

    private func paletteNumber(_ index: UInt8?) -> (number: Int32, isBright: Bool) {
        guard let index else { return (-1, false) }
        if index >= 8, index < 16, depth == .trueColor, firstDirect == 8 {
            let (red, green, blue) = CursesColors.bright[Int(index) - 8]
            return (directNumber(red, green, blue), false)
        }
        return index >= 8 && available < 16 ? (Int32(index) - 8, true) : (Int32(index), false)
    }

    private func directNumber(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Int32 {
        // The smallest values would be palette numbers; the nearest one that is not is as dark to the eye.
        max(firstDirect, Int32(red) << 16 | Int32(green) << 8 | Int32(blue))
    }

    /// xterm's bright colours, for entries that can reach only eight of the user's.
    private static let bright: [(UInt8, UInt8, UInt8)] = [
        (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255), (255, 0, 255), (0, 255, 255),
        (255, 255, 255),
    ]
}
