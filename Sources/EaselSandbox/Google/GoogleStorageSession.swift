import Foundation

/// A resumable upload that is under way (sheet 7.2).
struct GoogleStorageSession: Sendable {
    let place: GoogleStoragePlace
    let attributes: GoogleStorageAttributes
    let conditions: GoogleStorageConditions
    /// Of the whole object, nil while nobody said.
    var length: Int?
    var bytes = Data()
    /// Set when it is done.
    var object: GoogleStorageObject?
    var hasForgotten = false

    /// Every piece but the last must be a multiple of this many bytes.
    static let granularity = 262_144

    /// Takes the whole object in one request without a `Content-Range`.
    mutating func takeAll(_ bytes: Data) throws(GoogleStorageFailure) {
        guard length == nil || length == bytes.count else {
            throw .words(400, "Invalid request.  The total size of the upload does not match what was announced.")
        }
        self.bytes = bytes
    }

    /// Takes a piece, or refuses it in the words of Google's upload server. True when the object is whole.
    mutating func take(_ piece: Data, _ span: GoogleStorageSpan) throws(GoogleStorageFailure) -> Bool {
        if let total = span.total {
            guard length == nil || length == total else {
                throw .words(400, "Invalid request.  The total size of the upload does not match what was announced.")
            }
            length = total
        }
        guard let range = span.bytes else {
            guard piece.isEmpty else { throw .words(400, "Failed to parse Content-Range header.") }
            return length == bytes.count && span.total != nil
        }
        guard piece.count == range.count else {
            throw .words(
                400,
                "Invalid request.  There were \(piece.count) byte(s) in the request body.  There should have been \(range.count) byte(s) (starting at offset \(range.lowerBound) and ending at offset \(range.upperBound)) according to the Content-Range header."
            )
        }
        guard range.lowerBound <= bytes.count else {
            throw .words(
                400,
                "Invalid request.  According to the Content-Range header, the upload offset is \(range.lowerBound) byte(s), which exceeds already uploaded size of \(bytes.count) byte(s)."
            )
        }
        guard span.isLast || piece.count.isMultiple(of: Self.granularity) else {
            throw .words(
                400,
                "Invalid request.  The number of bytes uploaded is required to be equal or greater than 262144, except for the final request (it's recommended to be the exact multiple of 262144).  The received request contained \(piece.count) bytes, which does not meet this requirement."
            )
        }
        let fresh = kept(of: piece.dropFirst(bytes.count - range.lowerBound))
        guard bytes.count + fresh.count <= GoogleStorageShelf.capacity else {
            throw .words(413, "The sandbox keeps objects up to 512 MiB.")
        }
        bytes.append(fresh)
        return bytes.count == length && span.isLast
    }

    /// The server may keep less than was sent. Of an object that has `kept-less` in its name it keeps but half of the
    /// first piece, in whole multiples: nothing of the smallest.
    private mutating func kept(of piece: Data) -> Data {
        guard place.name.contains("kept-less"), !hasForgotten else { return piece }
        hasForgotten = true
        return piece.prefix(piece.count / 2 / Self.granularity * Self.granularity)
    }
}
