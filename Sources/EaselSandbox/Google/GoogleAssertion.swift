import Foundation

/// A service account's assertion, looked at as closely as one can without its public key (sheet 6.3).
struct GoogleAssertion: Sendable {
    private let header: JSON
    private let claims: JSON
    private let signature: Data

    private static let audience = "https://oauth2.googleapis.com/token"

    init(_ text: String) throws(GoogleTokenFailure) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        // base64url without padding: a plus, a slash or an equals sign is wrong.
        let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(plain.contains) }),
            let header = GoogleBase64.decode(parts[0]).flatMap(JSON.init(parsing:)),
            let claims = GoogleBase64.decode(parts[1]).flatMap(JSON.init(parsing:)),
            let signature = GoogleBase64.decode(parts[2])
        else { throw Self.bad("Invalid JWT Signature.") }
        self.header = header
        self.claims = claims
        self.signature = signature
    }

    func check(now: Date) throws(GoogleTokenFailure) {
        guard header["alg"] == "RS256", header["typ"] == "JWT", header["kid"]?.string?.isEmpty == false else {
            throw Self.bad("Invalid JWT: unsupported header.")
        }
        // An RSA signature is as long as its key: 2048 bits or more.
        guard [256, 384, 512].contains(signature.count) else { throw Self.bad("Invalid JWT Signature.") }
        guard let issuer = claims["iss"]?.string, issuer.contains("@") else {
            throw Self.bad("Invalid issuer: Not found.")
        }
        guard !issuer.contains("deleted") else { throw Self.bad("Invalid grant: account not found") }
        guard claims["aud"]?.string == Self.audience else {
            throw Self.bad("Invalid JWT: Failed audience check. The right audience is \(Self.audience)")
        }
        guard claims["scope"]?.string?.isEmpty == false else {
            throw GoogleTokenFailure(400, "invalid_scope", "Invalid OAuth scope or ID token audience provided.")
        }
        let words =
            "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim."
        guard let issued = claims["iat"]?.integer, let expiry = claims["exp"]?.integer, expiry > issued,
            expiry - issued <= 3600, abs(Double(issued) - now.timeIntervalSince1970) < 600,
            Double(expiry) > now.timeIntervalSince1970
        else { throw Self.bad(words) }
    }

    private static func bad(_ message: String) -> GoogleTokenFailure {
        GoogleTokenFailure(400, "invalid_grant", message)
    }
}
