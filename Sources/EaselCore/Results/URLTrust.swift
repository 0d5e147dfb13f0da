/// How far an address that came out of a provider's response is trusted.
public enum URLTrust: String, Sendable, Codable {
    /// On the provider's own configured origin: the credential may be sent along.
    case withCredential
    /// Anywhere else: fetched without any credential, never on a private network unless configured.
    case withoutCredential
}
