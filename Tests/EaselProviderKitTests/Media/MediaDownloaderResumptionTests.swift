import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

struct MediaDownloaderResumptionTests {
    private func resume(
        _ transport: CannedTransport, at offset: Int64 = 3, validator: String = "\"v1\"",
        trust: URLTrust = .withoutCredential, address: String = "https://cdn.test/a"
    ) async throws(EaselError) -> MediaDownload {
        let url = URL(string: address) ?? URL(fileURLWithPath: "/")
        return try await MediaDownloader(Sample.client(transport)).resume(
            url, trust: trust, at: MediaResumption(offset: offset, validator: validator))
    }

    private func rest(
        _ range: String, status: Int = 206, headers: HeaderFields = ["ETag": "\"v1\""]
    ) -> CannedTransport.Reply {
        .init(
            status, headers: headers.merging(["Content-Type": "video/mp4", "Content-Range": range]), chunks: [[4, 5]])
    }

    private let whole = CannedTransport.Reply(
        200, headers: ["Content-Type": "video/mp4", "Content-Length": "5", "ETag": "\"v2\""], chunks: [[9, 9, 9, 9, 9]])

    @Test func `the rest is asked for, on condition that the file is the same`() async throws {
        let transport = CannedTransport(rest("bytes 3-4/5"))
        let download = try await resume(transport)
        #expect(transport.calls.first?.headers["Range"] == "bytes=3-")
        #expect(transport.calls.first?.headers["If-Range"] == "\"v1\"")
        #expect((download.offset, download.expectedBytes, download.validator) == (3, 5, "\"v1\""))
        var bytes: [UInt8] = []
        for try await chunk in download.body { bytes += chunk }
        #expect(bytes == [4, 5])
    }

    @Test func `a file that changed comes whole`() async throws {
        let download = try await resume(CannedTransport(whole))
        #expect((download.offset, download.expectedBytes, download.validator) == (0, 5, "\"v2\""))
    }

    @Test(arguments: [
        "bytes 2-4/5", "bytes 3-3/5", "bytes 3-9/5", "bytes */5", "bytes 3-4", "bits 3-4/5", "",
        "bytes 99999999999999999999-4/5",
    ])
    func `a range that was not asked for is not taken: the whole file is fetched`(_ range: String) async throws {
        let transport = CannedTransport(rest(range), whole)
        let download = try await resume(transport)
        #expect(download.offset == 0 && transport.calls.count == 2)
        #expect(transport.calls.last?.headers["Range"] == nil)
    }

    @Test func `the rest of another file is not taken`() async throws {
        let transport = CannedTransport(rest("bytes 3-4/5", headers: ["ETag": "\"v2\""]), whole)
        #expect(try await resume(transport).offset == 0)
    }

    @Test func `nothing is missing when the file ends where the download broke`() async throws {
        let transport = CannedTransport(rest("bytes */3", status: 416))
        let download = try await resume(transport)
        #expect((download.offset, download.expectedBytes) == (3, 3))
        for try await _ in download.body { Issue.record("no byte was expected") }
    }

    @Test func `a file that became shorter is fetched whole`() async throws {
        let transport = CannedTransport(rest("bytes */2", status: 416), whole)
        #expect(try await resume(transport).offset == 0)
    }

    @Test func `the condition goes along over a redirect, the credential does not`() async throws {
        let transport = CannedTransport(
            .init(302, headers: ["Location": "https://cdn.test/b"]), rest("bytes 3-4/5"))
        let download = try await resume(transport, trust: .withCredential, address: "https://api.acme.test/v1/file")
        #expect(download.offset == 3)
        #expect(transport.calls.map { $0.headers["Range"] } == ["bytes=3-", "bytes=3-"])
        #expect(transport.calls.map { $0.headers["Authorization"] != nil } == [true, false])
    }

    @Test(
        arguments: [
            (["ETag": "\"a\""], "\"a\""), (["ETag": "W/\"a\""], nil), (["ETag": "a"], nil),
            (["ETag": "\"a\"", "Accept-Ranges": "none"], nil), (["ETag": "\"a\"", "Content-Encoding": "gzip"], nil),
            (["Last-Modified": "Sun, 06 Nov 1994 08:49:37 GMT"], "Sun, 06 Nov 1994 08:49:37 GMT"),
            (["Last-Modified": "Sun, 06 Nov 1994 08:49:37 GMT", "Date": "Sun, 06 Nov 1994 08:49:37 GMT"], nil),
            (["Last-Modified": "yesterday"], nil), ([:], nil),
        ] as [(HeaderFields, String?)])
    func `only what surely names this very file is a condition`(_ headers: HeaderFields, _ validator: String?)
        async throws
    {
        let transport = CannedTransport(.init(200, headers: headers, chunks: [[1]]))
        let url = try #require(URL(string: "https://cdn.test/a"))
        let download = try await MediaDownloader(Sample.client(transport)).open(url, trust: .withoutCredential)
        #expect(download.validator == validator)
    }

    @Test func `a server that fails meanwhile is a failure, with its wait`() async {
        let transport = CannedTransport(.init(503, headers: ["Retry-After": "7"]))
        let error = await failure { () async throws(EaselError) in try await resume(transport) }
        #expect(error?.kind == .unavailable && error?.retryAfterSeconds == 7)
    }
}
