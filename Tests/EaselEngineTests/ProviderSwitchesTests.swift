import EaselCore
import EaselEngine
import EaselTestSupport
import Testing

/// Providers that are switched on and off while work goes on.
@Suite(.timeLimit(.minutes(2))) struct ProviderSwitchesTests {
    private let journal = CallJournal { Issue.record("\($0)") }

    private var entry: ProviderEntry {
        FakeProvider(
            "writer", services: ServiceSet(text: FakeTextService(journal, pieces: [])), cards: [.fake(.image)]
        ).entry
    }

    @Test func `off holds for every copy of the registry, from then on`() throws {
        let registry = ProviderRegistry([entry])
        let copy = registry
        try registry.setEnabled("writer", false)
        let error = try #require(throws: EaselError.self) { try copy.provider("writer", for: .text) }
        #expect(error.kind == .configuration && error.message.contains("switched off"))
        guard case .disabled = try #require(copy.entry("writer")).state else {
            Issue.record("It is not off.")
            return
        }
        #expect(copy.firstReady(for: .text) == nil)
        try copy.setEnabled("writer", true)
        #expect(try registry.provider("writer", for: .text).id == "writer")
    }

    @Test func `what it makes is known while it is off`() throws {
        let registry = ProviderRegistry([entry])
        try registry.setEnabled("writer", false)
        // Its services make text, whatever its cards are for.
        #expect(registry.entry("writer")?.modalities == [.text])
        #expect(registry.entry("writer")?.switchedOff?.id == "writer")
    }

    @Test func `one that is off from the start says why, and can be switched on`() throws {
        let error = EaselError(.configuration, "Off by EASEL_WRITER_ENABLED.")
        let registry = ProviderRegistry([entry], off: ["writer": error])
        #expect(registry.entry("writer")?.obstacle == error)
        try registry.setEnabled("writer", true)
        #expect(registry.entry("writer")?.obstacle == nil)
    }

    @Test func `one that was never made ready cannot be switched on, and an unknown one not at all`() throws {
        let error = EaselError(.configuration, "Off.")
        let registry = ProviderRegistry([FakeProvider("off").entry(.disabled(error))])
        #expect(throws: error) { try registry.setEnabled("off", true) }
        #expect(
            try #require(throws: EaselError.self) { try registry.setEnabled("nobody", true) }.kind == .invalidRequest)
    }

    @Test func `what runs goes on when its provider is switched off`() async throws {
        let bench = Bench()
        let service = bench.queue(.success(.running(progress: 0.5, log: [])), .success(.completed(.pictures(1))))
        let provider = bench.provider(image: service)
        let environment = bench.environment([provider.entry])
        let runner = JobRunner(environment)
        let record = bench.leftBehind(owner: nil)
        #expect(try await runner.resumeAll() == [record.id])
        try environment.registry.setEnabled(record.provider, false)
        #expect(await runner.result(of: record.id)?.status == .succeeded)
    }

    @Test func `a row is followed while its holder lives`() async throws {
        let bench = Bench()
        let runner = bench.runner(bench.provider(image: bench.queue()), alive: { $0 != "dead" })
        let living = bench.leftBehind(owner: "other")
        #expect(try await runner.isFollowed(living.id))
        let dead = bench.leftBehind(owner: "dead")
        #expect(try await !runner.isFollowed(dead.id))
        let nobody = bench.leftBehind(owner: nil)
        #expect(try await !runner.isFollowed(nobody.id))
    }
}
