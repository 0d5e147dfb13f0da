import EaselCore
import Foundation
import Synchronization

/// Takes secrets out of what is written to a recording: the credentials that were used, header fields that carry one, and
/// values that are secrets by their name (signatures of addresses, tokens in JSON).
///
/// The same secret always becomes the same word, so an address out of a recorded answer still leads to the recorded request.
final class RecordingRedactor: Sendable {
    /// Stands in place of a secret; fit for an address and for JSON.
    static let mark = "REDACTED"

    /// The origin of every sandbox in a recording: its port is another one at each start.
    static let sandboxOrigin = "http://easel-sandbox.invalid"

    private let secrets = Mutex<[[UInt8]]>([])
    private let sandboxes = Mutex<[[UInt8]]>([])

    /// Remembers credentials; from now on they are cut out of everything. A word that is no secret anywhere (the sandbox's key)
    /// is left in the texts.
    func learn(_ credentials: [Credential]) {
        let forms = Redactor.forms(of: credentials.filter { $0.secret.count >= 8 }).map { Array($0.utf8) }
        guard !forms.isEmpty else { return }
        secrets.withLock { known in
            guard !forms.allSatisfy(known.contains) else { return }
            known = Array(Set(known + forms)).sorted { $0.count > $1.count }
        }
    }

    /// Remembers the root of a sandbox; the same origin stands for it wherever it is written.
    func learn(sandbox root: URL) {
        guard let scheme = root.scheme, let host = root.host() else { return }
        let origin = "\(scheme)://\(host)" + (root.port.map { ":\($0)" } ?? "")
        sandboxes.withLock { $0.append(Array(origin.utf8)) }
    }

    /// Remembers what the call's own header fields hide.
    func learn(from call: HTTPCall) {
        learn(
            call.headers.fields.compactMap { field in
                guard let shown = field.shown else { return nil }
                let prefix = shown.hasSuffix("•••") ? shown.dropLast(3) : ""
                guard field.value.hasPrefix(prefix) else { return Credential(secret: field.value, origin: "") }
                return Credential(secret: String(field.value.dropFirst(prefix.count)), origin: "")
            })
    }

    /// Fields without what authenticates; fields that say nothing about the exchange are left out.
    func redact(_ headers: HeaderFields) -> [RecordedExchange.Field] {
        headers.fields.compactMap { field in
            let name = field.name.lowercased()
            if Self.dropped.contains(name) { return nil }
            let isSecret = field.shown != nil || Self.hidden.contains(name)
            return RecordedExchange.Field(
                name: field.name, value: isSecret ? field.shown ?? Self.mark : redact(field.value))
        }
    }

    func redact(_ url: URL) -> String {
        var parts = URLComponents(url: url, resolvingAgainstBaseURL: false)
        if parts?.user != nil || parts?.password != nil {
            parts?.user = Self.mark
            parts?.password = nil
        }
        return redact(parts?.string ?? url.absoluteString)
    }

    func redact(_ text: String) -> String { String(decoding: redact(Array(text.utf8)), as: UTF8.self) }

    func redact(_ bytes: [UInt8]) -> [UInt8] {
        let named = sandboxes.withLock { $0 }.reduce(bytes) { Self.replace($1, with: Self.sandboxOrigin, in: $0) }
        return SecretScan.redact(secrets.withLock { $0 }.reduce(named) { Self.replace($1, with: Self.mark, in: $0) })
    }

    private static func replace(_ secret: [UInt8], with word: String, in bytes: [UInt8]) -> [UInt8] {
        guard let first = secret.first, bytes.count >= secret.count else { return bytes }
        var result: [UInt8] = []
        var start = 0
        var index = 0
        while index + secret.count <= bytes.count {
            if bytes[index] == first, bytes[index..<index + secret.count].elementsEqual(secret) {
                result += bytes[start..<index] + Array(word.utf8)
                index += secret.count
                start = index
            } else {
                index += 1
            }
        }
        return start == 0 ? bytes : result + bytes[start...]
    }

    private static let hidden: Set<String> = [
        "authorization", "proxy-authorization", "x-api-key", "api-key", "x-goog-api-key", "x-auth-token",
    ]
    private static let dropped: Set<String> = ["cookie", "set-cookie", "traceparent"]
}
