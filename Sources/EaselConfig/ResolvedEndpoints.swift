public import Foundation

/// A provider's addresses in force.
public struct ResolvedEndpoints: Sendable, Hashable {
    /// By endpoint name, without a slash at the end.
    public var urls: [String: Sourced<URL>]
    /// Where credentials may go: the origins of the addresses in force, and of no others.
    public var trustedOrigins: Set<EndpointOrigin>
    /// Further addresses to try, by endpoint name; empty for an endpoint that is configured.
    public var alternatives: [String: [URL]]
    /// An address leads to an Easel sandbox.
    public var isSandbox: Bool

    /// Any address is not the provider's own.
    public var isRedirected: Bool { urls.values.contains { $0.origin != .builtIn } }

    public subscript(name: String) -> URL? { urls[name]?.value }
}
