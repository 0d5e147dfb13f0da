import EaselCore
import EaselEngine
import EaselTestSupport
import Testing

@Suite struct RegistryTests {
    private let journal = CallJournal { Issue.record("\($0)") }

    private var registry: ProviderRegistry {
        let picture = FakeProvider(
            "painter", services: ServiceSet(image: FakeMediaService<ImageRequest>(journal)), cards: [.fake(.image)])
        let words = FakeProvider(
            "writer", services: ServiceSet(text: FakeTextService(journal, pieces: [])), cards: [.fake(.text)])
        let film = FakeProvider("filmer", cards: [.fake(.video)])
        return ProviderRegistry([
            film.entry(.missingCredential(EaselError(.authentication, "No key.", remedy: "export FAKE_KEY=…"))),
            picture.entry, words.entry,
            FakeProvider("off").entry(.disabled(EaselError(.configuration, "Switched off."))),
            FakeProvider("odd").entry(.broken(EaselError(.configuration, "A wrong address."))),
        ])
    }

    @Test func `an unknown name is refused with the nearest known one and all of them`() throws {
        let error = try #require(throws: EaselError.self) { try registry.provider("paintr") }
        #expect(error.kind == .invalidRequest)
        #expect(error.remedy.contains("Did you mean painter?") && error.remedy.contains("writer"))
        let far = try #require(throws: EaselError.self) { try registry.provider("something-else") }
        #expect(!far.remedy.contains("Did you mean"))
    }

    @Test(arguments: [("filmer", EaselError.Kind.authentication), ("off", .configuration), ("odd", .configuration)])
    func `a provider that cannot be called says why`(id: String, kind: EaselError.Kind) throws {
        let error = try #require(throws: EaselError.self) { try registry.provider(ProviderID(rawValue: id)) }
        #expect(error.kind == kind)
        #expect(registry.entry(ProviderID(rawValue: id))?.obstacle == error)
        #expect(registry.entry(ProviderID(rawValue: id))?.provider == nil)
    }

    @Test func `a provider that makes something else names those that make what is asked for, ready or not`() throws {
        let error = try #require(throws: EaselError.self) { try registry.provider("writer", for: .video) }
        #expect(error.kind == .unsupported && error.remedy.contains("filmer") && !error.remedy.contains("painter"))
        let none = try #require(throws: EaselError.self) { try registry.provider("writer", for: .speech) }
        #expect(none.remedy.contains("No provider"))
        #expect(try registry.provider("painter", for: .image).id == "painter")
    }

    @Test func `the first ready provider is the first in order that can be called`() {
        #expect(registry.firstReady(for: .text)?.id == "writer")
        #expect(registry.firstReady(for: .video) == nil)
        #expect(registry.entry("filmer")?.modalities == [.video])
    }
}
