import EaselCore
import EaselMedia
import Foundation
import Testing

struct MediaSidecarTests {
    let folder: MediaFolder
    let store: DiskMediaStore

    init() throws {
        folder = try MediaFolder()
        store = DiskMediaStore(root: folder.url, names: try MediaNameTemplate("{slug}-{id}.{ext}"))
    }

    private func place(
        _ id: JobID = JobID(rawValue: "0190-abcdef12"), index: Int = 0,
        _ change: (inout MediaProvenance) -> Void = { _ in }
    ) -> MediaPlacement {
        var place = MediaPlacement.test("dawn", id: id, index: index)
        var provenance = MediaProvenance(
            provider: "fal", model: "fal-ai/flux/dev", modality: .image, parameters: [.seed: 7, .aspectRatio: "16:9"])
        change(&provenance)
        place.provenance = provenance
        return place
    }

    private func picture() throws -> MediaReference { MediaReference(.bytes(try MediaFixture.bytes("picture.png"))) }

    @Test func `a file remembers what made it, and its bytes are untouched`() async throws {
        let asset = try await store.save(
            picture(),
            at: place { provenance in
                provenance.warnings = [GenerationWarning(.adjusted, parameter: .size, "1K was used.")]
                provenance.usage = Usage(costUSD: 0.025)
                provenance.attachments = [Attachment(file: URL(fileURLWithPath: "/home/me/cat.png"))]
            }, from: NoSource())
        #expect(try folder.files() == ["dawn-abcdef12.png", "dawn-abcdef12.png.json"])
        #expect(try Data(contentsOf: asset.file) == MediaFixture.bytes("picture.png"))
        #expect(try folder.mode("dawn-abcdef12.png.json") == 0o600)
        let note = try #require(MediaSidecar(beside: asset.path))
        #expect((note.format, note.version, note.prompt) == ("easel.media", 1, "dawn"))
        #expect((note.provider, note.model, note.modality) == ("fal", "fal-ai/flux/dev", .image))
        #expect(note.createdAt == place().date && note.created == "2026-11-24T06:00:00.000Z")
        #expect(note.parameters == [.seed: 7, .aspectRatio: "16:9"] && note.seed == 7)
        #expect(note.warnings.count == 1 && note.usage?.costUSD == 0.025 && note.attachments.count == 1)
        #expect(note.asset(at: asset.path) == asset)
        #expect(asset.hasContentCredentials == false)
    }

    @Test func `without an origin, or where it is not wanted, there is no note`() async throws {
        _ = try await store.save(picture(), at: .test(), from: NoSource())
        _ = try await DiskMediaStore(root: folder.url, sidecars: false).save(picture(), at: place(), from: NoSource())
        #expect(try folder.files().filter { $0.hasSuffix(".json") }.isEmpty)
    }

    @Test func `no secret is written down`() async throws {
        let asset = try await store.save(
            picture(),
            at: place { provenance in
                provenance.parameters = [
                    "image_url": "https://user:hunter2@cdn.test/a.png?X-Goog-Signature=hunter2#hunter2",
                    "api_key": "hunter2",
                    "hf_token": "hunter2",
                    "nested": .object(["clientSecret": "hunter2", "a": .array(["https://x.test/?k=hunter2"])]),
                    .maxOutputTokens: 5,
                    "picture": .string("data:image/png;base64," + String(repeating: "hunter2", count: 1000)),
                ]
                provenance.attachments = [
                    Attachment(file: URL(string: "https://cdn.test/b.png?sig=hunter2") ?? URL(fileURLWithPath: "/"))
                ]
            }, from: NoSource())
        let text = try String(contentsOfFile: asset.path + ".json", encoding: .utf8)
        #expect(!text.contains("hunter2"))
        let note = try #require(MediaSidecar(beside: asset.path))
        #expect(note.parameters["image_url"] == "https://cdn.test/a.png" && note.parameters[.maxOutputTokens] == 5)
        #expect(note.attachments.first?.file.absoluteString == "https://cdn.test/b.png")
    }

    @Test func `a note that is there already keeps its name`() async throws {
        try Data("mine".utf8).write(to: folder.file("dawn-abcdef12.png.json"))
        let asset = try await store.save(picture(), at: place(), from: NoSource())
        #expect(asset.path.hasSuffix("/dawn-abcdef12-2.png"))
        #expect(try String(contentsOf: folder.file("dawn-abcdef12.png.json"), encoding: .utf8) == "mine")
    }

    @Test func `the same result saved again is the file that is there`() async throws {
        let first = try await store.save(picture(), at: place(), from: NoSource())
        #expect(try await store.save(picture(), at: place(), from: NoSource()) == first)
        #expect(try folder.files().count == 2)
        let other = try await store.save(picture(), at: place(index: 1), from: NoSource())
        #expect(other.path.hasSuffix("-2.png"))
    }

    @Test func `a file whose note was lost in a crash gets it`() async throws {
        let first = try await store.save(picture(), at: place(), from: NoSource())
        try FileManager.default.removeItem(atPath: first.path + ".json")
        #expect(try await store.save(picture(), at: place(), from: NoSource()) == first)
        #expect(MediaSidecar(beside: first.path) != nil)
        #expect(try folder.files().count == 2)
    }

    @Test func `another result never takes a file over, whatever its bytes`() async throws {
        let store = DiskMediaStore(root: folder.url, names: try MediaNameTemplate("{slug}.{ext}"))
        let first = try await store.save(picture(), at: place(), from: NoSource())
        let second = try await store.save(picture(), at: place(JobID(rawValue: "other-1")), from: NoSource())
        #expect(first.path != second.path && first.sha256 == second.sha256)
        try FileManager.default.removeItem(atPath: first.path + ".json")
        let third = try await store.save(picture(), at: place(), from: NoSource())
        #expect(third.path != first.path)
    }

    @Test(arguments: [
        "", "{}", "[]", "null", "{\"format\":\"easel.media\"}", "\u{0}", String(repeating: "[", count: 100_000),
    ])
    func `a note that is none is none`(_ text: String) throws {
        let file = folder.file("x.png")
        try Data(text.utf8).write(to: folder.file("x.png.json"))
        #expect(MediaSidecar(beside: file.path) == nil)
        try FileManager.default.removeItem(at: folder.file("x.png.json"))
        try FileManager.default.createSymbolicLink(at: folder.file("x.png.json"), withDestinationURL: folder.url)
        #expect(MediaSidecar(beside: file.path) == nil)
    }
}
