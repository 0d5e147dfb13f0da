public import EaselCore
public import Foundation

/// Who asks for tokens, and with what.
public indirect enum GoogleAccount: Sendable, Hashable {
    /// A service account with its private key.
    case service(ServiceAccount)
    /// A person who logged in with gcloud.
    case user(UserAccount)
    /// The machine's own service account.
    case metadataServer
    /// A service account that another account may speak for; the name is its e-mail address.
    case impersonated(email: String, delegates: [String], by: GoogleAccount)

    /// One or two words for `doctor`; no secret.
    public var words: String {
        switch self {
        case .service(let account): "service account \(account.email)"
        case .user: "gcloud login"
        case .metadataServer: "metadata server"
        case .impersonated(let email, _, _): "service account \(email), impersonated"
        }
    }

    /// What must never be shown.
    public var secrets: [Credential] {
        switch self {
        case .service(let account): [account.privateKey]
        case .user(let account): [account.refreshToken, account.clientSecret]
        case .metadataServer: []
        case .impersonated(_, _, let source): source.secrets
        }
    }
}

/// A service account's key file (wire sheet 6.3).
public struct ServiceAccount: Sendable, Hashable {
    public var email: String
    public var keyID: String
    /// PEM, PKCS#8.
    public var privateKey: Credential
    /// Where the file says that tokens are had.
    public var tokenAddress: URL?
}

/// What gcloud keeps of a login (wire sheet 6.4).
public struct UserAccount: Sendable, Hashable {
    public var clientID: String
    public var clientSecret: Credential
    public var refreshToken: Credential
}
