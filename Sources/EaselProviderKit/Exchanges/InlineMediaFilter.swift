/// Takes base64 out of a text as it passes and leaves a short word in its place: media in JSON and in data URIs.
///
/// A run of base64's letters is data when it stands behind `;base64,`, when it begins as a picture, a sound or a film does, or
/// when it is longer than any word.
struct InlineMediaFilter {
    /// Longer than the words, ids, digests and signatures that providers write.
    private static let longestWord = 512
    private static let shortestMedia = 48

    /// The present run, as far as it may still be a word; with the backslashes in it.
    private var run: [UInt8] = []
    /// The present run is data.
    private var data: InlineMedia?
    /// A backslash inside a run: `\/` is how JSON may spell a slash.
    private var hasBackslash = false
    /// The last eight bytes of the text, newest in the lowest.
    private var recent: UInt64 = 0
    private var isMarked = false

    private static let backslash = UInt8(ascii: "\\")
    private static let mark: UInt64 = ";base64,".utf8.reduce(0) { $0 << 8 | UInt64($1) }

    /// Takes a piece; adds to `text` what is told of it.
    mutating func feed(_ piece: [UInt8], into text: (ArraySlice<UInt8>) -> Void) {
        var start = 0
        for index in piece.indices {
            let byte = piece[index]
            if hasBackslash {
                hasBackslash = false
                if byte == UInt8(ascii: "/") {
                    if data == nil { run.append(Self.backslash) }
                    take(byte)
                    start = index + 1
                    continue
                }
                end(into: text)
                text([Self.backslash])
                recent = recent << 8 | UInt64(Self.backslash)
            }
            if Base64Letters.contains(byte) {
                if run.isEmpty, data == nil {
                    text(piece[start..<index])
                    isMarked = recent == Self.mark
                }
                take(byte)
                start = index + 1
            } else if !run.isEmpty || data != nil {
                if byte == Self.backslash {
                    hasBackslash = true
                    start = index + 1
                    continue
                }
                end(into: text)
                start = index
                recent = recent << 8 | UInt64(byte)
            } else {
                recent = recent << 8 | UInt64(byte)
            }
        }
        if start < piece.count { text(piece[start...]) }
    }

    /// Nothing comes any more.
    mutating func finish(into text: (ArraySlice<UInt8>) -> Void) {
        end(into: text)
        if hasBackslash { text([Self.backslash]) }
        hasBackslash = false
    }

    private mutating func take(_ byte: UInt8) {
        recent = recent << 8 | UInt64(byte)
        if data != nil {
            data?.take(byte)
            return
        }
        run.append(byte)
        if isMarked || run.count > Self.longestWord { beginData() }
    }

    private mutating func beginData() {
        var media = InlineMedia()
        for byte in run where byte != Self.backslash { media.take(byte) }
        data = media
        run.removeAll(keepingCapacity: true)
    }

    private mutating func end(into text: (ArraySlice<UInt8>) -> Void) {
        if data == nil, run.count >= Self.shortestMedia,
            InlineMedia.isMedia(run.prefix(Self.shortestMedia).filter { $0 != Self.backslash })
        {
            beginData()
        }
        if let media = data {
            text(Array(media.word.utf8)[...])
            data = nil
        } else if !run.isEmpty {
            text(run[...])
            run.removeAll(keepingCapacity: true)
        }
    }
}

/// The letters of base64 and of its form for addresses.
enum Base64Letters {
    static let values: [UInt8] = {
        var values = [UInt8](repeating: 0xFF, count: 256)
        let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        for (value, letter) in letters.utf8.enumerated() { values[Int(letter)] = UInt8(value) }
        values[Int(UInt8(ascii: "-"))] = 62
        values[Int(UInt8(ascii: "_"))] = 63
        values[Int(UInt8(ascii: "="))] = 64
        return values
    }()

    static func contains(_ byte: UInt8) -> Bool { values[Int(byte)] != 0xFF }
}

/// Data in base64, of which type, size and digest are told and nothing is kept.
private struct InlineMedia {
    private let digest = InlineDigest()
    private var bits: UInt32 = 0
    private var count = 0
    private var letters = 0
    private var decoded: [UInt8] = []
    private var start: [UInt8] = []
    private var bytes = 0
    private var isHexadecimal = true

    init() { decoded.reserveCapacity(Self.batch) }

    private static let batch = 12 << 10

    mutating func take(_ letter: UInt8) {
        let value = Base64Letters.values[Int(letter)]
        letters += 1
        guard value < 64 else { return }
        if isHexadecimal, !Self.isDigit(letter) { isHexadecimal = false }
        bits = bits << 6 | UInt32(value)
        count += 1
        guard count == 4 else { return }
        decoded += [UInt8(bits >> 16 & 0xFF), UInt8(bits >> 8 & 0xFF), UInt8(bits & 0xFF)]
        (bits, count) = (0, 0)
        if decoded.count >= Self.batch { drain() }
    }

    private mutating func drain() {
        if start.isEmpty { start = Array(decoded.prefix(12)) }
        bytes += decoded.count
        digest.update(decoded)
        decoded.removeAll(keepingCapacity: true)
    }

    /// The word for all that came.
    var word: String {
        var last = self
        let rest = bits << (6 * UInt32(4 - count))
        if count >= 2 { last.decoded.append(UInt8(rest >> 16 & 0xFF)) }
        if count == 3 { last.decoded.append(UInt8(rest >> 8 & 0xFF)) }
        last.drain()
        guard !isHexadecimal, count != 1 else { return "[\(letters) characters of data]" }
        return ElidedWord.of(
            ElidedWord.type(of: last.start) ?? "base64", bytes: last.bytes, sha256: digest.finish())
    }

    /// Whether a run of letters begins as media do.
    static func isMedia(_ run: [UInt8]) -> Bool {
        var media = InlineMedia()
        for letter in run.prefix(16) { media.take(letter) }
        return ElidedWord.type(of: media.decoded).map { $0 != "audio/mpeg" || run.starts(with: "SUQz".utf8) } ?? false
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
