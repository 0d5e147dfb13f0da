public import EaselCore
import Foundation

/// Makes words from a provider fit to be shown: short, without control characters and without the credential.
public struct Redactor: Sendable {
    private let secrets: [String]

    /// A message is cut to this many characters.
    public static let limit = 500

    public init(_ credential: Credential?) { self.init([credential].compactMap(\.self)) }

    public init(_ credentials: [Credential]) {
        secrets = Self.forms(of: credentials)
    }

    /// What must not be seen of credentials, the longest first.
    static func forms(of credentials: [Credential]) -> [String] {
        let forms = credentials.map(\.secret).filter { $0.count >= 4 }.flatMap(forms)
        return Array(Set(forms)).sorted { $0.count > $1.count }
    }

    /// A key of two halves (`id:secret`) must not leak by halves, nor in the form that it has inside an address.
    private static func forms(of secret: String) -> [String] {
        let halves = secret.split(separator: ":").map(String.init).filter { $0.count >= 8 }
        let encoded = ([secret] + halves).compactMap { $0.addingPercentEncoding(withAllowedCharacters: .alphanumerics) }
        return [secret] + halves + encoded
    }

    /// The text without the credential in any of its forms.
    public func redact(_ text: String) -> String {
        secrets.reduce(text) { $0.contains($1) ? $0.replacing($1, with: "•••") : $0 }
    }

    /// The text on one line, redacted, cut to `limit` characters.
    public func quote(_ text: String) -> String {
        let plain = redact(ControlText.oneLine(text))
        return plain.count > Self.limit ? plain.prefix(Self.limit) + "…" : plain
    }

    /// The error with every text in it redacted.
    public func redact(_ error: EaselError) -> EaselError {
        guard !secrets.isEmpty else { return error }
        return error.with {
            $0.message = redact($0.message)
            $0.remedy = redact($0.remedy)
            $0.providerCode = $0.providerCode.map(redact)
        }
    }
}
