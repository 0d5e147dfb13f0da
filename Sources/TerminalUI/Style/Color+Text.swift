extension Color {
    /// Names of the ANSI colours, by number.
    public static let ansiNames = [
        "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
        "bright-black", "bright-red", "bright-green", "bright-yellow", "bright-blue", "bright-magenta", "bright-cyan",
        "bright-white",
    ]

    /// Reads "#rrggbb", "#rgb", an ANSI name ("bright-blue") or "default"; nil for anything else.
    public init?(_ text: String) {
        if text == "default" {
            self = .terminalDefault
        } else if let index = Color.ansiNames.firstIndex(of: text) {
            self = .ansi(UInt8(index))
        } else if let color = Color.hexadecimal(text) {
            self = color
        } else {
            return nil
        }
    }

    /// The notation `init(_:)` reads.
    public var notation: String {
        switch self {
        case .terminalDefault: "default"
        case .ansi(let index): Color.ansiNames[Int(index & 15)]
        case .rgb(let red, let green, let blue):
            "#"
                + [red, green, blue].map { channel in
                    let digits = String(channel, radix: 16)
                    return digits.count == 1 ? "0" + digits : digits
                }.joined()
        }
    }

    private static func hexadecimal(_ text: String) -> Color? {
        guard text.first == "#" else { return nil }
        let digits = text.dropFirst()
        guard digits.utf8.allSatisfy({ $0 < 0x80 }), digits.allSatisfy(\.isHexDigit) else { return nil }
        let values = digits.compactMap { $0.hexDigitValue.map(UInt8.init) }
        switch values.count {
        case 3: return .rgb(values[0] * 17, values[1] * 17, values[2] * 17)
        case 6: return .rgb(values[0] << 4 | values[1], values[2] << 4 | values[3], values[4] << 4 | values[5])
        default: return nil
        }
    }
}
