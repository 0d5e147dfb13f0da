import EaselCore
import EaselMedia
import Foundation
import Testing

struct DiskMediaStoreFailureTests {
    let folder: MediaFolder
    let store: DiskMediaStore

    init() throws {
        folder = try MediaFolder()
        store = DiskMediaStore(root: folder.file("root"), limits: MediaLimits(result: 100_000, attachment: 1000))
    }

    @Test(arguments: [
        "<!doctype html><title>502</title>", "{\"detail\":\"not found\"}", "<?xml version='1.0'?><Error/>",
        "upstream timeout", "\u{0}\u{1}\u{2}garbage",
    ])
    func `an error page is not a picture`(page: String) async throws {
        await expect(.invalidResponse, try .remote(.png), StubSource([Array(page.utf8)], type: .png))
    }

    @Test func `a server that announces its error page sends an error page all the same`() async throws {
        await expect(.invalidResponse, try .remote(), StubSource([Array("<html>".utf8)], type: "text/html"))
        await expect(.invalidResponse, MediaReference(.dataURI("data:text/html,%3Chtml%3E")))
    }

    @Test func `an empty body is refused`() async throws {
        await expect(.invalidResponse, try .remote(), StubSource([]))
        await expect(.invalidResponse, MediaReference(.bytes(Data())))
        await expect(.invalidResponse, MediaReference(.base64(" \n")))
        await expect(.invalidResponse, MediaReference(.dataURI("data:image/png;base64,")))
    }

    @Test func `a body that ends early is refused`() async throws {
        let bytes = [UInt8](try MediaFixture.bytes("picture.png"))
        await expect(.unavailable, try .remote(), StubSource([bytes], expected: Int64(bytes.count) + 1))
    }

    @Test func `a connection that breaks is told apart from an error that is known`() async throws {
        struct Broken: Error {}
        let bytes = [UInt8](try MediaFixture.bytes("picture.png"))
        await expect(.unavailable, try .remote(), StubSource([bytes], failure: Broken()))
        await expect(.permission, try .remote(), StubSource([bytes], failure: EaselError(.permission, "no")))
        await expect(.cancelled, try .remote(), StubSource([bytes], failure: CancellationError()))
    }

    @Test(arguments: ["a", "abc!", "ab=c", "ab===", "====", "YWJj=", "YWI", "\u{0}", "日本"])
    func `garbled base64 is refused`(text: String) async throws {
        // `YWI` lacks only its padding and decodes to text, which is no medium either.
        await expect(.invalidResponse, MediaReference(.base64(text)))
    }

    @Test(arguments: [
        "", "data:", "http://x", "data:image/png;base64", "data:image/png,%8", "data:image/png,%zz",
        "data:image/png;base64,%%%",
    ])
    func `a data address that cannot be read is refused`(text: String) async throws {
        await expect(.invalidResponse, MediaReference(.dataURI(text)))
    }

    @Test func `a result above the limit is refused, however it comes`() async throws {
        let large = Data(repeating: 7, count: 100_001)
        await expect(.storage, MediaReference(.bytes(large)))
        await expect(.storage, MediaReference(.base64(large.base64EncodedString())))
        await expect(
            .storage, try .remote(), StubSource([[UInt8]](repeating: [UInt8](repeating: 7, count: 1000), count: 101)))
    }

    @Test func `a cancelled save leaves nothing`() async throws {
        let (store, bytes) = (store, [UInt8](try MediaFixture.bytes("picture.png")))
        let (started, signal) = AsyncStream.makeStream(of: Void.self)
        let source = StubSource {
            AsyncThrowingStream { continuation in
                continuation.yield(bytes)
                signal.yield()
            }
        }
        let reference = try MediaReference.remote()
        let task = Task { try await store.save(reference, at: .test(), from: source) }
        for await _ in started { break }
        task.cancel()
        let error = await #expect(throws: EaselError.self) { try await task.value }
        #expect(error?.kind == .cancelled)
        #expect(try folder.files().isEmpty)
    }

    @Test func `a file in the place of the folder is named`() async throws {
        try Data("x".utf8).write(to: folder.file("taken"))
        for place in [folder.file("taken"), folder.file("taken/below")] {
            let error = await #expect(throws: EaselError.self) { try await store.prepare(place) }
            #expect(error?.kind == .storage)
            #expect(error?.message.contains(place.path) == true)
            #expect(error?.remedy.contains("--output") == true)
        }
    }

    @Test func `a folder on a file system that takes no files is refused before anything is paid for`() async throws {
        let error = await #expect(throws: EaselError.self) {
            try await store.prepare(URL(fileURLWithPath: "/proc/easel"))
        }
        #expect(error?.kind == .storage)
        await #expect(throws: EaselError.self) { try await store.prepare(URL(string: "https://example.com")) }
    }

    @Test(.enabled(if: geteuid() != 0, "root may write anywhere"))
    func `a folder without permission is refused`() async throws {
        try FileManager.default.createDirectory(
            at: folder.file("locked"), withIntermediateDirectories: false, attributes: [.posixPermissions: 0o500])
        let error = await #expect(throws: EaselError.self) { try await store.prepare(folder.file("locked")) }
        #expect(error?.kind == .storage)
    }

    @Test func `preparing makes a private folder and leaves nothing in it`() async throws {
        try await store.prepare(folder.file("a/b"))
        #expect(try folder.mode("a") == 0o700)
        #expect(try folder.mode("a/b") == 0o700)
        try await store.prepare(nil)
        #expect(try folder.files().isEmpty)
    }

    @Test func `sweeping removes parts that nobody writes, at once, and nothing else`() async throws {
        let names = [
            ".easel-x-0.part", "root/.easel-x-0.part", "root/2026-11-24/.easel-x-0.part", "root/2026-11-24/photo.part",
            "root/mine/.easel-x-0.part", "root/2026-11-24/deep/.easel-x-0.part",
        ]
        for name in names {
            let file = folder.file(name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data("x".utf8).write(to: file)
        }
        #expect(try await store.sweep() == 3)
        #expect(
            try folder.files() == [
                ".easel-x-0.part", "root/2026-11-24/deep/.easel-x-0.part", "root/2026-11-24/photo.part",
            ])
        #expect(try await store.sweep(folder.url) == 1)
        #expect(try await store.sweep(folder.file("missing")) == 0)
    }

    @Test func `a part that is being written survives a sweep`() async throws {
        let (store, bytes) = (store, [UInt8](try MediaFixture.bytes("picture.png")))
        let source = StubSource {
            AsyncThrowingStream { continuation in
                continuation.yield(bytes)
                Task {
                    let swept = try? await store.sweep()
                    #expect(swept == 0)
                    continuation.finish()
                }
            }
        }
        let asset = try await store.save(.remote(), at: .test(), from: source)
        #expect(asset.bytes == Int64(bytes.count))
    }

    /// The save fails with the kind and leaves no file behind.
    private func expect(
        _ kind: EaselError.Kind, _ reference: MediaReference, _ source: any MediaSource = NoSource(),
        location: SourceLocation = #_sourceLocation
    ) async {
        let error = await #expect(throws: EaselError.self, sourceLocation: location) {
            _ = try await store.save(reference, at: .test(), from: source)
        }
        #expect(error?.kind == kind, sourceLocation: location)
        #expect(error?.remedy.isEmpty == false, sourceLocation: location)
        #expect((try? folder.files())?.isEmpty == true, sourceLocation: location)
    }
}
