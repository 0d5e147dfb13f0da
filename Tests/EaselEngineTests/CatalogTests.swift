import EaselCore
import EaselEngine
import EaselTestSupport
import Testing

@Suite struct CatalogTests {
    private let journal = CallJournal { Issue.record("\($0)") }

    private func catalog(
        cards: [ModelCard] = [.fake(.text, "fake-one")], listed: [ModelCard] = [], defaults: [Modality: ModelID]? = nil
    ) -> ModelCatalog {
        let journal = journal
        var provider = FakeProvider(services: ServiceSet(text: FakeTextService(journal, pieces: [])), cards: cards)
        provider.listing = { (_) async throws(EaselError) in
            journal.note("list")
            return listed
        }
        if let defaults { provider.defaults = defaults }
        return ModelCatalog(registry: ProviderRegistry([provider.entry]))
    }

    private func listed(_ model: ModelID) -> ModelCard { ModelCard.fake(.text, model).with { $0.origin = .listed } }

    @Test func `the default model is taken without asking the provider`() async throws {
        let card = try await catalog().card(for: ModelReference(provider: "fake"), .text, allowsUnknown: false)
        #expect(card.model == "fake-one")
        #expect(journal.entries.isEmpty)
    }

    @Test func `a provider without a default is asked, and its first model is taken`() async throws {
        let catalog = catalog(cards: [], listed: [listed("llama"), listed("qwen")])
        #expect(
            try await catalog.card(for: ModelReference(provider: "fake"), .text, allowsUnknown: false).model == "llama")
        let empty = self.catalog(cards: [])
        let error = await failure {
            try await empty.card(for: ModelReference(provider: "fake"), .text, allowsUnknown: false)
        }
        #expect(error?.kind == .modelNotFound && error?.remedy.contains("--on fake:MODEL") == true)
    }

    @Test func `a default that is only listed is that one and no other`() async throws {
        let catalog = catalog(cards: [], listed: [listed("dear"), listed("cheap")], defaults: [.text: "cheap"])
        #expect(
            try await catalog.card(for: ModelReference(provider: "fake"), .text, allowsUnknown: false).model == "cheap")
    }

    @Test func `a model that is not curated is looked up live, once`() async throws {
        let catalog = catalog(listed: [listed("fake-new"), listed("fake-one")])
        let target = ModelReference(provider: "fake", model: "fake-new")
        #expect(try await catalog.card(for: target, .text, allowsUnknown: false).origin == .listed)
        #expect(try await catalog.card(for: target, .text, allowsUnknown: false).origin == .listed)
        #expect(journal.entries == ["list"])
        let cards = await catalog.cards("fake", .text)
        #expect(cards.map(\.model) == ["fake-one", "fake-new"], "curated first, each once")
        #expect(cards.first?.origin == .curated)
    }

    @Test func `an unknown id is refused with the nearest one, unless it is allowed`() async throws {
        let catalog = catalog()
        let target = ModelReference(provider: "fake", model: "fake-ome")
        let error = await failure { try await catalog.card(for: target, .text, allowsUnknown: false) }
        #expect(error?.kind == .modelNotFound)
        #expect(
            error?.remedy.contains("Did you mean fake-one?") == true
                && error?.remedy.contains("--allow-unknown") == true)
        let card = try await catalog.card(for: target, .text, allowsUnknown: true)
        #expect(card.origin == .unknown && card.model == "fake-ome" && card.modality == .text)
    }

    @Test func `ids differ by case`() async {
        let catalog = catalog()
        let error = await failure {
            try await catalog.card(
                for: ModelReference(provider: "fake", model: "Fake-One"), .text, allowsUnknown: false)
        }
        #expect(error?.kind == .modelNotFound)
    }

    @Test func `a list that cannot be fetched says so`() async {
        var provider = FakeProvider(services: ServiceSet(text: FakeTextService(journal, pieces: [])))
        provider.listing = { (_) async throws(EaselError) in throw EaselError(.unavailable, "Nobody answers.") }
        let catalog = ModelCatalog(registry: ProviderRegistry([provider.entry]))
        let error = await failure {
            try await catalog.card(for: ModelReference(provider: "fake"), .text, allowsUnknown: false)
        }
        #expect(error?.kind == .unavailable)
    }
}
