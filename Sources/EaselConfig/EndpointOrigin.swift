public import Foundation

/// Scheme, host and port: what trust in an address is bound to.
public struct EndpointOrigin: Sendable, Hashable, CustomStringConvertible {
    /// Lower case.
    public var scheme: String
    /// Lower case.
    public var host: String
    /// The scheme's own port where the address names none.
    public var port: Int

    /// Nil when the address has no scheme with a known port or no host.
    public init?(_ url: URL) {
        guard let scheme = url.scheme?.lowercased(), let host = url.host()?.lowercased(), !host.isEmpty else {
            return nil
        }
        guard let port = url.port ?? ["http": 80, "https": 443][scheme] else { return nil }
        self.scheme = scheme
        self.host = host
        self.port = port
    }

    public var description: String { "\(scheme)://\(host):\(port)" }
}
