public import EaselCore
public import Foundation

/// The signed statement that a service account exchanges for a token (wire sheet 6.3).
public struct ServiceAccountAssertion: Sendable {
    /// The audience is this text, whatever address the statement is sent to (6.3).
    public static let audience = "https://oauth2.googleapis.com/token"

    /// How long the statement holds, in seconds; Google allows no more.
    public static let lifetime = 3600

    public let account: ServiceAccount
    public let scopes: [String]

    public init(_ account: ServiceAccount, scopes: [String]) {
        self.account = account
        self.scopes = scopes
    }

    /// The JWT, issued now. Throws `configuration` when the account's key cannot sign.
    public func signed(now: Date) throws(EaselError) -> Credential {
        let issued = Int64(now.timeIntervalSince1970)
        let claims = Claims(
            iss: account.email, aud: Self.audience, iat: issued, exp: issued + Int64(Self.lifetime),
            scope: scopes.joined(separator: " "))
        let head = try "\(Self.part(Header(kid: account.keyID))).\(Self.part(claims))"
        let signature = try RSASignature.sign(Data(head.utf8), with: account.privateKey)
        return Credential(secret: "\(head).\(Self.base64URL(signature))", origin: account.privateKey.origin)
    }

    private struct Header: Encodable {
        var typ = "JWT"
        var alg = "RS256"
        var kid: String
    }

    private struct Claims: Encodable {
        var iss: String
        var aud: String
        var iat: Int64
        var exp: Int64
        var scope: String
    }

    private static func part(_ value: some Encodable) throws(EaselError) -> String {
        guard let text = try? JSONText.encode(value) else {
            throw EaselError(.configuration, "The service account's assertion cannot be written.")
        }
        return base64URL(Data(text.utf8))
    }

    /// Without padding.
    private static func base64URL(_ bytes: Data) -> String {
        bytes.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
