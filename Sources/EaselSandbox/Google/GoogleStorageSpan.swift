/// The `Content-Range` of a piece of an upload (sheet 7.2): `bytes 0-262143/300000`, with `*` for what is not known.
struct GoogleStorageSpan: Sendable, Equatable {
    /// Nil for a question: `bytes */*`.
    let bytes: ClosedRange<Int>?
    /// The length of the whole object, nil while unknown.
    let total: Int?

    init(_ header: String) throws(GoogleStorageFailure) {
        let unreadable = GoogleStorageFailure.words(400, "Failed to parse Content-Range header.")
        guard header.hasPrefix("bytes ") else { throw unreadable }
        let sides = header.dropFirst(6).split(separator: "/", omittingEmptySubsequences: false)
        guard sides.count == 2 else { throw unreadable }
        total = Int(sides[1])
        guard sides[1] == "*" || (total ?? -1) >= 0 else { throw unreadable }
        guard sides[0] != "*" else {
            bytes = nil
            return
        }
        let ends = sides[0].split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard ends.count == 2, let first = ends[0], let last = ends[1], first >= 0, first <= last, last < .max,
            last < total ?? .max
        else { throw unreadable }
        bytes = first...last
    }

    var isLast: Bool { bytes.map { $0.upperBound + 1 } == total }
}
