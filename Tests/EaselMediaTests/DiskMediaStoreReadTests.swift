import EaselCore
import EaselMedia
import Foundation
import Testing

struct DiskMediaStoreReadTests {
    let folder: MediaFolder
    let store: DiskMediaStore

    init() throws {
        folder = try MediaFolder()
        store = DiskMediaStore(root: folder.url, limits: MediaLimits(attachment: 5000))
    }

    @Test func `an attachment comes with its true type and its own name`() async throws {
        let bytes = try MediaFixture.bytes("picture.webp")
        try bytes.write(to: folder.file("Mein Bild.png"))
        let input = try await store.read(Attachment(role: .mask, file: folder.file("Mein Bild.png")))
        #expect(input == MediaInput(role: .mask, bytes: bytes, type: .webp, name: "Mein Bild.png"))
    }

    @Test func `a link to a file is that file`() async throws {
        try MediaFixture.bytes("picture.png").write(to: folder.file("a.png"))
        try FileManager.default.createSymbolicLink(at: folder.file("link"), withDestinationURL: folder.file("a.png"))
        #expect(try await store.read(Attachment(file: folder.file("link"))).type == .png)
    }

    @Test func `text is taken by the kind that its name says`() async throws {
        try Data("# Title".utf8).write(to: folder.file("a.md"))
        try Data("# Title".utf8).write(to: folder.file("a.png"))
        #expect(try await store.read(Attachment(file: folder.file("a.md"))).type == "text/markdown")
        #expect(try await store.read(Attachment(file: folder.file("a.png"))).type == .plainText)
    }

    @Test(
        .timeLimit(.minutes(5)),
        arguments: ["missing", "folder", "pipe", "empty", "large", "unknown", "loop", "file/below"])
    func `what cannot be attached is refused by name`(name: String) async throws {
        try FileManager.default.createDirectory(at: folder.file("folder"), withIntermediateDirectories: false)
        #expect(mkfifo(folder.file("pipe").path, 0o600) == 0)
        try Data().write(to: folder.file("empty"))
        try Data(repeating: 65, count: 5001).write(to: folder.file("large"))
        try Data([0, 1, 2, 3]).write(to: folder.file("unknown"))
        try Data([0]).write(to: folder.file("file"))
        try FileManager.default.createSymbolicLink(at: folder.file("loop"), withDestinationURL: folder.file("loop"))
        let error = await #expect(throws: EaselError.self) { try await store.read(Attachment(file: folder.file(name))) }
        #expect(error?.kind == .invalidRequest)
        #expect(error?.message.contains(folder.file(name).path) == true)
        #expect(error?.remedy.isEmpty == false)
    }

    @Test func `what is hosted already is not read`() async throws {
        let address = try #require(URL(string: "https://example.com/a.png?size=2"))
        let input = try await store.read(Attachment(role: .first, file: address))
        #expect(input == MediaInput(role: .first, content: .hosted(address), type: .png, name: "a.png"))
    }

    @Test(arguments: [
        "http://example.com/a.png", "ftp://example.com/a.png", "https:///a.png", "https://me:word@x.test/a.png",
    ])
    func `an address that no provider should fetch is refused`(_ text: String) async throws {
        let address = try #require(URL(string: text))
        let error = await #expect(throws: EaselError.self) { try await store.read(Attachment(file: address)) }
        #expect(error?.kind == .invalidRequest)
    }

    @Test(.enabled(if: geteuid() != 0, "root may read anything"))
    func `a file without permission is refused`() async throws {
        #expect(
            FileManager.default.createFile(
                atPath: folder.file("x").path, contents: Data("x".utf8), attributes: [.posixPermissions: 0]))
        let error = await #expect(throws: EaselError.self) { try await store.read(Attachment(file: folder.file("x"))) }
        #expect(error?.kind == .storage)
    }
}
