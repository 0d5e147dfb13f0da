public import EaselCore

/// A provider that Easel knows: what is known before anything is configured, and how to build it.
public struct ProviderRegistration: Sendable {
    public var descriptor: ProviderDescriptor
    /// The model cards that ship with Easel.
    public var curated: [ModelCard]
    /// Builds the provider. Nothing is sent.
    public var make: @Sendable (ProviderContext) -> Provider

    public init(
        descriptor: ProviderDescriptor, curated: [ModelCard], make: @escaping @Sendable (ProviderContext) -> Provider
    ) {
        self.descriptor = descriptor
        self.curated = curated
        self.make = make
    }

    public var id: ProviderID { descriptor.id }
}
