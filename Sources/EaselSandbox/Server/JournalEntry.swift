import Foundation
import HTTPTypes

/// One request as `/_sandbox/requests` reports it. No secret is kept.
struct JournalEntry: Encodable, Sendable {
    /// How an exchange ended, as far as the server can tell.
    enum Outcome: String, Encodable {
        /// Still being answered.
        case open
        case finished
        /// The client went away before the whole reply was sent.
        case clientClosed
        /// A fault ended it.
        case faulted
    }

    let number: Int
    let time: String
    let service: String
    let method: String
    /// Path with query.
    let path: String
    let headers: [String: String]
    @Nullable var body: String?
    let bodyBytes: Int
    /// FNV-1a of a body that is too large, or no text, to be quoted.
    @Nullable var bodyHash: String?
    @Nullable var status: Int?
    var outcome: Outcome
    var notes: [String]

    /// Longest body that is quoted, in bytes.
    static let longestBody = 64 * 1024

    init(number: Int, service: String, request: SandboxRequest, time: Date) {
        self.number = number
        self.time = time.formatted(.iso8601.year().month().day().time(includingFractionalSeconds: true))
        self.service = service
        method = request.method
        path = request.target
        headers = Self.redacted(request.headers)
        bodyBytes = request.body.count
        let text = request.body.count <= Self.longestBody ? String(data: request.body, encoding: .utf8) : nil
        body = text
        bodyHash = text == nil ? String(Self.digest(request.body), radix: 16) : nil
        status = nil
        outcome = .open
        notes = []
    }

    private static func redacted(_ fields: HTTPFields) -> [String: String] {
        var result: [String: String] = [:]
        for field in fields {
            let name = field.name.canonicalName
            let value = name == "authorization" ? redactedCredential(field.value) : field.value
            result[name] = result[name].map { "\($0), \(value)" } ?? value
        }
        return result
    }

    /// `Bearer sk-or-1234` becomes `Bearer (10 characters)`.
    private static func redactedCredential(_ value: String) -> String {
        let parts = value.split(separator: " ", maxSplits: 1)
        guard parts.count == 2 else { return "(\(value.count) characters)" }
        return "\(parts[0]) (\(parts[1].count) characters)"
    }

    private static func digest(_ bytes: Data) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }
}
