internal import Foundation

extension Color {
    /// The WCAG 2.1 contrast ratio of two colours, 1 to 21; nil unless both are RGB, because the user's terminal
    /// decides what the others look like.
    public static func contrast(_ first: Color, _ second: Color) -> Double? {
        guard let one = first.relativeLuminance, let two = second.relativeLuminance else { return nil }
        return (max(one, two) + 0.05) / (min(one, two) + 0.05)
    }

    /// WCAG 2.1 relative luminance, 0 (black) to 1 (white); nil unless RGB.
    public var relativeLuminance: Double? {
        guard case .rgb(let red, let green, let blue) = self else { return nil }
        return 0.2126 * Color.linear(red) + 0.7152 * Color.linear(green) + 0.0722 * Color.linear(blue)
    }

    /// Red, green and blue, 0 to 255; nil unless RGB.
    var components: (UInt8, UInt8, UInt8)? {
        if case .rgb(let red, let green, let blue) = self { (red, green, blue) } else { nil }
    }

    private static func linear(_ channel: UInt8) -> Double {
        linearValues[Int(channel)]
    }

    private static let linearValues: [Double] = (0...255).map { channel in
        let value = Double(channel) / 255
        return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
}
