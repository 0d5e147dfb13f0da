/// Looks for what would bring the parser down instead of giving an error.
///
/// toml++ 3 (inside TOMLKit 0.6.0) aborts by assertion at a table header whose name does not begin like a key (`[é]`, `[[[`),
/// at a brace that closes a bracket (`a = [}`) and at a date with `T` and no time (`1979-05-27T`); it overflows the stack at a
/// key of thousands of dotted parts. Found by fuzzing its three assertions. Everything else is left to the parser.
struct TOMLPrecheck {
    struct Finding {
        /// Counted from 1.
        var line: Int
        var message: String
    }

    private static let mostDots = 100

    private var bytes: ArraySlice<UInt8>
    private var line = 1
    /// Open brackets and braces of a value.
    private var open: [UInt8] = []
    /// The last eleven bytes outside strings.
    private var recent: [UInt8] = []
    private var dots = 0
    private var isAtStart = true

    /// The first finding, nil when the parser may have the text.
    static func finding(in text: String) -> Finding? {
        var check = TOMLPrecheck(bytes: Array(text.utf8)[...])
        return check.run()
    }

    private init(bytes: ArraySlice<UInt8>) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        self.bytes = bytes.starts(with: mark) ? bytes.dropFirst(3) : bytes
    }

    private mutating func run() -> Finding? {
        while let byte = bytes.first {
            switch byte {
            case UInt8(ascii: "\n"):
                line += 1
                isAtStart = open.isEmpty
                if isAtStart { dots = 0 }
                bytes.removeFirst()
            case UInt8(ascii: " "), UInt8(ascii: "\t"): bytes.removeFirst()
            case UInt8(ascii: "\r") where bytes.dropFirst().first == UInt8(ascii: "\n"): bytes.removeFirst()
            case 0..<0x20, 0x7F...:
                // The parser takes some of them for line breaks and blanks, TOML does not.
                return Finding(
                    line: line, message: "letters outside ASCII and control characters have to stand in quotes")
            case UInt8(ascii: "#"): bytes = bytes.drop { $0 != UInt8(ascii: "\n") }
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                isAtStart = false
                skipString(byte)
            case UInt8(ascii: "[") where isAtStart:
                guard skipHeaderStart() else {
                    return Finding(
                        line: line,
                        message: "a table's name has to begin with a letter, a digit, - or _, or stand in quotes")
                }
            default:
                isAtStart = false
                if let message = note(byte) { return Finding(line: line, message: message) }
                bytes.removeFirst()
            }
        }
        return nil
    }

    /// Takes a byte outside strings into account; returns what is wrong with it.
    private mutating func note(_ byte: UInt8) -> String? {
        recent = recent.suffix(10) + [byte]
        switch byte {
        case UInt8(ascii: "["), UInt8(ascii: "{"): open.append(byte)
        case UInt8(ascii: "]"), UInt8(ascii: "}"):
            // `[` and `]`, `{` and `}` are two apart in ASCII.
            guard let last = open.popLast() else { return nil }
            if last + 2 != byte { return "a bracket is closed by the wrong one" }
        case UInt8(ascii: "."):
            dots += 1
            if dots > Self.mostDots { return "too many dotted parts" }
        case UInt8(ascii: "T"), UInt8(ascii: "t"):
            let isDate = recent.count == 11 && recent.dropLast().map(Self.shape).elementsEqual("0000-00-00".utf8)
            if isDate, bytes.dropFirst().first.map(Self.shape) != UInt8(ascii: "0") {
                return "a date ends in T without a time"
            }
        default: break
        }
        return nil
    }

    /// Any digit as 0.
    private static func shape(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) ? UInt8(ascii: "0") : byte
    }

    /// Steps over `[` or `[[`; false when no key follows. The end of the text is an error of the parser.
    private mutating func skipHeaderStart() -> Bool {
        isAtStart = false
        bytes.removeFirst()
        if bytes.first == UInt8(ascii: "[") { bytes.removeFirst() }
        bytes = bytes.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        guard let next = bytes.first else { return true }
        switch next {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            return true
        default: return "-_\"'".utf8.contains(next)
        }
    }

    /// Steps over a string of any of the four kinds.
    private mutating func skipString(_ quote: UInt8) {
        let triple = [quote, quote, quote]
        let isLong = bytes.starts(with: triple)
        bytes.removeFirst(isLong ? 3 : 1)
        while let byte = bytes.first {
            if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                bytes = bytes.dropFirst()
                if bytes.first != UInt8(ascii: "\n") { bytes = bytes.dropFirst() }
            } else if isLong ? bytes.starts(with: triple) : byte == quote {
                bytes.removeFirst(isLong ? 3 : 1)
                return
            } else if byte == UInt8(ascii: "\n") {
                // A short string does not cross lines; the parser will say so.
                if !isLong { return }
                line += 1
                bytes.removeFirst()
            } else {
                bytes.removeFirst()
            }
        }
    }
}
