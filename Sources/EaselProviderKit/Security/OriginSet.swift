public import EaselCore
public import Foundation

/// Scheme, host and port of an address: the unit of trust.
public struct Origin: Sendable, Hashable, CustomStringConvertible {
    public let scheme: String
    public let host: String
    public let port: Int

    /// Returns nil unless the address is `http` or `https` and names a host.
    public init?(_ url: URL) {
        guard let scheme = url.scheme?.lowercased(), let host = url.host()?.lowercased(), !host.isEmpty else {
            return nil
        }
        guard scheme == "https" || scheme == "http" else { return nil }
        self.scheme = scheme
        self.host = host
        self.port = url.port ?? (scheme == "https" ? 443 : 80)
    }

    public var description: String { "\(scheme)://\(host):\(port)" }
}

/// The origins that a provider was configured with. Only they are given its credential, and only they may be on a
/// private network.
public struct OriginSet: Sendable, Hashable {
    private let origins: Set<Origin>

    public init(_ urls: some Sequence<URL>) { origins = Set(urls.compactMap(Origin.init)) }

    public func contains(_ url: URL) -> Bool {
        // An address with a user or a password in it is nobody's configured address.
        guard url.user() == nil, url.password() == nil else { return false }
        return Origin(url).map(origins.contains) ?? false
    }

    /// How far an address out of a response is trusted.
    public func trust(in url: URL) -> URLTrust { contains(url) ? .withCredential : .withoutCredential }
}
