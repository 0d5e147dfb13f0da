/// Data in base64, of which type, size and digest are told and nothing is kept.
struct InlineMedia {
    private let digest = InlineDigest()
    private var bits: UInt32 = 0
    private var count = 0
    private var letters = 0
    private var start: [UInt8] = []
    private var bytes = 0
    private var isHexadecimal = true

    /// Takes letters of base64; whatever else is among them says nothing.
    mutating func take(_ run: ArraySlice<UInt8>) {
        let values = Base64Letters.values
        var decoded = [UInt8]()
        decoded.reserveCapacity(run.count / 4 * 3 + 3)
        var (bits, count, letters) = (bits, count, letters)
        if isHexadecimal { isHexadecimal = run.allSatisfy(Self.isDigit) }
        for letter in run {
            let value = values[Int(letter)]
            if value == 0xFF { continue }
            letters += 1
            if value == 64 { continue }
            bits = bits << 6 | UInt32(value)
            count += 1
            if count == 4 {
                decoded.append(UInt8(truncatingIfNeeded: bits >> 16))
                decoded.append(UInt8(truncatingIfNeeded: bits >> 8))
                decoded.append(UInt8(truncatingIfNeeded: bits))
                (bits, count) = (0, 0)
            }
        }
        (self.bits, self.count, self.letters) = (bits, count, letters)
        keep(decoded)
    }

    private mutating func keep(_ decoded: [UInt8]) {
        if start.count < 12 { start += decoded.prefix(12 - start.count) }
        bytes += decoded.count
        digest.update(decoded)
    }

    /// The word for all that came.
    mutating func finish() -> String {
        guard !isHexadecimal, count != 1 else { return "[\(letters) characters of data]" }
        let rest = bits << (6 * UInt32(4 - count))
        if count >= 2 { keep([UInt8(truncatingIfNeeded: rest >> 16)]) }
        if count == 3 { keep([UInt8(truncatingIfNeeded: rest >> 8)]) }
        return ElidedWord.of(ElidedWord.type(of: start) ?? "base64", bytes: bytes, sha256: digest.finish())
    }

    /// Whether a run of letters begins as media do.
    static func isMedia(_ run: ArraySlice<UInt8>) -> Bool {
        var media = InlineMedia()
        media.take(run.prefix(24))
        // Two bytes of a mark are too few for a word of letters.
        return ElidedWord.type(of: media.start).map { $0 != "audio/mpeg" || run.starts(with: "SUQz".utf8) } ?? false
    }

    private static func isDigit(_ letter: UInt8) -> Bool {
        switch letter {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default: false
        }
    }
}
