/// Text from outside, without what would act on a terminal.
public enum ControlText {
    /// One line: control characters, line breaks and invisible direction marks become single spaces.
    public static func oneLine(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var isAfterSpace = true
        for scalar in text.unicodeScalars {
            let isSpace = scalar.properties.isWhitespace || isActing(scalar)
            if isSpace {
                if !isAfterSpace { result.append(" ") }
            } else {
                result.append(scalar)
            }
            isAfterSpace = isSpace
        }
        if isAfterSpace, !result.isEmpty { result.removeLast() }
        return String(result)
    }

    private static func isActing(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }
}
