/// One user-perceived character of a line.
struct CharacterStep {
    /// UTF-8 bytes before it.
    let offset: Int
    /// Its UTF-8 bytes.
    let length: Int
    /// Columns it takes.
    let columns: Int
    /// Value of its first scalar.
    let base: UInt32
}

extension String {
    /// Visits the characters from UTF-8 offset `start` (a character boundary) on, until `visit` returns false.
    ///
    /// ASCII next to ASCII is always a character of its own, so only the rest pays for Unicode's rules.
    func walkCharacters(from start: Int = 0, _ visit: (CharacterStep) -> Bool) {
        let count = utf8.count
        var offset = start
        while offset < count {
            let next = walkASCII(from: offset, count: count, visit)
            guard let next, next < count else { return }
            let index = utf8.index(startIndex, offsetBy: next)
            let end = self.index(after: index)
            let length = utf8.distance(from: index, to: end)
            let base = unicodeScalars[index]
            let isSingle = unicodeScalars.index(after: index) == end
            let columns: Int
            if isSingle, base.value >= 0x80, TextSanitizer.verdict(on: base) == .printable {
                let width = DisplayWidth.width(of: base)
                columns = width > 0 ? width : 1
            } else {
                columns = DisplayWidth.width(of: self[index])
            }
            let step = CharacterStep(offset: next, length: length, columns: columns, base: base.value)
            if !visit(step) { return }
            offset = next + length
        }
    }

    /// Visits printable ASCII; returns the offset of what needs the slow way, nil when `visit` ended the walk.
    private func walkASCII(from start: Int, count: Int, _ visit: (CharacterStep) -> Bool) -> Int? {
        let result = utf8.withContiguousStorageIfAvailable { bytes -> Int? in
            var offset = start
            while offset < count, bytes[offset] >= 0x20, bytes[offset] < 0x7F {
                if offset + 1 < count, bytes[offset + 1] >= 0x80 { break }
                let step = CharacterStep(offset: offset, length: 1, columns: 1, base: UInt32(bytes[offset]))
                if !visit(step) { return nil }
                offset += 1
            }
            return offset
        }
        return result ?? start
    }
}
