public import EaselCore
public import Foundation

/// Finds each address of a provider: its own variable, then the sandbox that `EASEL_SANDBOX_URL` names, then the
/// configuration file, then the default.
public struct EndpointResolver: Sendable {
    /// Redirects every address at once to a running `easel sandbox`.
    public static let sandboxVariable = "EASEL_SANDBOX_URL"

    private let environment: Environment
    private let settings: Settings

    public init(environment: Environment, settings: Settings) {
        self.environment = environment
        self.settings = settings
    }

    /// Throws a `configuration` error that names the variable or the key whose value is not an address.
    ///
    /// With `sandbox`, the address of a sandbox that runs in this process, everything not set by a variable leads there.
    public func resolve(_ descriptor: ProviderDescriptor, sandbox: URL? = nil) throws(EaselError) -> ResolvedEndpoints {
        var resolved = ResolvedEndpoints(urls: [:], trustedOrigins: [], alternatives: [:], isSandbox: false)
        var running = try environmentSandbox()
        if let sandbox { running = Sourced(sandbox, from: .sandbox) }
        for endpoint in descriptor.endpoints {
            let url = try url(endpoint, descriptor.id, running)
            resolved.urls[endpoint.name] = url
            if let origin = EndpointOrigin(url.value) { resolved.trustedOrigins.insert(origin) }
            resolved.alternatives[endpoint.name] = url.origin == .builtIn ? endpoint.alternatives : []
            if url.value == running.map({ Self.appending(endpoint.sandboxPath, to: $0.value) }) {
                resolved.isSandbox = true
            }
        }
        return resolved
    }

    /// The running sandbox that the environment names.
    private func environmentSandbox() throws(EaselError) -> Sourced<URL>? {
        guard let text = environment[Self.sandboxVariable] else { return nil }
        return Sourced(try Self.url(text, Self.sandboxVariable), from: .environment(Self.sandboxVariable))
    }

    private func url(_ endpoint: EndpointSpec, _ provider: ProviderID, _ sandbox: Sourced<URL>?) throws(EaselError)
        -> Sourced<URL>
    {
        if let text = environment[endpoint.variable] {
            // Google's own variables name a host without a scheme.
            let address = endpoint.variable.hasPrefix("EASEL_") || text.contains("://") ? text : "http://" + text
            return Sourced(try Self.url(address, endpoint.variable), from: .environment(endpoint.variable))
        }
        if let sandbox { return Sourced(Self.appending(endpoint.sandboxPath, to: sandbox.value), from: sandbox.origin) }
        if let text = settings.providers[provider]?.urls[endpoint.name] {
            let key = "providers.\(provider).urls.\(endpoint.name)"
            let origin = settings.origin(of: key)
            return Sourced(try Self.url(text, origin.description), from: origin)
        }
        return Sourced(endpoint.address, from: .builtIn)
    }

    private static func appending(_ path: String, to base: URL) -> URL {
        URL(string: base.absoluteString + path) ?? base
    }

    /// An `http` or `https` address with a host and nothing but a path behind it; the slash at its end goes.
    private static func url(_ text: String, _ name: String) throws(EaselError) -> URL {
        let bare = text.reversed().drop { $0 == "/" }.reversed().map(String.init).joined()
        let why: String
        if let url = URL(string: bare), let scheme = url.scheme?.lowercased(), ["http", "https"].contains(scheme) {
            if url.host()?.isEmpty != false {
                why = "has no host"
            } else if url.user() != nil || url.password() != nil {
                why = "holds a user name or password"
            } else if url.query() != nil || url.fragment() != nil {
                why = "has a query or a fragment"
            } else if let port = url.port, !(1...65_535).contains(port) {
                why = "has an impossible port"
            } else {
                return url
            }
        } else {
            why = "is not an http or https address"
        }
        throw ConfigurationFailure.bad("\(name) \(why).", "Set it like http://127.0.0.1:8080, or unset it.")
    }
}
