public import EaselCore
public import Foundation

/// What a provider is built from: everything that it may use of the world.
public struct ProviderContext: Sendable {
    public var transport: any HTTPTransport
    /// Base addresses by `EndpointSpec.name`.
    public var endpoints: [String: URL]
    /// Further addresses to look at, by the same name; empty where a person configured the address.
    public var alternatives: [String: [URL]]
    public var credential: Credential?
    /// Signs calls in place of `credential` where a key does not do: tokens that are fetched and expire.
    public var authorizer: (any CallAuthorizer)?
    /// What a person configured, by `ProviderSetting.name`.
    public var settings: [String: String]
    /// Where the credential may go, and which private addresses may be reached.
    public var trustedOrigins: OriginSet
    public var isSandbox: Bool
    public var userAgent: String
    public var now: @Sendable () -> Date
    /// Waits between two questions about text that is no stream: media jobs are waited for by the engine, text is not. Throws
    /// `cancelled`.
    public var pause: @Sendable (Duration) async throws(EaselError) -> Void

    /// - Parameters:
    ///   - configured: addresses that a person set, by `EndpointSpec.name`; the descriptor's own fill the rest.
    ///   - isSandbox: answers come from a sandbox, not from real models.
    public init(
        _ descriptor: ProviderDescriptor, transport: any HTTPTransport, configured: [String: URL] = [:],
        credential: Credential? = nil, isSandbox: Bool = false
    ) {
        self.transport = transport
        self.credential = credential
        self.authorizer = nil
        self.settings = [:]
        self.isSandbox = isSandbox
        self.userAgent = "easel"
        self.now = { Date() }
        self.pause = { (duration) async throws(EaselError) in
            do {
                try await Task.sleep(for: duration)
            } catch {
                throw .cancelled
            }
        }
        self.endpoints = [:]
        self.alternatives = [:]
        for endpoint in descriptor.endpoints {
            endpoints[endpoint.name] = configured[endpoint.name] ?? endpoint.address
            alternatives[endpoint.name] = configured[endpoint.name] == nil ? endpoint.alternatives : []
        }
        self.trustedOrigins = OriginSet(endpoints.values.map { $0 } + alternatives.values.flatMap { $0 })
    }
}
