import EaselCore
import EaselEngine
import EaselTestSupport
import Foundation
import Synchronization
import Testing

/// A second home that answers by script.
private final class FakeMirror: MediaMirror {
    let refusal: EaselError?
    let error: EaselError?
    let copied = Mutex([Int?]())

    init(refusal: EaselError? = nil, error: EaselError? = nil) {
        self.refusal = refusal
        self.error = error
    }

    func prepare(_ draft: GenerationDraft) async throws(EaselError) { if let refusal { throw refusal } }

    func place(for asset: Asset, of record: GenerationRecord) -> CloudCopy? {
        CloudCopy(address: "gs://bucket-1/\(asset.index ?? -1)", server: "https://gcs.test")
    }

    func copy(_ asset: Asset, of id: JobID, progress: @Sendable (Int64) -> Void) async -> CloudCopy {
        copied.withLock { $0.append(asset.index) }
        progress(asset.bytes)
        var copy = asset.cloud ?? CloudCopy(address: "", server: "")
        copy.state = error == nil ? .stored : .pending
        copy.error = error
        return copy
    }
}

@Suite(.timeLimit(.minutes(2))) struct MirrorTests {
    private let bench = Bench()

    private func runner(_ mirror: FakeMirror, _ batch: MediaBatch) -> JobRunner {
        let service = bench.queue(.success(.completed(batch)))
        var environment = bench.environment([bench.provider(image: service).entry])
        environment.mirror = mirror
        return JobRunner(environment)
    }

    @Test func `files are copied when the generation is closed, and the end tells where they are`() async throws {
        let mirror = FakeMirror()
        let outcome = try await bench.run(.fake(.image), on: runner(mirror, .pictures(2)))
        #expect(outcome.names.suffix(3) == ["copying", "copying", "finished"])
        #expect(outcome.record.assets.map(\.cloud?.state) == [.stored, .stored])
        #expect(outcome.row.assets.map(\.cloud?.address) == ["gs://bucket-1/0", "gs://bucket-1/1"])
        #expect(mirror.copied.withLock { $0 } == [0, 1])
    }

    @Test func `a copy that fails never fails the generation`() async throws {
        let mirror = FakeMirror(error: EaselError(.permission, "The account may not."))
        let outcome = try await bench.run(.fake(.image), on: runner(mirror, .pictures(1)))
        #expect(outcome.row.status == .succeeded && outcome.record.status == .succeeded && outcome.record.error == nil)
        #expect(outcome.record.warnings.contains { $0.message.contains("The account may not.") })
        #expect(outcome.record.assets.map(\.cloud?.state) == [.pending])
    }

    @Test func `a second home that cannot be is told before anything is sent`() async throws {
        let mirror = FakeMirror(refusal: EaselError(.authentication, "No credentials."))
        let error = await #expect(throws: EaselError.self) {
            try await runner(mirror, .pictures(1)).start(.fake(.image))
        }
        #expect(error?.kind == .authentication && bench.journal.count("service.submit") == 0)
    }

    @Test func `results are fetched by their deadline, kept by their place, and the deadline is told`() async throws {
        let soon = bench.clock.now.addingTimeInterval(60)
        var batch = MediaBatch(
            items: try ["a", "b", "c"].map {
                MediaReference(
                    .url(try #require(URL(string: "https://files.test/\($0)")), .withoutCredential), declaredType: .png)
            })
        batch.items[1].expiresAt = soon
        let service = bench.queue(.success(.completed(batch)))
        let outcome = try await bench.run(.fake(.image), on: bench.runner(bench.provider(image: service)))
        #expect(bench.media.placements.map(\.index) == [1, 0, 2])
        #expect(outcome.row.assets.map(\.index) == [0, 1, 2])
        #expect(outcome.events.contains(.fetching(index: 1, count: 3, keptUntil: soon)))
        #expect(outcome.row.remoteJob?.resultsKeptUntil == soon)
    }
}
