import EaselCore
import EaselEngine
import EaselTestSupport
import Foundation
import TerminalUI

@testable import EaselTUI

/// The whole studio on a terminal in memory, with providers from a script.
@MainActor
final class StudioRig {
    let backend: InMemoryBackend
    let history: InMemoryHistoryStore
    let runner: JobRunner
    let comparisons: InMemoryComparisonStore
    private var studio: Task<StudioExit, Never>?
    private let frames: AsyncStream<Void>
    private let dependencies: StudioDependencies

    /// What the studio gets from outside.
    var outside: StudioDependencies { dependencies }

    init(
        _ providers: [ScriptedProvider], history records: [GenerationRecord] = [],
        size: Size = Size(width: 100, height: 30),
        _ adjust: (inout StudioDependencies) -> Void = { _ in }
    ) {
        backend = InMemoryBackend(size: size)
        history = InMemoryHistoryStore(records)
        comparisons = InMemoryComparisonStore(history)
        let registry = ProviderRegistry(providers.map(\.entry))
        var environment = EngineEnvironment(
            registry: registry, history: history, media: PicturedMediaStore(), owner: "test",
            isOwnerAlive: { $0 == "test" })
        environment.sleep = { try await Task.sleep(for: min($0, .milliseconds(2))) }
        runner = JobRunner(environment)
        let (frames, frame) = AsyncStream.makeStream(of: Void.self)
        self.frames = frames
        var dependencies = StudioDependencies(
            runner: runner, registry: registry, history: history,
            decodeImage: { _, size in try Scene.picture(min(size.width, 32), min(size.height, 18)) }, openFile: { _ in }
        )
        dependencies.desk = HistoryDesk(
            history: history, curation: InMemoryHistoryCuration(records.map { HistoryEntry(record: $0) }),
            shelf: InMemoryMediaShelf(), runner: runner)
        dependencies.comparisons = comparisons
        dependencies.timeZone = .gmt
        dependencies.seed = 1
        // A busy machine may look at the screen late.
        dependencies.noticeLifetime = .seconds(120)
        adjust(&dependencies)
        self.dependencies = dependencies
        backend.onPresent = { _ in frame.yield() }
    }

    func start() {
        let (backend, dependencies) = (backend, dependencies)
        studio = Task { await runStudio(on: backend, dependencies) }
    }

    /// Waits until the screen shows a text; the test's time limit ends a wait in vain.
    func see(_ text: String) async {
        if screen.contains(text) { return }
        for await _ in frames where screen.contains(text) { return }
    }

    /// Waits until the screen does not show a text any more.
    func lose(_ text: String) async {
        if !screen.contains(text) { return }
        for await _ in frames where !screen.contains(text) { return }
    }

    var screen: String { backend.screen.map(SurfacePicture.text) ?? "" }

    /// Waits for the end of the studio; a test that ran out of time ends it.
    func end() async -> StudioExit? {
        guard let studio else { return nil }
        return await withTaskCancellationHandler {
            await studio.value
        } onCancel: {
            studio.cancel()
        }
    }
}
