import Foundation
import NIOHTTP1

/// A whole reply, with the pieces it came in.
struct TestReply: Sendable {
    let status: Int
    let headers: HTTPHeaders
    let chunks: [Data]

    var bytes: Data { chunks.reduce(into: Data()) { $0 += $1 } }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    func header(_ name: String) -> String? { headers.first(name: name) }

    /// The value at a path such as `choices.0.delta`; nil where there is none, `NSNull` where it is null.
    func json(_ path: String = "") -> Any? {
        Self.value((try? JSONSerialization.jsonObject(with: bytes, options: .fragmentsAllowed)), path)
    }

    func string(_ path: String) -> String? { json(path) as? String }

    /// The text at a path; its absence fails the test.
    func required(_ path: String) throws -> String {
        guard let text = string(path) else { throw Absent(path: path, in: self.text) }
        return text
    }

    struct Absent: Error {
        let path: String
        let text: String

        init(path: String, in text: String) {
            self.path = path
            self.text = String(text.prefix(500))
        }
    }

    func int(_ path: String) -> Int? { json(path) as? Int }

    func double(_ path: String) -> Double? { json(path) as? Double }

    func list(_ path: String) -> [Any] { json(path) as? [Any] ?? [] }

    func isNull(_ path: String) -> Bool { json(path) is NSNull }

    /// The `data:` payloads of an event stream, in order.
    var events: [String] {
        text.split(separator: "\n").filter { $0.hasPrefix("data: ") }.map { String($0.dropFirst(6)) }
    }

    var comments: [String] { text.split(separator: "\n").filter { $0.hasPrefix(":") }.map(String.init) }

    /// The JSON events, as replies of their own.
    var jsonEvents: [TestReply] {
        events.filter { $0 != "[DONE]" }.map { TestReply(status: status, headers: headers, chunks: [Data($0.utf8)]) }
    }

    private static func value(_ root: Any?, _ path: String) -> Any? {
        path.split(separator: ".").reduce(root) { value, step in
            if let index = Int(step), let list = value as? [Any] {
                return list.indices.contains(index) ? list[index] : nil
            }
            return (value as? [String: Any])?[String(step)]
        }
    }
}
