import EaselCore
import EaselEngine
import EaselTestSupport
import Foundation
import Testing

@Suite(.timeLimit(.minutes(2))) struct HistoryDeskTests {
    private let bench = Bench()
    private let curation: InMemoryHistoryCuration
    private let shelf = InMemoryMediaShelf()
    private let record: GenerationRecord

    init() {
        var record = GenerationRecord(
            id: .new(), createdAt: bench.clock.now, draft: GenerationDraft(modality: .image, prompt: "a harbour"),
            provider: "fake", model: "fake-image", isSandbox: false)
        record.status = .succeeded
        record.remoteJob = .fake(.image)
        record.assets = (0..<2).map { index in
            var asset = Asset(path: "/media/\(index).png", mediaType: .png, bytes: 1, sha256: "")
            asset.index = index
            return asset
        }
        self.record = record
        bench.history.put(record)
        curation = InMemoryHistoryCuration([HistoryEntry(record: record)])
    }

    private func desk(_ service: FakeMediaService<ImageRequest>) -> HistoryDesk {
        HistoryDesk(
            history: bench.history, curation: curation, shelf: shelf,
            runner: bench.runner(bench.provider(image: service)))
    }

    @Test func `what was changed is taken back`() async throws {
        let desk = desk(bench.queue())
        _ = try await desk.change([record.id], .star(true))
        let undo = try await desk.change([record.id], .trash)
        #expect(undo.count == 1)
        #expect(try await curation.entry(record.id)?.curation.trashedAt != nil)
        try await desk.undo(undo)
        #expect(try await curation.entry(record.id)?.curation == Curation(isStarred: true))
    }

    @Test func `running again sends the same draft to the same target as a new generation`() async throws {
        let order = try await desk(bench.queue()).order(again: record.id)
        #expect(order.draft == record.draft)
        #expect(order.target == record.target)
        #expect(order.id != record.id)
        await #expect(throws: EaselError.self) { try await desk(bench.queue()).order(again: .new()) }
    }

    @Test func `only the missing file is fetched again, and takes its place`() async throws {
        shelf.set("/media/1.png", .missing)
        let desk = desk(bench.queue(.success(.completed(.pictures(2)))))
        let assets = try await desk.refetch(record.id)
        #expect(assets.map(\.index) == [1])
        #expect(bench.journal.count("media.save 1") == 1 && bench.journal.count("media.save 0") == 0)
        #expect(bench.history.peek(record.id)?.assets.contains { $0.path == assets[0].path } == true)
        #expect(try await curation.findings(of: record.id).contains { $0.index == 1 && $0.state == .present })
    }

    @Test func `nothing is asked when nothing is missing`() async throws {
        #expect(try await desk(bench.queue()).refetch(record.id).isEmpty)
        #expect(bench.journal.count("service.status") == 0)
    }

    @Test(arguments: [EaselError.Kind.modelNotFound, .invalidRequest])
    func `a result that the provider took back is told as such`(kind: EaselError.Kind) async throws {
        shelf.set("/media/0.png", .missing)
        let desk = desk(bench.queue(.failure(EaselError(kind, "no such job"))))
        let error = await failure { try await desk.refetch(record.id) }
        #expect(error?.kind == .unavailable)
        #expect(error?.remedy.contains("history rerun") == true)
    }

    @Test func `what had no job cannot be asked for`() async throws {
        var text = record
        text.id = .new()
        text.remoteJob = nil
        bench.history.put(text)
        _ = try await curation.adopt(HistoryEntry(record: text))
        shelf.set("/media/0.png", .missing)
        #expect(await failure { try await desk(bench.queue()).refetch(text.id) }?.kind == .unsupported)
    }

    @Test func `a purge deletes files only when that is asked for`() async throws {
        let first = try await desk(bench.queue()).purge([record.id], deletesFiles: false)
        #expect(first.purged == [record.id] && first.keptFiles.count == 2 && shelf.removed.isEmpty)
        _ = try await curation.adopt(HistoryEntry(record: record))
        let second = try await desk(bench.queue()).purge([record.id], deletesFiles: true)
        #expect(second.deletedFiles == ["/media/0.png", "/media/1.png"] && shelf.removed == second.deletedFiles)
    }

    @Test func `the detail shows files, what it was made from and what was made from it`() async throws {
        var child = record
        child.id = .new()
        child.draft.lineage = Lineage(.step, of: record.id)
        bench.history.put(child)
        _ = try await curation.adopt(HistoryEntry(record: child))
        shelf.set("/media/0.png", .changed)
        let desk = desk(bench.queue())
        let parent = try await desk.detail(record.id)
        #expect(parent.files.map(\.state) == [.changed, .present])
        #expect(parent.children.map(\.id) == [child.id] && parent.ancestors.isEmpty)
        #expect(try await desk.detail(child.id).ancestors.map(\.id) == [record.id])
        #expect(try await curation.findings(of: record.id).map(\.state) == [.changed, .present])
    }

    @Test func `a listing goes on until it has as many as are wanted`() async throws {
        for _ in 0..<30 {
            var other = record
            other.id = .new()
            _ = try await curation.adopt(HistoryEntry(record: other))
        }
        let desk = desk(bench.queue())
        #expect(try await desk.list(HistoryRequest(), upTo: 25).entries.count == 25)
        var count = 0
        try await desk.each(HistoryFilter()) { (_) throws(EaselError) in count += 1 }
        #expect(count == 31)
    }
}
