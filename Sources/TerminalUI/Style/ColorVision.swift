internal import Foundation

/// How people see colours who lack one kind of cone. About one man in twelve does.
public enum ColorVision: String, CaseIterable, Sendable {
    case protanopia, deuteranopia, tritanopia

    /// The colour as it is seen; nil for the terminal's own.
    ///
    /// Matrices on linear RGB at full severity from Machado, Oliveira and Fernandes, "A Physiologically-based Model for
    /// Simulation of Color Vision Deficiency" (IEEE TVCG 2009).
    public func seen(_ color: Color) -> (red: Double, green: Double, blue: Double)? {
        guard let (red, green, blue) = color.components else { return nil }
        let linear = [red, green, blue].map { Self.linear(Double($0) / 255) }
        let rows = matrix.map { row in zip(row, linear).reduce(0) { $0 + $1.0 * $1.1 } }
        return (min(max(0, rows[0]), 1), min(max(0, rows[1]), 1), min(max(0, rows[2]), 1))
    }

    /// How far apart two colours look, as a CIE76 difference in CIELAB: below about 2 nobody sees it, above 20 everybody does.
    public func distance(_ left: Color, _ right: Color) -> Double? {
        guard let one = seen(left), let other = seen(right) else { return nil }
        let (a, b) = (Self.lab(one), Self.lab(other))
        return zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    }

    private var matrix: [[Double]] {
        switch self {
        case .protanopia:
            [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
        case .deuteranopia:
            [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
        case .tritanopia:
            [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
        }
    }

    private static func linear(_ value: Double) -> Double {
        value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }

    /// The cube root of CIELAB, with its straight part near black.
    private static func companded(_ value: Double) -> Double {
        let (limit, slope): (Double, Double) = (216.0 / 24389, 24389.0 / 27)
        return value > limit ? cbrt(value) : (slope * value + 16) / 116
    }

    /// Linear sRGB to CIELAB under D65.
    private static func lab(_ color: (red: Double, green: Double, blue: Double)) -> [Double] {
        let x = 0.4124564 * color.red + 0.3575761 * color.green + 0.1804375 * color.blue
        let y = 0.2126729 * color.red + 0.7151522 * color.green + 0.0721750 * color.blue
        let z = 0.0193339 * color.red + 0.1191920 * color.green + 0.9503041 * color.blue
        let f = [x / 0.95047, y, z / 1.08883].map(companded)
        return [116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])]
    }
}
