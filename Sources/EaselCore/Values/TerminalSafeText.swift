/// Text from outside, made harmless for a terminal.
public enum TerminalSafeText {
    /// Replaces every control character but line feed and tab, and every bidirectional override, with U+FFFD; drops
    /// carriage returns.
    ///
    /// Works scalar by scalar, so a stream may be cut anywhere between scalars: an escape sequence without its ESC is
    /// plain text.
    public static func of(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isHarmful) else { return text }
        var safe = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where scalar != "\r" { safe.append(isHarmful(scalar) ? "\u{FFFD}" : scalar) }
        return String(safe)
    }

    /// The same on one line: line feeds and tabs become spaces.
    public static func line(_ text: String) -> String {
        of(text).replacing(/[\n\t]+/, with: " ")
    }

    private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A, 0x09: false
        case 0x00...0x1F, 0x7F...0x9F: true
        case 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
