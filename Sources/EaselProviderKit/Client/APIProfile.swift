public import EaselCore

/// How a provider's API is spoken to, whichever endpoint is called.
public struct APIProfile: Sendable {
    public var descriptor: ProviderDescriptor
    /// The word before the key in `Authorization`: `Bearer`, `Key`; empty when the key stands alone.
    public var scheme: String
    /// The header that carries the key.
    public var keyHeader: String
    /// Sent with every call.
    public var headers: HeaderFields
    /// Sorts a failure by its status and its structured fields.
    public var classify: @Sendable (FailedReply) -> EaselError
    /// Whether a failure without the provider's own words came from a gateway that passed nothing on.
    public var refusesAtGateway: @Sendable (FailedReply) -> Bool = { _ in false }

    public init(
        _ descriptor: ProviderDescriptor, scheme: String, keyHeader: String = "Authorization",
        headers: HeaderFields = [:],
        classify: @escaping @Sendable (FailedReply) -> EaselError
    ) {
        self.descriptor = descriptor
        self.scheme = scheme
        self.keyHeader = keyHeader
        self.headers = headers
        self.classify = classify
    }
}
