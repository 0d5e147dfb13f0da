import Foundation

/// A body of type `multipart/related`: metadata in JSON, then the bytes (sheet 7.1).
struct GoogleStorageRelated: Sendable {
    let resource: JSON
    let type: String?
    let bytes: Data

    init(_ body: Data, contentType: String) throws(GoogleStorageFailure) {
        guard let boundary = Self.boundary(contentType) else {
            throw .invalid("Invalid multipart request: no boundary.")
        }
        let mark = Data("--\(boundary)".utf8)
        let inner = Data("\r\n--\(boundary)".utf8)
        let broken = GoogleStorageFailure.invalid("Malformed multipart body.")
        guard let start = body.range(of: mark),
            let middle = body.range(of: inner, in: start.upperBound..<body.endIndex),
            let end = body.range(
                of: inner + Data("--".utf8), options: .backwards, in: middle.upperBound..<body.endIndex),
            let first = Self.part(body[start.upperBound..<middle.lowerBound]),
            let second = Self.part(body[middle.upperBound..<end.lowerBound])
        else { throw broken }
        guard first.type?.lowercased().hasPrefix("application/json") == true,
            let resource = JSON(parsing: Data(first.content))
        else { throw broken }
        self.resource = resource
        type = second.type
        bytes = Data(second.content)
    }

    private static func boundary(_ contentType: String) -> String? {
        let pieces = contentType.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
        guard pieces.first?.lowercased() == "multipart/related" else { return nil }
        let named = pieces.first { $0.lowercased().hasPrefix("boundary=") }?.dropFirst("boundary=".count)
        let text = named?.trimmingCharacters(in: CharacterSet(charactersIn: "\""))
        return text?.isEmpty == false ? text : nil
    }

    /// - Parameter bytes: what stands behind a boundary, its line break included.
    private static func part(_ bytes: Data) -> (type: String?, content: Data)? {
        guard let gap = bytes.range(of: Data("\r\n\r\n".utf8)) else { return nil }
        let lines = String(decoding: bytes[..<gap.lowerBound], as: UTF8.self).split(separator: "\r\n")
        let line = lines.first { $0.lowercased().hasPrefix("content-type:") }
        let type = line?.dropFirst("content-type:".count).trimmingCharacters(in: .whitespaces)
        return (type, bytes[gap.upperBound...])
    }
}
