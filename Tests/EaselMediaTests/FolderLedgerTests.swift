import EaselCore
import EaselMedia
import Foundation
import Testing

/// What killed processes left is cleared where they wrote, and nowhere else.
struct FolderLedgerTests {
    private let folder: MediaFolder
    private var ledgerFolder: URL { folder.file("writing") }

    init() throws { folder = try MediaFolder() }

    /// A place as a dead process left it: its part files, and the list of folders that it wrote in.
    private func leave(_ parts: [String: Data], in name: String) throws -> URL {
        let place = folder.file(name)
        for url in [place, ledgerFolder] {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        }
        for (name, bytes) in parts { try bytes.write(to: place.appending(path: name)) }
        try Data(place.path.utf8 + [0]).write(to: ledgerFolder.appending(path: "4711-1.folders"))
        return place
    }

    private func store() -> DiskMediaStore {
        var store = DiskMediaStore(root: folder.file("media"))
        store.ledger = FolderLedger(at: ledgerFolder)
        return store
    }

    private func placement(_ output: URL?, _ id: JobID = .new()) -> MediaPlacement {
        MediaPlacement(
            folder: output, prompt: "a fox", id: id, date: .now, index: 0,
            provenance: MediaProvenance(provider: "fal", model: "m", modality: .image))
    }

    @Test func `a folder given with output is cleared after a kill`() async throws {
        _ = try leave([".easel-a-0.part": Data([1]), "mine.part": Data([2]), "kept.png": Data([3])], in: "elsewhere")
        await store().sweepLeft()
        #expect(try folder.files() == ["elsewhere/kept.png", "elsewhere/mine.part"])
    }

    @Test func `a folder in which a living process writes is left alone`() async throws {
        let store = store()
        try await store.prepare(folder.file("busy"))
        let part = folder.file("busy/.easel-b-0.part")
        try Data([1]).write(to: part)
        await self.store().sweepLeft()
        #expect(FileManager.default.fileExists(atPath: part.path))
        store.ledger?.close()
        #expect(try folder.files() == ["busy/.easel-b-0.part"], "a process that ends in order leaves no list")
    }

    @Test func `a file whose note was not in place yet gets it, and is found by its generation`() async throws {
        let id = JobID.new()
        let output = folder.file("elsewhere")
        let picture = MediaReference(.bytes(try MediaFixture.bytes("picture.png")), declaredType: .png)
        let asset = try await store().save(picture, at: placement(output, id), from: StubSource([]))
        let note = try Data(contentsOf: URL(fileURLWithPath: asset.path + ".json"))
        try FileManager.default.removeItem(atPath: asset.path + ".json")
        _ = try leave([".easel-\(id)-0.part": note], in: "elsewhere")
        await store().sweepLeft()
        #expect(try Data(contentsOf: URL(fileURLWithPath: asset.path + ".json")) == note)
        let found = try await store().recover(placement(output, id))
        #expect(found.map(\.sha256) == [asset.sha256] && found.first?.path == asset.path)
        #expect(try await store().recover(placement(output)).isEmpty)
        #expect(try folder.files().filter { $0.hasSuffix(".part") }.isEmpty)
    }
}
