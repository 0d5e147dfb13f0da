import Foundation
import HTTPTypes

/// One request as a service sees it: the prefix is gone, the body is whole.
struct SandboxRequest: Sendable {
    /// Uppercase: `GET`.
    let method: String
    /// Path and query exactly as sent.
    let target: String
    /// First path component, which chose the service: `fal-queue`.
    let prefix: String
    /// Percent-decoded path components after the prefix.
    let segments: [String]
    let query: [(name: String, value: String)]
    let headers: HTTPFields
    let body: Data
    /// `http://` and the Host header, so that URLs in replies lead back the way the request came.
    let origin: String

    init(method: String, target: String, headers: HTTPFields, authority: String?, body: Data) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
        let halves = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let parts = (halves.first ?? "").split(separator: "/").map { $0.removingPercentEncoding ?? String($0) }
        prefix = parts.first ?? ""
        segments = Array(parts.dropFirst())
        query = halves.count > 1 ? Self.items(of: halves[1]) : []
        origin = "http://" + (authority ?? "127.0.0.1")
    }

    /// The decoded path after the prefix, without a leading slash.
    var path: String { segments.joined(separator: "/") }

    /// First value of a query item.
    func queryValue(_ name: String) -> String? {
        query.first { $0.name == name }?.value
    }

    /// All values of a query item, whether repeated or as a comma list.
    func queryValues(_ name: String) -> [String] {
        query.filter { $0.name == name }.flatMap { $0.value.split(separator: ",").map(String.init) }
    }

    var hasAuthorization: Bool { headers[.authorization] != nil }

    /// A header by name, whatever its case.
    func header(_ name: String) -> String? {
        HTTPField.Name(name).flatMap { headers[$0] }
    }

    /// The token after `scheme` in the Authorization header; nil when the header is missing or has another scheme.
    func credential(scheme: String) -> String? {
        guard let header = headers[.authorization] else { return nil }
        let parts = header.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].lowercased() == scheme.lowercased() else { return nil }
        let token = parts[1].trimmingCharacters(in: .whitespaces)
        return token.isEmpty ? nil : token
    }

    private static func items(of query: Substring) -> [(name: String, value: String)] {
        query.split(separator: "&").map { pair in
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = sides.count > 1 ? sides[1].replacingOccurrences(of: "+", with: " ") : ""
            return (
                name: sides[0].removingPercentEncoding ?? String(sides[0]),
                value: value.removingPercentEncoding ?? value
            )
        }
    }
}
