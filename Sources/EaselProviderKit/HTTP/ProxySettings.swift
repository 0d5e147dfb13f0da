public import Foundation

/// Which HTTP proxy to go through.
public struct ProxySettings: Sendable, Hashable {
    /// Proxy for `http` addresses.
    public var http: URL?
    /// Proxy for `https` addresses.
    public var https: URL?
    /// Hosts to reach directly: `example.com` also covers its subdomains, `*` covers all.
    public var direct: [String]

    public init(http: URL? = nil, https: URL? = nil, direct: [String] = []) {
        self.http = http
        self.https = https
        self.direct = direct
    }

    /// Reads the customary variables (`https_proxy`, `http_proxy`, `all_proxy`, `no_proxy`, also in capitals) out of an
    /// environment that is passed in. `HTTP_PROXY` in capitals is ignored: a CGI request can set it.
    public init(environment: [String: String]) {
        let variable = { (name: String) in environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        let everything = variable("all_proxy") ?? variable("ALL_PROXY")
        http = (variable("http_proxy") ?? everything).flatMap(URL.init(string:))
        https = (variable("https_proxy") ?? variable("HTTPS_PROXY") ?? everything).flatMap(URL.init(string:))
        direct = (variable("no_proxy") ?? variable("NO_PROXY") ?? "").split(separator: ",")
            .map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
    }

    /// The proxy for an address, nil to go there directly. This machine is always reached directly.
    public func proxy(for url: URL) -> URL? {
        guard let host = url.host()?.lowercased(), !HostAddress(host).isLoopback, !isDirect(host) else { return nil }
        return url.scheme?.lowercased() == "https" ? https : http
    }

    private func isDirect(_ host: String) -> Bool {
        direct.contains { rule in
            let suffix = rule.hasPrefix(".") ? String(rule.dropFirst()) : rule
            return rule == "*" || host == suffix || (!suffix.isEmpty && host.hasSuffix("." + suffix))
        }
    }
}
