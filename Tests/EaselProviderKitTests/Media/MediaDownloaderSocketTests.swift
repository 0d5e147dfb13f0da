import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

struct MediaDownloaderSocketTests {
    /// Answers the first request with half of the file and a reset, and any later one after its `Range`.
    private static func serve(_ file: [UInt8]) throws -> LoopbackServer {
        try LoopbackServer { connection in
            let head = connection.readHead().lowercased()
            let tag = "ETag: \"v1\"\r\nContent-Type: video/mp4\r\nConnection: close\r\n"
            if head.contains("range: bytes=500-\r\n"), head.contains("if-range: \"v1\"\r\n") {
                connection.send(
                    "HTTP/1.1 206 Partial Content\r\n\(tag)Content-Range: bytes 500-999/1000\r\nContent-Length: 500\r\n\r\n"
                )
                connection.send(Array(file[500...]))
            } else {
                connection.send("HTTP/1.1 200 OK\r\n\(tag)Content-Length: 1000\r\n\r\n")
                connection.send(Array(file[..<500]))
            }
            connection.close()
        }
    }

    @Test func `what a broken connection left out comes with the second request`() async throws {
        let file = (0..<1000).map { UInt8(truncatingIfNeeded: $0) }
        let server = try Self.serve(file)
        let sample = Sample.client(CannedTransport(), base: server.url.absoluteString)
        var context = sample.context
        context.transport = AsyncHTTPTransport()
        let downloader = MediaDownloader(APIClient(sample.profile, base: sample.base, context: context))
        let first = try await downloader.open(server.url, trust: .withoutCredential)
        var bytes: [UInt8] = []
        let error = await #expect(throws: EaselError.self) {
            for try await piece in first.body { bytes += piece }
        }
        #expect(error?.kind == .unavailable && bytes == Array(file[..<500]))
        let point = MediaResumption(offset: Int64(bytes.count), validator: try #require(first.validator))
        let rest = try await downloader.resume(server.url, trust: .withoutCredential, at: point)
        #expect((rest.offset, rest.expectedBytes) == (500, 1000))
        for try await piece in rest.body { bytes += piece }
        #expect(bytes == file)
    }
}
