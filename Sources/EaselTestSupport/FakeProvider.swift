public import EaselCore
public import EaselEngine
import Foundation

/// A provider made of fakes, as a value to change before it is used.
public struct FakeProvider: Sendable {
    public var id: ProviderID
    public var services: ServiceSet
    public var cards: [ModelCard]
    public var defaults: [Modality: ModelID]
    public var isSandbox = false
    public var finder: (any JobFinder)?
    /// What the provider lists when it is asked.
    public var listing: @Sendable (Modality) async throws(EaselError) -> [ModelCard] = { (_) async throws(EaselError) in
        []
    }

    /// A provider whose first card of each modality is the default one.
    public init(_ id: ProviderID = "fake", services: ServiceSet = ServiceSet(), cards: [ModelCard] = []) {
        self.id = id
        self.services = services
        self.cards = cards
        self.defaults = Dictionary(cards.map { ($0.modality, $0.model) }, uniquingKeysWith: { first, _ in first })
    }

    public var descriptor: ProviderDescriptor {
        ProviderDescriptor(
            id: id, name: id.rawValue.capitalized,
            credential: CredentialSpec(variables: [["FAKE_KEY"]], isRequired: true), endpoints: [],
            facts: ProviderFacts(
                authentication: "", rateLimits: "", responseFormats: "", asyncStyle: "", cancellation: "", safety: ""))
    }

    public var provider: Provider {
        Provider(
            descriptor: descriptor, services: services,
            models: Lister(curated: cards, defaults: defaults, listing: listing),
            media: Source(), isSandbox: isSandbox, finder: finder)
    }

    /// The provider as one that can be called.
    public var entry: ProviderEntry { ProviderEntry(descriptor: descriptor, state: .ready(provider), curated: cards) }

    /// The provider in another state.
    public func entry(_ state: ProviderEntry.State) -> ProviderEntry {
        ProviderEntry(descriptor: descriptor, state: state, curated: cards)
    }

    private struct Lister: ModelLister {
        var curated: [ModelCard]
        var defaults: [Modality: ModelID]
        var listing: @Sendable (Modality) async throws(EaselError) -> [ModelCard]

        func listed(_ modality: Modality) async throws(EaselError) -> [ModelCard] { try await listing(modality) }
    }

    private struct Source: MediaSource {
        func open(_ url: URL, trust: URLTrust) async throws(EaselError) -> MediaDownload {
            throw EaselError(.unavailable, "The fake provider has no addresses.")
        }
    }
}
