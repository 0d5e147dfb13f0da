import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

struct MediaDownloaderTests {
    private func open(
        _ address: String, _ transport: CannedTransport, trust: URLTrust = .withoutCredential
    ) async throws(EaselError) -> MediaDownload {
        let url = URL(string: address) ?? URL(fileURLWithPath: "/")
        return try await MediaDownloader(Sample.client(transport)).open(url, trust: trust)
    }

    private func redirect(to location: String) -> CannedTransport.Reply { .init(302, headers: ["Location": location]) }

    private let picture = CannedTransport.Reply(
        200, headers: ["Content-Type": "image/png", "Content-Length": "3"], chunks: [[1, 2], [3]])

    @Test func `another host gets no credential`() async throws {
        let transport = CannedTransport(picture)
        let download = try await open("https://v3.fal.media/x.png", transport)
        #expect(download.declaredType == .png && download.expectedBytes == 3)
        var bytes: [UInt8] = []
        for try await chunk in download.body { bytes += chunk }
        #expect(bytes == [1, 2, 3])
        #expect(transport.calls.first?.headers["Authorization"] == nil)
    }

    @Test(arguments: [("https://api.acme.test/v1/file", true), ("https://cdn.acme.test/file", false)])
    func `the credential goes to the provider's own origin only, even if trusted`(_ address: String, _ signed: Bool)
        async throws
    {
        let transport = CannedTransport(picture)
        _ = try await open(address, transport, trust: .withCredential)
        #expect((transport.calls.first?.headers["Authorization"] != nil) == signed)
    }

    @Test func `the own origin without trust gets no credential`() async throws {
        let transport = CannedTransport(picture)
        _ = try await open("https://api.acme.test/v1/file", transport)
        #expect(transport.calls.first?.headers["Authorization"] == nil)
    }

    @Test(arguments: [
        "http://127.0.0.1/x", "http://169.254.169.254/latest", "https://[::1]/x", "http://2130706433/x",
        "file:///etc/passwd", "ftp://a.test/x",
    ])
    func `private addresses and other schemes are refused unsent`(_ address: String) async {
        let transport = CannedTransport(picture)
        #expect(
            await failure { () async throws(EaselError) in try await open(address, transport) }?.kind
                == .invalidResponse)
        #expect(transport.calls.isEmpty)
    }

    @Test func `a configured private address is reached`() async throws {
        let transport = CannedTransport(picture)
        let client = Sample.client(transport, base: "http://127.0.0.1:8123/acme")
        let url = try #require(URL(string: "http://127.0.0.1:8123/files/x.png"))
        _ = try await MediaDownloader(client).open(url, trust: .withCredential)
        #expect(transport.calls.first?.headers["Authorization"] == "Bearer \(Sample.secret)")
    }

    @Test(arguments: [("https://cdn.test/x", HTTPCall.Reach.internet), ("https://api.acme.test/v1/file", .anywhere)])
    func `other hosts must not lead inside by their names either`(_ address: String, _ reach: HTTPCall.Reach)
        async throws
    {
        let transport = CannedTransport(picture)
        _ = try await open(address, transport)
        #expect(transport.calls.first?.reach == reach)
    }

    @Test func `a redirect is followed, and the credential stays behind for good`() async throws {
        let transport = CannedTransport(
            redirect(to: "https://cdn.test/a"), redirect(to: "https://api.acme.test/v1/b"), picture)
        _ = try await open("https://api.acme.test/v1/file", transport, trust: .withCredential)
        #expect(transport.calls.map { $0.headers["Authorization"] != nil } == [true, false, false])
    }

    @Test func `a relative redirect is followed`() async throws {
        let transport = CannedTransport(redirect(to: "/elsewhere?x=1"), picture)
        _ = try await open("https://cdn.test/a/b", transport)
        #expect(transport.calls.last?.url.absoluteString == "https://cdn.test/elsewhere?x=1")
    }

    @Test(arguments: ["http://cdn.test/plain", "https://127.0.0.1/x", "http://10.0.0.1/", "file:///etc/passwd"])
    func `a redirect to a worse place is refused`(_ location: String) async {
        let transport = CannedTransport(redirect(to: location), picture)
        #expect(
            await failure { () async throws(EaselError) in try await open("https://cdn.test/a", transport) }?.kind
                == .invalidResponse)
        #expect(transport.calls.count == 1)
    }

    @Test func `the sixth redirect is one too many`() async {
        let transport = CannedTransport(redirect(to: "https://cdn.test/again"))
        #expect(
            await failure { () async throws(EaselError) in try await open("https://cdn.test/a", transport) }?.kind
                == .invalidResponse)
        #expect(transport.calls.count == 6)
    }

    @Test(arguments: [
        (404, EaselError.Kind.invalidResponse), (403, .invalidResponse), (503, .unavailable), (429, .rateLimited),
    ])
    func `an error status is an error`(_ status: Int, _ kind: EaselError.Kind) async {
        let transport = CannedTransport(.html(status: status))
        let error = await failure { () async throws(EaselError) in try await open("https://cdn.test/a", transport) }
        #expect(error?.kind == kind && error?.httpStatus == status)
    }

    @Test(arguments: ["text/html; charset=utf-8", "application/json"]) func `a page in place of media is an error`(
        _ type: String
    ) async {
        let transport = CannedTransport(.init(200, headers: ["Content-Type": type], chunks: [[60]]))
        #expect(
            await failure { () async throws(EaselError) in try await open("https://cdn.test/a", transport) }?.kind
                == .invalidResponse)
    }
}
