import EaselCore
import EaselMedia
import Foundation
import Testing

/// Real files, made with ffmpeg 5.1: a 64x48 test picture, a second of it, and half a second of a sine tone.
enum MediaFixture {
    static func bytes(_ name: String) throws -> Data {
        try Data(
            contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
                "Fixtures/\(name)"))
    }
}

/// A folder that goes with its test.
final class MediaFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent(
            "easel-media-\(UUID().uuidString)", isDirectory: true)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func file(_ name: String) -> URL { url.appendingPathComponent(name) }

    /// Every file below the folder, hidden ones included.
    func files() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: url.path).filter {
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: url.path + "/" + $0, isDirectory: &isFolder)
                && !isFolder.boolValue
        }.sorted()
    }

    func mode(_ name: String) throws -> Int {
        (try FileManager.default.attributesOfItem(atPath: url.path + "/" + name)[.posixPermissions] as? Int) ?? -1
    }
}

/// Answers every address with the same body.
struct StubSource: MediaSource {
    var declaredType: MediaType?
    var expectedBytes: Int64?
    var body: @Sendable () -> any AsyncSequence<[UInt8], any Error> & Sendable

    init(
        _ pieces: [[UInt8]], type: MediaType? = nil, expected: Int64? = nil, failure: (any Error)? = nil
    ) {
        declaredType = type
        expectedBytes = expected
        body = {
            AsyncThrowingStream { continuation in
                for piece in pieces { continuation.yield(piece) }
                continuation.finish(throwing: failure)
            }
        }
    }

    init(body: @escaping @Sendable () -> any AsyncSequence<[UInt8], any Error> & Sendable) { self.body = body }

    func open(_ url: URL, trust: URLTrust) async throws(EaselError) -> MediaDownload {
        MediaDownload(declaredType: declaredType, expectedBytes: expectedBytes, body: body())
    }
}

/// For references that need none.
struct NoSource: MediaSource {
    func open(_ url: URL, trust: URLTrust) async throws(EaselError) -> MediaDownload {
        throw EaselError(.invalidRequest, "No address was expected here: \(url)")
    }
}

extension MediaPlacement {
    static func test(_ prompt: String = "A lighthouse at dawn", folder: URL? = nil, id: JobID = .new(), index: Int = 0)
        -> MediaPlacement
    {
        MediaPlacement(
            folder: folder, prompt: prompt, id: id, date: Date(timeIntervalSince1970: 1_795_500_000), index: index)
    }
}

extension MediaReference {
    static func remote(_ type: MediaType? = nil) throws -> MediaReference {
        MediaReference(.url(try #require(URL(string: "https://example.com/x")), .withoutCredential), declaredType: type)
    }
}
