import Foundation

/// A page of a bucket's objects: `prefix`, `delimiter`, `maxResults`, `pageToken` (sheet 7).
struct GoogleStorageListing: Sendable {
    private let prefix: String
    private let delimiter: String
    private let most: Int
    /// The entry that the page before ended with.
    private let last: String?

    init(_ request: SandboxRequest) throws(GoogleStorageFailure) {
        prefix = request.queryValue("prefix") ?? ""
        delimiter = request.queryValue("delimiter") ?? ""
        let limit = request.queryValue("maxResults")
        guard let most = Int(limit ?? "1000"), most > 0 else { throw .invalid("Invalid value for: maxResults") }
        self.most = min(most, 1000)
        guard let token = request.queryValue("pageToken"), !token.isEmpty else {
            last = nil
            return
        }
        guard let bytes = GoogleBase64.decode(token), let name = String(bytes: bytes, encoding: .utf8) else {
            throw .invalid("Invalid value for: pageToken")
        }
        last = name
    }

    func page(of shelf: GoogleStorageShelf, bucket: String, origin: String) async -> JSON {
        var items: [JSON] = []
        var prefixes: [JSON] = []
        var previous: String?
        var token: String?
        for object in await shelf.listing(of: bucket, prefix: prefix) {
            let folder = folder(of: object.place.name)
            let entry = folder ?? object.place.name
            if entry == previous || last.map({ !$0.utf8.lexicographicallyPrecedes(entry.utf8) }) == true { continue }
            guard items.count + prefixes.count < most else {
                token = previous
                break
            }
            previous = entry
            if folder == nil { items.append(object.resource(origin: origin)) } else { prefixes.append(.string(entry)) }
        }
        var members: [String: JSON] = ["kind": "storage#objects"]
        if !items.isEmpty { members["items"] = .array(items) }
        if !prefixes.isEmpty { members["prefixes"] = .array(prefixes) }
        if let token { members["nextPageToken"] = .string(Data(token.utf8).base64EncodedString()) }
        return .object(members)
    }

    /// The name up to the first delimiter behind the prefix, nil where it has none.
    private func folder(of name: String) -> String? {
        guard !delimiter.isEmpty else { return nil }
        let bytes = Data(name.utf8)
        guard let cut = bytes.range(of: Data(delimiter.utf8), in: prefix.utf8.count..<bytes.count) else { return nil }
        return String(decoding: bytes[..<cut.upperBound], as: UTF8.self)
    }
}
