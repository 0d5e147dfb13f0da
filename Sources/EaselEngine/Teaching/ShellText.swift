/// Text as a POSIX shell reads it back, character for character, and a line taken apart as a shell does.
public enum ShellText {
    /// The words of a line: blanks part them, quotes keep them together, a backslash takes the next character as it is.
    /// Nothing is expanded. Nil when a quote is not closed.
    public static func words(_ line: String) -> [String]? {
        var words: [String] = []
        var word: String?
        var quote: Character?
        var isEscaped = false
        for character in line {
            if isEscaped {
                word = (word ?? "") + String(character)
                isEscaped = false
            } else if character == "\\", quote != "'" {
                isEscaped = true
            } else if let open = quote {
                if character == open { quote = nil } else { word = (word ?? "") + String(character) }
            } else if character == "\"" || character == "'" {
                quote = character
                word = word ?? ""
            } else if character.isWhitespace {
                if let done = word { words.append(done) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        guard quote == nil, !isEscaped else { return nil }
        return words + (word.map { [$0] } ?? [])
    }

    /// One word: as it is where nothing in it means anything to a shell, else in quotes. What would act on a terminal is
    /// spelled out by `printf`, so that the command can be shown and pasted. NUL cannot be said in a shell and is left out.
    public static func word(_ text: String) -> String {
        if !text.isEmpty && text.unicodeScalars.allSatisfy(isPlain) { return text }
        guard text.unicodeScalars.contains(where: acts) else { return quoted(text) }
        // A shell drops line breaks at the end of what a command prints.
        let body = text.prefix { _ in true }.trimmingLastBreaks
        let breaks = String(repeating: "\n", count: text.unicodeScalars.count - body.unicodeScalars.count)
        return "\"$(printf \(format(String(body))))\"" + (breaks.isEmpty ? "" : quoted(breaks))
    }

    /// `printf` and the format that prints the text, for texts that are too long for an argument.
    static func printing(_ text: String) -> String { "printf \(format(text))" }

    /// Whether a text holds characters that act on a terminal, beside line breaks and tabulators.
    static func actsOnTerminal(_ text: String) -> Bool { text.unicodeScalars.contains(where: acts) }

    private static func quoted(_ text: String) -> String {
        "'" + text.replacing("'", with: "'\\''") + "'"
    }

    /// A format without any directive; bytes that act are written in octal, which every shell's `printf` knows.
    private static func format(_ text: String) -> String {
        var format = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\0": break
            case "%": format += "%%"
            case "\\": format += "\\\\"
            case "'": format += "'\\''"
            case _ where acts(scalar):
                for byte in String(scalar).utf8 { format += "\\" + octal(byte) }
            default: format.unicodeScalars.append(scalar)
            }
        }
        return "'" + format + "'"
    }

    private static func octal(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 8)
        return String(repeating: "0", count: 3 - digits.count) + digits
    }

    /// Control characters, and marks that turn the direction of a line around.
    private static func acts(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: false
        case 0x00...0x1F, 0x7F...0x9F, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "/", ".", "_", "-", ":", ",", "=", "+", "@": true
        default: false
        }
    }
}

extension Substring {
    /// Without the line breaks at its end. By scalars: a carriage return before one stays.
    fileprivate var trimmingLastBreaks: Substring {
        var scalars = unicodeScalars
        while scalars.last == "\n" { scalars.removeLast() }
        return Substring(scalars)
    }
}
