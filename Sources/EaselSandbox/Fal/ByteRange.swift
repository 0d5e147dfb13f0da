/// One range of a `Range: bytes=…` header, clamped to the body.
struct ByteRange: Sendable, Equatable {
    let first: Int
    let last: Int

    /// Nil for a header that is malformed or asks for bytes that are not there.
    init?(_ header: String, of count: Int) {
        guard header.hasPrefix("bytes="), !header.contains(",") else { return nil }
        let sides = header.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
        guard sides.count == 2, count > 0 else { return nil }
        if let first = Int(sides[0]) {
            guard let last = sides[1].isEmpty ? count - 1 : Int(sides[1]), first <= last, first < count else {
                return nil
            }
            self.first = first
            self.last = min(last, count - 1)
        } else {
            guard sides[0].isEmpty, let suffix = Int(sides[1]), suffix > 0 else { return nil }
            first = max(0, count - suffix)
            last = count - 1
        }
    }
}
