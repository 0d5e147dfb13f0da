public import Foundation

/// Where tokens and secrets are had, redirectable like every address of Easel (product.md section 4).
public struct GoogleAuthEndpoints: Sendable, Hashable {
    /// The authorization server that a person configured, without `/token`; nil for the one that a key file names, which
    /// is Google's.
    public var oauth: URL?
    /// The metadata server, plain `http`.
    public var metadata: URL
    /// Secret Manager; regional secrets have hosts of their own while this is the usual address.
    public var secretManager: URL
    /// Impersonation (wire sheet 6.6).
    public var iamCredentials: URL

    public static let oauthVariable = "EASEL_GOOGLE_OAUTH_URL"
    public static let metadataVariable = "GCE_METADATA_HOST"
    public static let secretManagerVariable = "EASEL_SECRET_MANAGER_URL"

    /// Google's own servers.
    public init() {
        oauth = nil
        metadata = Self.address("http://metadata.google.internal")
        secretManager = Self.usualSecretManager
        iamCredentials = Self.address("https://iamcredentials.googleapis.com")
    }

    /// The addresses of the environment, then those of a sandbox, then Google's own. Texts that are no address count as
    /// not set.
    ///
    /// - Parameter sandbox: the root of a running `easel sandbox`.
    public init(environment: [String: String], sandbox: URL? = nil) {
        self.init()
        func place(_ name: String) -> URL? {
            sandbox.flatMap { URL(string: "\(Self.bare($0.absoluteString))/\(name)") }
        }
        oauth = Self.web(environment[Self.oauthVariable]) ?? place("oauth")
        metadata = Self.host(environment[Self.metadataVariable]) ?? place("metadata") ?? metadata
        secretManager = Self.web(environment[Self.secretManagerVariable]) ?? place("secretmanager") ?? secretManager
        iamCredentials = place("iamcredentials") ?? iamCredentials
    }

    static let usualSecretManager = address("https://secretmanager.googleapis.com")

    private static func bare(_ text: String) -> String { String(text.reversed().drop { $0 == "/" }.reversed()) }

    private static func web(_ text: String?) -> URL? {
        guard let text, !text.isEmpty, let url = URL(string: bare(text)), url.host()?.isEmpty == false,
            ["http", "https"].contains(url.scheme?.lowercased())
        else { return nil }
        return url
    }

    /// `host` or `host:port`, as Google's libraries want it; an address with a scheme is taken too.
    private static func host(_ text: String?) -> URL? {
        guard let text, !text.isEmpty else { return nil }
        return text.hasPrefix("http://") || text.hasPrefix("https://") ? web(text) : web("http://\(text)")
    }

    /// For texts of this file, which are addresses.
    private static func address(_ text: String) -> URL { URL(string: text) ?? URL(fileURLWithPath: "/") }
}
