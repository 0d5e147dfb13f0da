import EaselCore
import EaselMedia
import Foundation
import Testing

struct MediaNameTemplateTests {
    private func save(_ template: String, _ place: MediaPlacement, times: Int = 1) async throws -> [String] {
        let folder = try MediaFolder()
        let store = DiskMediaStore(
            root: folder.url, timeZone: try #require(TimeZone(identifier: "UTC")),
            names: try MediaNameTemplate(template), sidecars: false)
        for _ in 0..<times {
            _ = try await store.save(
                MediaReference(.bytes(try MediaFixture.bytes("picture.png"))), at: place, from: NoSource())
        }
        return try folder.files()
    }

    private func place(index: Int = 0, seed: Int64? = 42) -> MediaPlacement {
        var place = MediaPlacement.test(id: JobID(rawValue: "0190-abcdef12"), index: index)
        place.provenance = MediaProvenance(provider: "fal", model: "fal-ai/flux/dev", modality: .image, seed: seed)
        return place
    }

    @Test(arguments: [
        ("{date}/{slug}-{id}.{ext}", "2026-11-24/a-lighthouse-at-dawn-abcdef12.png"),
        ("{provider}/{model}/{date}T{time}_{index}.{ext}", "fal/fal-ai-flux-dev/2026-11-24T060000_1.png"),
        ("{modality}-{seed}.{ext}", "image-42.png"), ("fixed.{ext}", "fixed.png"),
        ("Künste/é {id}.{ext}", "Künste/é abcdef12.png"),
        ("{id}.original.{ext}", "abcdef12.original.png"),
    ])
    func `a template fills its fields`(_ template: String, _ name: String) async throws {
        #expect(try await save(template, place()) == [name])
    }

    @Test func `what is not known has a word of its own`() async throws {
        #expect(
            try await save("{provider} {model} {modality} {seed}.{ext}", .test()) == [
                "unknown unknown media noseed.png"
            ])
    }

    @Test func `a name that is taken gets a number`() async throws {
        #expect(try await save("fixed.{ext}", place(), times: 3) == ["fixed-2.png", "fixed-3.png", "fixed.png"])
        #expect(try await save("{slug}-{index}.{ext}", place(index: 4)) == ["a-lighthouse-at-dawn-5.png"])
        #expect(try await save("{slug}.{ext}", place(index: 4)) == ["a-lighthouse-at-dawn-5.png"])
    }

    @Test(arguments: [
        "", "/", "{slug}", "{slug}.png", "/abs/{slug}.{ext}", "a//{slug}.{ext}", "../{slug}.{ext}", "./{slug}.{ext}",
        "{date}/../{slug}.{ext}", "{slug}.{ext}/", "{slug}.{ext}.{ext}", "{ext}/{slug}.{ext}", ".{ext}", "{ext}",
        ".hidden-{slug}.{ext}", "{slug.{ext}", "{slug}}.{ext}", "{}.{ext}", "{prompt}.{ext}", "{Slug}.{ext}",
        "a\\b{slug}.{ext}", "a:b{slug}.{ext}", "a\u{0}{slug}.{ext}", "a\n{slug}.{ext}", "\u{202E}{slug}.{ext}",
        " {slug}.{ext}", "{slug}.{ext} ", "{\u{1B}[31m}.{ext}", "a/b/c/d/e/f/g/h/{slug}.{ext}",
        String(repeating: "a", count: 400) + ".{ext}",
    ])
    func `what is no safe template is refused with a way out`(_ template: String) {
        let error = #expect(throws: EaselError.self) { try MediaNameTemplate(template) }
        #expect(error?.kind == .configuration)
        #expect(error?.remedy.contains("{date}/{slug}-{id}.{ext}") == true)
        #expect(error?.message.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x202E } == true)
    }

    @Test func `nothing that fills a template leads out or makes the name too long`() async throws {
        var place = MediaPlacement.test("../../x/y", id: JobID(rawValue: "../../../etc"))
        place.provenance = MediaProvenance(
            provider: "../..", model: ModelID(rawValue: String(repeating: "../m/", count: 1000)), modality: .video,
            seed: .min)
        let long = String(repeating: "{slug}{model}{provider}", count: 10)
        let files = try await save("{provider}/{model}/\(long).{ext}", place)
        let parts = try #require(files.first).split(separator: "/")
        #expect(files.count == 1 && parts.count == 3)
        #expect(parts.allSatisfy { $0.utf8.count < 255 && !$0.hasPrefix(".") })
    }

    @Test func `a folder that was given holds the file itself`() async throws {
        let folder = try MediaFolder()
        let names = try MediaNameTemplate("{provider}/{date}/{slug}.{ext}")
        let asset = try await DiskMediaStore(root: folder.file("root"), names: names).save(
            MediaReference(.bytes(try MediaFixture.bytes("picture.png"))), at: .test(folder: folder.file("mine")),
            from: NoSource())
        #expect(asset.path == folder.url.path + "/mine/a-lighthouse-at-dawn.png")
    }
}
