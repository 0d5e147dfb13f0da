import EaselCore
import EaselMedia
import Foundation
import Synchronization
import Testing

struct MediaAuditTests {
    let folder: MediaFolder
    let store: DiskMediaStore

    init() throws {
        folder = try MediaFolder()
        store = DiskMediaStore(root: folder.url, timeZone: try #require(TimeZone(identifier: "UTC")))
    }

    private func save(_ text: String, id: String, index: Int = 0) async throws -> IndexedFile {
        var place = MediaPlacement.test(text, id: JobID(rawValue: id), index: index)
        place.provenance = MediaProvenance(
            provider: "fal", model: "fal-ai/flux/dev", modality: .image, parameters: [.seed: 7])
        let asset = try await store.save(
            MediaReference(.bytes(Data(text.utf8)), declaredType: .plainText), at: place, from: NoSource())
        return IndexedFile(id: place.id, index: index, asset: asset)
    }

    private func check(
        _ known: [IndexedFile], verifying: Bool = true
    ) async throws -> ([JobID: MediaAudit.Finding], MediaAudit.Summary) {
        let findings = Mutex([JobID: MediaAudit.Finding]())
        let files = AsyncThrowingStream<IndexedFile, any Error> { continuation in
            for file in known { continuation.yield(file) }
            continuation.finish()
        }
        let summary = try await MediaAudit(root: folder.url).check(files, verifying: verifying) { known, finding in
            findings.withLock { $0[known.id] = finding }
        }
        return (findings.withLock { $0 }, summary)
    }

    private func move(_ known: IndexedFile, to name: String, note: Bool = true) throws -> String {
        let target = folder.file(name)
        try FileManager.default.createDirectory(
            at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.moveItem(at: known.asset.file, to: target)
        if note {
            try FileManager.default.moveItem(atPath: known.asset.path + ".json", toPath: target.path + ".json")
        }
        return target.path
    }

    @Test func `each file is present, missing, changed or somewhere else`() async throws {
        let known = [
            try await save("one", id: "job-00000001"), try await save("two", id: "job-00000002"),
            try await save("three", id: "job-00000003"), try await save("four", id: "job-00000004"),
            try await save("five", id: "job-00000005"),
        ]
        let place = try move(known[1], to: "elsewhere/deep/two.txt")
        try FileManager.default.removeItem(at: known[2].asset.file)
        try Data("fouR".utf8).write(to: known[3].asset.file)
        let bare = try move(known[4], to: "5.bin", note: false)
        let (findings, summary) = try await check(known)
        #expect(findings[known[0].id] == .present && findings[known[1].id] == .moved(to: place))
        #expect(findings[known[2].id] == .missing && findings[known[3].id] == .changed)
        #expect(findings[known[4].id] == .moved(to: bare))
        #expect((summary.present, summary.moved, summary.missing, summary.changed) == (1, 2, 1, 1))
        #expect(try await check(known, verifying: false).0[known[3].id] == .present)
    }

    @Test func `two files that swapped their names are both found`() async throws {
        let (one, two) = (try await save("one", id: "job-00000001"), try await save("two", id: "job-00000002"))
        _ = try move(one, to: "aside", note: false)
        try FileManager.default.moveItem(at: two.asset.file, to: one.asset.file)
        try FileManager.default.moveItem(at: folder.file("aside"), to: two.asset.file)
        for file in [one, two] { try FileManager.default.removeItem(atPath: file.asset.path + ".json") }
        let findings = try await check([one, two]).0
        #expect(findings == [one.id: .moved(to: two.asset.path), two.id: .moved(to: one.asset.path)])
    }

    @Test func `a copy that belongs to another generation is not taken for a lost file`() async throws {
        let (one, two) = (try await save("same", id: "job-00000001"), try await save("same", id: "job-00000002"))
        try FileManager.default.removeItem(at: one.asset.file)
        #expect(try await check([one, two]).0 == [one.id: .missing, two.id: .present])
        #expect(try await check([one]).0 == [one.id: .missing])
    }

    @Test func `links and hidden files are left alone`() async throws {
        let one = try await save("one", id: "job-00000001")
        _ = try move(one, to: ".hidden.txt", note: false)
        try FileManager.default.createSymbolicLink(
            at: folder.file("link.txt"), withDestinationURL: folder.file(".hidden.txt"))
        try FileManager.default.createSymbolicLink(at: folder.file("loop"), withDestinationURL: folder.url)
        #expect(try await check([one]).0 == [one.id: .missing])
    }

    @Test func `what the report throws ends the check`() async throws {
        let one = try await save("one", id: "job-00000001")
        let files = AsyncThrowingStream<IndexedFile, any Error> {
            $0.yield(one); $0.finish()
        }
        let error = await #expect(throws: EaselError.self) {
            try await MediaAudit(root: folder.url).check(files) { (_, _) async throws(EaselError) in
                throw EaselError(.storage, "Full.")
            }
        }
        #expect(error?.message == "Full.")
    }

    private func rebuild() async throws -> ([GenerationRecord], MediaAudit.Harvest) {
        let records = Mutex([GenerationRecord]())
        let harvest = try await MediaAudit(root: folder.url).rebuild { record in records.withLock { $0.append(record) }
        }
        return (records.withLock { $0 }, harvest)
    }

    @Test func `generations come back from their notes alone`() async throws {
        let first = [try await save("one", id: "job-00000001"), try await save("one", id: "job-00000001", index: 1)]
        let second = try await save("two", id: "job-00000002")
        let place = try move(second, to: "kept/two.txt")
        let (records, harvest) = try await rebuild()
        #expect((harvest.records, harvest.files, harvest.orphans, harvest.unreadable) == (2, 3, 0, []))
        let one = try #require(records.first { $0.id == first[0].id })
        #expect(one.assets == first.map(\.asset) && one.status == .succeeded)
        #expect((one.draft.prompt, one.draft.modality, one.draft.parameters) == ("one", .image, [.seed: 7]))
        #expect((one.provider, one.model, one.createdAt) == ("fal", "fal-ai/flux/dev", MediaPlacement.test().date))
        #expect(records.first { $0.id == second.id }?.assets.map(\.path) == [place])
    }

    @Test func `a file that lost its note is found by the checksum in it, and nobody takes another's`() async throws {
        let (one, two) = (try await save("same", id: "job-00000001"), try await save("same", id: "job-00000002"))
        let place = folder.file("renamed.txt")
        try FileManager.default.moveItem(at: one.asset.file, to: place)
        let (records, harvest) = try await rebuild()
        #expect((harvest.records, harvest.files, harvest.orphans) == (2, 2, 0))
        #expect(records.first { $0.id == one.id }?.assets.map(\.path) == [place.path])
        #expect(records.first { $0.id == two.id }?.assets == [two.asset])
    }

    @Test func `notes without their file, and what is no note, are counted and skipped`() async throws {
        let (one, two) = (try await save("one", id: "job-00000001"), try await save("two", id: "job-00000002"))
        try FileManager.default.removeItem(at: one.asset.file)
        try Data("longer".utf8).write(to: two.asset.file)
        try Data("{}".utf8).write(to: folder.file("settings.json"))
        let (records, harvest) = try await rebuild()
        #expect(records.isEmpty && harvest.orphans == 2)
        #expect(harvest.unreadable == [folder.file("settings.json").path])
    }

    @Test func `a folder of many notes passes through`() async throws {
        for number in 0..<2500 {
            let name = "n\(number).txt"
            try Data("x".utf8).write(to: folder.file(name))
            let note = """
                {"format":"easel.media","version":1,"id":"job-\(number)","index":0,"created":"2026-11-24T06:00:00.000Z","modality":"image","provider":"fal","model":"m","prompt":"p","parameters":{},"attachments":[],"warnings":[],"isSandbox":false,"mediaType":"text/plain","bytes":1,"sha256":"00"}
                """
            try Data(note.utf8).write(to: folder.file(name + ".json"))
        }
        let (records, harvest) = try await rebuild()
        #expect(Set(records.map(\.id)).count == 2500 && harvest.files == 2500)
    }
}
