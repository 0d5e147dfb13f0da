import Foundation

/// Uploads in parts that have begun, and the tokens that the CDN takes.
actor FalUploadStore {
    private var parts: [String: [Int: Data]] = [:]
    private var tokens: Set<String> = []

    func token(_ identifiers: IdentifierSource) -> String {
        let token = "cdn-" + identifiers.letters(40)
        tokens.insert(token)
        return token
    }

    func knows(token: String) -> Bool { tokens.contains(token) }

    func open(_ path: String) { parts[path] = [:] }

    /// The part's tag; nil where no upload in parts was announced.
    func add(_ bytes: Data, number: Int, to path: String) -> String? {
        guard parts[path] != nil, number >= 1 else { return nil }
        parts[path]?[number] = bytes
        return Self.tag(bytes, number)
    }

    /// The whole, if the list names every part with its tag.
    func close(_ path: String, _ list: JSON?) throws(FalFailure) -> Data {
        guard let known = parts[path], let listed = list?["parts"]?.array, listed.count == known.count else {
            throw FalFailure(
                status: 400, detail: "The list of parts is not what was uploaded", errorType: "bad_request")
        }
        var whole = Data()
        for (index, part) in listed.enumerated() {
            let number = index + 1
            guard part["partNumber"]?.integer == number, let bytes = known[number],
                part["etag"]?.string == Self.tag(bytes, number)
            else { throw FalFailure(status: 400, detail: "Invalid part \(number)", errorType: "bad_request") }
            whole.append(bytes)
        }
        parts[path] = nil
        return whole
    }

    private static func tag(_ bytes: Data, _ number: Int) -> String { "\"part-\(number)-\(bytes.count)\"" }
}
