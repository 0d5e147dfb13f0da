import EaselCore
import Foundation

/// `tapes.json` of huggingface.js: one object whose members are exchanges, bodies as text; bodies of media are stored empty.
enum Tapes {
    private struct Tape: Decodable {
        struct Sent: Decodable {
            var method: String?
            var headers: [String: String]?
            var body: JSONValue?
        }

        struct Received: Decodable {
            var body: String
            var status: Int
            var headers: [String: String]
        }

        var url: String
        var `init`: Sent
        var response: Received
    }

    /// In the order of the index, which keeps that of the file.
    static func exchanges(in name: String) throws -> [RecordedExchange] {
        let tapes = try JSONDecoder().decode([String: Tape].self, from: try Recordings.bytes(name))
        let order = try RecordingsIndex.rows().filter { $0.file == name }
        let byAddress = Dictionary(grouping: tapes.sorted { $0.key < $1.key }.map(\.value)) {
            RecordingsIndex.Row(
                file: name, method: $0.`init`.method ?? "GET", url: RecordingsIndex.shown($0.url),
                status: $0.response.status)
        }
        var left = byAddress
        return try order.enumerated().map { position, row in
            guard let tape = left[row]?.popLast() else {
                throw RecordingFault(file: name, problem: "the index has \(row.method) \(row.url), the file has not")
            }
            return exchange(tape, row, name, position)
        }
    }

    private static func exchange(
        _ tape: Tape, _ row: RecordingsIndex.Row, _ name: String, _ position: Int
    ) -> RecordedExchange {
        let sent = tape.`init`
        return RecordedExchange(
            file: name, position: position,
            request: .init(
                method: row.method, url: tape.url, headers: headers(sent.headers ?? [:]),
                body: Data((sent.body?.string ?? "").utf8)),
            response: .init(
                status: tape.response.status, headers: headers(tape.response.headers),
                body: Data(tape.response.body.utf8)))
    }

    private static func headers(_ fields: [String: String]) -> [RecordedExchange.Header] {
        fields.sorted { $0.key < $1.key }.map { .init(name: $0.key, value: $0.value) }
    }
}
