import EaselCore
import EaselMedia
import Foundation
import Testing

struct DiskMediaShelfTests {
    private let root: URL
    private let outside: URL

    init() throws {
        let base = FileManager.default.temporaryDirectory.appending(path: "easel-shelf-\(UUID().uuidString)")
        root = base.appending(path: "media")
        outside = base.appending(path: "outside")
        for folder in [root, outside] {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        }
    }

    private func file(_ name: String, in folder: URL, _ text: String = "picture") throws -> Asset {
        let url = folder.appending(path: name)
        try Data(text.utf8).write(to: url)
        return Asset(
            path: url.path, mediaType: .png, bytes: Int64(text.utf8.count),
            sha256: try #require(ContentDigest.sha256(Data(text.utf8))))
    }

    @Test func `size and time are looked at first, and the checksum on demand`() async throws {
        let shelf = DiskMediaShelf(root: root)
        let asset = try file("a.png", in: root)
        let first = try await shelf.look(at: asset, known: nil, verifying: false)
        #expect(first.state == .present)
        #expect(try await shelf.look(at: asset, known: first.modified, verifying: false).state == .present)
        #expect(try await shelf.look(at: asset, known: 12, verifying: false).state == .touched)
        #expect(try await shelf.look(at: asset, known: 12, verifying: true).state == .present)
        try Data("pictuRe".utf8).write(to: asset.file)
        #expect(try await shelf.look(at: asset, known: nil, verifying: true).state == .changed)
        try Data("longer than before".utf8).write(to: asset.file)
        #expect(try await shelf.look(at: asset, known: nil, verifying: false).state == .changed)
        try FileManager.default.removeItem(at: asset.file)
        #expect(try await shelf.look(at: asset, known: nil, verifying: false).state == .missing)
    }

    @Test func `a file in the media folder is deleted once`() async throws {
        let shelf = DiskMediaShelf(root: root)
        let asset = try file("a.png", in: root)
        #expect(try await shelf.remove(asset))
        #expect(try await !shelf.remove(asset))
    }

    @Test func `nothing outside of the media folder is deleted, whatever the path looks like`() async throws {
        let shelf = DiskMediaShelf(root: root)
        let plain = try file("x.png", in: outside)
        var dots = plain
        dots.path = root.path + "/../outside/x.png"
        try FileManager.default.createSymbolicLink(
            at: root.appending(path: "link"), withDestinationURL: outside)
        var linked = plain
        linked.path = root.path + "/link/x.png"
        try FileManager.default.createSymbolicLink(at: root.appending(path: "x.png"), withDestinationURL: plain.file)
        var link = plain
        link.path = root.path + "/x.png"
        for asset in [plain, dots, linked, link] {
            await #expect(throws: EaselError.self) { try await shelf.remove(asset) }
        }
        #expect(FileManager.default.fileExists(atPath: plain.path))
    }

    @Test func `what is not what was made is left`() async throws {
        var asset = try file("a.png", in: root)
        asset.sha256 = String(repeating: "0", count: 64)
        let other = asset
        await #expect(throws: EaselError.self) { try await DiskMediaShelf(root: root).remove(other) }
        #expect(FileManager.default.fileExists(atPath: asset.path))
    }

    @Test(arguments: ["picture.png", "picture.jpg", "picture.webp", "picture.gif"])
    func `a thumbnail is a small JPEG`(name: String) async throws {
        let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/\(name)")
        let bytes = try #require(await Thumbnail.jpeg(of: source.path, side: 32))
        #expect(bytes.starts(with: [0xFF, 0xD8, 0xFF]))
        #expect(bytes.count < 20_000)
    }

    @Test func `rubbish has no thumbnail`() async throws {
        let rubbish = try file("r.png", in: root, "no picture at all")
        #expect(await Thumbnail.jpeg(of: rubbish.path) == nil)
        #expect(await Thumbnail.jpeg(of: root.path + "/none.png") == nil)
    }
}
