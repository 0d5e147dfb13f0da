import Foundation

/// The parts of a `multipart/form-data` body (RFC 7578).
struct ReplicateForm: Sendable {
    struct Part: Sendable {
        let fileName: String?
        let mediaType: String?
        let content: Data
    }

    private var parts: [String: Part] = [:]

    subscript(name: String) -> Part? { parts[name] }

    /// Nil when the body is no form.
    init?(_ body: Data, contentType: String?) {
        guard let contentType, contentType.lowercased().hasPrefix("multipart/form-data"),
            let boundary = Self.parameter("boundary", of: contentType)
        else { return nil }
        let mark = Data("--\(boundary)".utf8)
        var starts: [Range<Data.Index>] = []
        var search = body.startIndex
        while let found = body.range(of: mark, in: search..<body.endIndex) {
            starts.append(found)
            search = found.upperBound
        }
        guard starts.count >= 2 else { return nil }
        for (start, end) in zip(starts, starts.dropFirst()) {
            let slice = body[start.upperBound..<end.lowerBound]
            guard slice.starts(with: Data("\r\n".utf8)), let gap = slice.range(of: Data("\r\n\r\n".utf8)) else {
                return nil
            }
            let content = slice[gap.upperBound..<slice.endIndex]
            guard content.suffix(2) == Data("\r\n".utf8) else { return nil }
            add(
                header: String(decoding: slice[slice.startIndex..<gap.lowerBound], as: UTF8.self),
                Data(content.dropLast(2)))
        }
    }

    private mutating func add(header: String, _ content: Data) {
        var disposition = ""
        var mediaType: String?
        for line in header.split(whereSeparator: \.isNewline) {
            let halves = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            guard halves.count == 2 else { continue }
            switch halves[0].lowercased() {
            case "content-disposition": disposition = halves[1]
            case "content-type": mediaType = halves[1]
            default: break
            }
        }
        guard let name = Self.parameter("name", of: disposition) else { return }
        parts[name] = Part(
            fileName: Self.parameter("filename", of: disposition), mediaType: mediaType, content: content)
    }

    private static func parameter(_ name: String, of header: String) -> String? {
        for piece in header.split(separator: ";").dropFirst() {
            let halves = piece.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            guard halves.count == 2, halves[0].lowercased() == name else { continue }
            return halves[1].trimmingCharacters(in: CharacterSet(charactersIn: "\""))
        }
        return nil
    }
}
