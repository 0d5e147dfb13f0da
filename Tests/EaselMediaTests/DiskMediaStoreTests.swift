import EaselCore
import EaselMedia
import Foundation
import Testing

struct DiskMediaStoreTests {
    let folder: MediaFolder
    let store: DiskMediaStore

    init() throws {
        folder = try MediaFolder()
        store = DiskMediaStore(root: folder.file("root"), timeZone: try #require(TimeZone(identifier: "UTC")))
    }

    @Test func `bytes become a private file, named after prompt, id and true type, under its day`() async throws {
        let bytes = try MediaFixture.bytes("picture.png")
        let place = MediaPlacement.test("Ein Löwe, groß & müde!")
        let asset = try await store.save(
            MediaReference(.bytes(bytes), declaredType: .jpeg), at: place, from: NoSource())
        #expect(asset.path == folder.url.path + "/root/2026-11-24/ein-lowe-gross-mude-\(place.id.short).png")
        #expect(try Data(contentsOf: asset.file) == bytes)
        #expect(asset.mediaType == .png)
        #expect(asset.bytes == Int64(bytes.count))
        #expect((asset.width, asset.height) == (64, 48))
        #expect(asset.durationSeconds == nil)
        #expect(try folder.files().count == 1)
        #expect(try folder.mode("root") == 0o700)
        #expect(try folder.mode("root/2026-11-24") == 0o700)
        #expect(try folder.mode(folder.files()[0]) == 0o600)
    }

    @Test func `the checksum is that of the content`() async throws {
        let asset = try await store.save(
            MediaReference(.bytes(Data("abc".utf8)), declaredType: .plainText), at: .test(), from: NoSource())
        #expect(asset.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test(arguments: ["base64", "data URI", "data URI in percents", "url"])
    func `every way in gives the same file`(way: String) async throws {
        let bytes = try MediaFixture.bytes("clip.mp4")
        let base64 = bytes.base64EncodedString(options: [.lineLength64Characters, .endLineWithCarriageReturn])
        let percents = bytes.map { "%" + (String($0 >> 4, radix: 16) + String($0 & 15, radix: 16)) }.joined()
        let references: [String: MediaReference] = [
            "base64": MediaReference(.base64(base64)),
            "data URI": MediaReference(.dataURI("data:video/mp4;base64,\(base64)")),
            "data URI in percents": MediaReference(.dataURI("data:video/mp4,\(percents)")), "url": try .remote(),
        ]
        let source = StubSource([Array(bytes.prefix(3)), [], Array(bytes.dropFirst(3))], expected: Int64(bytes.count))
        let asset = try await store.save(try #require(references[way]), at: .test(), from: source)
        #expect(try Data(contentsOf: asset.file) == bytes)
        #expect(asset.mediaType == .mp4)
        #expect(asset.path.hasSuffix(".mp4"))
        #expect(asset.durationSeconds == 1)
    }

    @Test func `results of one generation are numbered, and nothing is ever overwritten`() async throws {
        let id = JobID.new()
        let bytes = try MediaFixture.bytes("picture.png")
        var names: [String] = []
        for index in [0, 1, 0, 0] {
            let asset = try await store.save(
                MediaReference(.bytes(bytes)), at: .test(folder: folder.url, id: id, index: index), from: NoSource())
            names.append(asset.file.lastPathComponent)
        }
        let stem = "a-lighthouse-at-dawn-\(id.short)"
        #expect(names == ["\(stem).png", "\(stem)-2.png", "\(stem)-3.png", "\(stem)-4.png"])
    }

    @Test func `many at once under one name all arrive`() async throws {
        let (store, folder, id) = (store, folder, JobID.new())
        let paths = try await withThrowingTaskGroup(of: (String, Int).self) { group in
            for number in 0..<40 {
                group.addTask {
                    let reference = MediaReference(.bytes(Data("text number \(number)".utf8)), declaredType: .plainText)
                    return (
                        try await store.save(reference, at: .test(folder: folder.url, id: id), from: NoSource()).path,
                        number
                    )
                }
            }
            return try await group.reduce(into: [(String, Int)]()) { $0.append($1) }
        }
        #expect(Set(paths.map(\.0)).count == 40)
        for (path, number) in paths {
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "text number \(number)")
        }
        #expect(try folder.files().count == 40)
    }

    @Test func `sound in an MP4 container gets the extension of sound`() async throws {
        var bytes = try MediaFixture.bytes("sound.m4a")
        bytes.replaceSubrange(8..<12, with: Data("isom".utf8))
        let asset = try await store.save(MediaReference(.bytes(bytes)), at: .test(), from: NoSource())
        #expect(asset.mediaType == "audio/mp4")
        #expect(asset.path.hasSuffix(".m4a"))
    }

    @Test func `a type without a signature is taken at the provider's word`() async throws {
        let noise = Data([0, 1, 0, 2, 0, 3])
        let asset = try await store.save(
            MediaReference(.bytes(noise), declaredType: "audio/pcm", durationSeconds: 2), at: .test(), from: NoSource())
        #expect(asset.mediaType == "audio/pcm")
        #expect(asset.path.hasSuffix(".pcm"))
        #expect(asset.durationSeconds == 2)
        let unknown = try await store.save(MediaReference(.bytes(noise)), at: .test(), from: NoSource())
        #expect(unknown.mediaType == .binary)
    }

    @Test(arguments: [
        "../../etc/passwd", "/etc/passwd", "..", ".", "", "\u{0}\u{1B}[31m\n", "日本語", "🦊", "con", "a/b\\c:d*e?f",
        "----", "%2e%2e%2f",
        String(repeating: "a", count: 1_000_000), String(repeating: "\u{301}", count: 1_000_000),
        "e" + String(repeating: "\u{301}", count: 100_000),
    ])
    func `no prompt leads out of the folder`(prompt: String) async throws {
        let asset = try await store.save(
            MediaReference(.bytes(try MediaFixture.bytes("picture.png"))),
            at: .test(prompt, folder: folder.url, id: JobID(rawValue: "../x/\u{0}y-12345678")),
            from: NoSource())
        #expect(asset.file.deletingLastPathComponent().standardizedFileURL.path == folder.url.standardizedFileURL.path)
        let name = asset.file.lastPathComponent
        #expect(name.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*-12345678\.png/) != nil, "\(name)")
        #expect(name.count <= 40 + 1 + 8 + 4)
    }

    @Test(arguments: [
        ("A lighthouse at dawn", "a-lighthouse-at-dawn"), ("", "untitled"), ("!!!", "untitled"),
        ("Über Ångström & Œuvre", "uber-angstrom-oeuvre"),
        ("don't stop", "dont-stop"), ("ＦＵＬＬ width ①", "full-width-1"), ("日本 2026", "2026"),
        ("one two three four five six seven eight nine ten", "one-two-three-four-five-six-seven-eight"),
        (String(repeating: "x", count: 60), String(repeating: "x", count: 40)),
    ])
    func `a name is made of the prompt's letters and digits`(prompt: String, slug: String) async throws {
        let place = MediaPlacement.test(prompt, folder: folder.url)
        let asset = try await store.save(
            MediaReference(.bytes(try MediaFixture.bytes("picture.png"))), at: place, from: NoSource())
        #expect(asset.file.lastPathComponent == "\(slug)-\(place.id.short).png")
    }
}
