/// Takes base64 out of a text as it passes and leaves a short word in its place: media in JSON and in data URIs.
///
/// A run of base64's letters is data when it stands behind `;base64,`, when it begins as a picture, a sound or a film does, or
/// when it is longer than any word. A slash in it may be spelled `\/`, as JSON allows.
struct InlineMediaFilter {
    /// Longer than the words, ids, digests and signatures that providers write.
    private static let longestWord = 512
    private static let shortestMedia = 48
    private static let backslash = UInt8(ascii: "\\")
    private static let mark = Array(";base64,".utf8)

    /// A run that has begun and may still be a word; while `data` goes on, a backslash of which nobody knows what follows.
    private var held: [UInt8] = []
    /// The run that goes on is data.
    private var data: InlineMedia?
    /// What stood before `held`, as much of it as may be the mark.
    private var before: [UInt8] = []

    /// Takes a piece; gives on what is told of it.
    mutating func feed(_ piece: [UInt8], into text: (ArraySlice<UInt8>) -> Void) {
        let bytes = held.isEmpty ? piece : held + piece
        held = []
        var position = 0
        if data != nil {
            position = passData(bytes)
            if position == bytes.count { return }
            if position == bytes.count - 1, bytes[position] == Self.backslash {
                held = [Self.backslash]
                return
            }
            finishData(into: text)
        }
        scan(bytes, from: position, into: text)
    }

    /// Nothing comes any more.
    mutating func finish(into text: (ArraySlice<UInt8>) -> Void) {
        let rest = held
        held = []
        if data != nil {
            finishData(into: text)
        } else if isData(rest[...], isMarked: before == Self.mark) {
            beginData(rest[...])
            finishData(into: text)
            return
        }
        if !rest.isEmpty { text(rest[...]) }
    }

    /// Gives on text until a run goes beyond the piece.
    private mutating func scan(_ bytes: [UInt8], from first: Int, into text: (ArraySlice<UInt8>) -> Void) {
        var start = first
        var position = first
        while true {
            let begin = Base64Letters.firstLetter(in: bytes, from: position)
            if begin == bytes.count { break }
            let end = Base64Letters.endOfRun(in: bytes, from: begin)
            let isOpen = end >= bytes.count - 1 && (end == bytes.count || bytes[end] == Self.backslash)
            let isMarked = isMarked(at: begin, in: bytes)
            let isData =
                isOpen ? isMarked || end - begin > Self.longestWord : isData(bytes[begin..<end], isMarked: isMarked)
            if isData || isOpen { text(bytes[start..<begin]) }
            if isData { beginData(bytes[begin..<end]) }
            if isOpen {
                before = Array((before + bytes[..<begin]).suffix(Self.mark.count))
                held = Array(bytes[(isData ? end : begin)...])
                return
            }
            if isData {
                finishData(into: text)
                start = end
            }
            position = end
        }
        if start < bytes.count { text(bytes[start...]) }
        before = Array((bytes.count < Self.mark.count ? before + bytes : bytes).suffix(Self.mark.count))
    }

    private func isMarked(at index: Int, in bytes: [UInt8]) -> Bool {
        guard (index > 0 ? bytes[index - 1] : before.last) == UInt8(ascii: ",") else { return false }
        let count = Self.mark.count
        if index >= count { return bytes[index - count..<index].elementsEqual(Self.mark) }
        return (before + bytes[..<index]).suffix(count).elementsEqual(Self.mark)
    }

    private func isData(_ run: ArraySlice<UInt8>, isMarked: Bool) -> Bool {
        if isMarked { return !run.isEmpty }
        return run.count > Self.longestWord || run.count >= Self.shortestMedia && InlineMedia.isMedia(run)
    }

    private mutating func beginData(_ run: ArraySlice<UInt8>) {
        var media = InlineMedia()
        media.take(run)
        data = media
    }

    /// Returns where the data ends, or a backslash at the end of the piece.
    private mutating func passData(_ bytes: [UInt8]) -> Int {
        let end = Base64Letters.endOfRun(in: bytes, from: 0)
        data?.take(bytes[..<end])
        return end
    }

    private mutating func finishData(into text: (ArraySlice<UInt8>) -> Void) {
        guard var media = data else { return }
        data = nil
        text(Array(media.finish().utf8)[...])
    }
}

/// The letters of base64 and of its form for addresses.
enum Base64Letters {
    /// What a letter stands for; 64 for what fills up the end, 255 for what is no letter.
    static let values: [UInt8] = {
        var values = [UInt8](repeating: 0xFF, count: 256)
        let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        for (value, letter) in letters.utf8.enumerated() { values[Int(letter)] = UInt8(value) }
        values[Int(UInt8(ascii: "-"))] = 62
        values[Int(UInt8(ascii: "_"))] = 63
        values[Int(UInt8(ascii: "="))] = 64
        return values
    }()

    static func firstLetter(in bytes: [UInt8], from start: Int) -> Int {
        let values = values
        var index = start
        while index < bytes.count, values[Int(bytes[index])] == 0xFF { index += 1 }
        return index
    }

    /// Behind the last letter of a run; `\/` counts as one.
    static func endOfRun(in bytes: [UInt8], from start: Int) -> Int {
        let values = values
        var index = start
        while index < bytes.count {
            if values[Int(bytes[index])] != 0xFF {
                index += 1
            } else if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "/")
            {
                index += 2
            } else {
                break
            }
        }
        return index
    }
}
