import EaselCore
import EaselProviderKit
import EaselStorage
import EaselTestSupport
import Foundation
import Testing

struct CloudStorageTests {
    @Test(arguments: [
        ("gs://bucket-1/a/b c.png", "bucket-1", "a/b c.png"), ("gs://bucket-1/a%2Fb.png", "bucket-1", "a/b.png"),
        ("gs://bucket.with.dots/x", "bucket.with.dots", "x"), ("gs://bucket-1/ä//b", "bucket-1", "ä//b"),
    ])
    func `an address names an object`(_ text: String, _ bucket: String, _ name: String) throws {
        let url = try #require(URL(string: text))
        let object = try #require(CloudObject(url))
        #expect((object.bucket, object.name) == (bucket, name))
    }

    @Test(arguments: [
        "https://bucket-1/a", "gs://bucket-1", "gs://bucket-1/", "gs:///a", "gs://UPPER/a", "gs://b/a",
        "gs://bucket-1/a%00b",
    ])
    func `other addresses name none`(_ text: String) throws {
        if let url = URL(string: text) { #expect(CloudObject(url) == nil) }
    }

    @Test func `a folder gives each file its place`() throws {
        let folder = try CloudFolder("gs://bucket-1/easel/media/")
        #expect(folder.description == "gs://bucket-1/easel/media")
        #expect(
            try folder.object(for: "/home/me/easel/2026-11-24/a.png", under: "/home/me/easel").name
                == "easel/media/2026-11-24/a.png")
        #expect(try folder.object(for: "/elsewhere/b.png", under: "/home/me/easel").name == "easel/media/b.png")
        #expect(try CloudFolder("gs://bucket-1").object("x.png").name == "x.png")
        for text in ["bucket-1", "gs://", "gs://UPPER", "gs://bucket-1/../x", "https://bucket-1/x"] {
            #expect(throws: EaselError.self) { try CloudFolder(text) }
        }
    }

    @Test(arguments: [
        ("http://localhost:4443", "http://localhost:4443"), ("localhost:4443", "http://localhost:4443"),
        ("https://gcs.test/", "https://gcs.test"), ("", "https://storage.googleapis.com"),
    ])
    func `an emulator is named with or without a scheme`(_ text: String, _ base: String) {
        #expect(CloudStorageEndpoint(environment: ["STORAGE_EMULATOR_HOST": text]).base.absoluteString == base)
        #expect(CloudStorageEndpoint.isEmulated(["STORAGE_EMULATOR_HOST": text]) == !text.isEmpty)
    }

    @Test(arguments: [
        (401, EaselError.Kind.authentication), (403, .permission), (400, .invalidRequest), (429, .rateLimited),
        (500, .unavailable), (503, .unavailable), (504, .timeout), (408, .timeout), (413, .storage),
    ])
    func `a failure is sorted by its status, and the token is cut out`(_ status: Int, _ kind: EaselError.Kind)
        async throws
    {
        let transport = CannedTransport(
            .json(
                """
                {"error":{"code":\(status),"message":"Bad \(FixedAuthorizer.token.secret)\\u001b[31m",\
                "errors":[{"reason":"someReason"}]}}
                """, status: status, headers: ["Retry-After": "3"]))
        let object = try CloudObject(bucket: "bucket-1", name: "a")
        let error = await #expect(throws: EaselError.self) { try await CloudStorage(transport).facts(of: object) }
        #expect((error?.kind, error?.httpStatus, error?.providerCode) == (kind, status, "someReason"))
        #expect(error?.retryAfterSeconds == 3)
        #expect(
            error?.message.contains(FixedAuthorizer.token.secret) == false && error?.message.contains("\u{1B}") == false
        )
    }

    @Test func `what is not there is nil`() async throws {
        let transport = CannedTransport(.init(404))
        #expect(try await CloudStorage(transport).facts(of: CloudObject(bucket: "bucket-1", name: "a/b ü")) == nil)
        #expect(transport.calls.first?.url.absoluteString.hasSuffix("/storage/v1/b/bucket-1/o/a%2Fb%20%C3%BC") == true)
    }

    @Test(arguments: ["", "[]", "{}", "{\"size\":null}", "{\"size\":\"-1\"}", "{\"size\":{}}", "<html>"])
    func `an answer that says no size cannot be used`(_ text: String) async throws {
        let object = try CloudObject(bucket: "bucket-1", name: "a")
        let error = await #expect(throws: EaselError.self) {
            try await CloudStorage(CannedTransport(.json(text))).facts(of: object)
        }
        #expect(error?.kind == .invalidResponse)
    }
}

struct CloudMediaSourceTests {
    private struct Others: MediaSource {
        func open(_ url: URL, trust: URLTrust) async throws(EaselError) -> MediaDownload {
            throw EaselError(.unsupported, "asked for \(url)")
        }
    }

    private let bytes = [UInt8](0..<200)
    private let cloud = FakeCloud()

    private func collected(_ download: MediaDownload) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await piece in download.body { bytes += piece }
        return bytes
    }

    @Test func `a result in a bucket is fetched with its checksum, one version of it`() async throws {
        cloud.with { $0.objects["media/a.mp4"] = bytes }
        let transport = cloud.transport
        let source = CloudMediaSource(CloudStorage(transport), otherwise: Others())
        let url = try #require(URL(string: "gs://bucket-1/media/a.mp4"))
        let download = try await source.open(url, trust: .withoutCredential)
        #expect((download.declaredType, download.expectedBytes, download.offset) == (.mp4, 200, 0))
        #expect(download.validator == "1795514400000000" && download.crc32c != nil)
        #expect(try await collected(download) == bytes)
        #expect(transport.calls.last?.url.query()?.contains("generation=1795514400000000") == true)
        let rest = try await source.resume(
            url, trust: .withoutCredential, at: .init(offset: 150, validator: "1795514400000000"))
        #expect(rest.offset == 150 && rest.crc32c == download.crc32c)
        #expect(try await collected(rest) == Array(bytes.dropFirst(150)))
        let whole = try await source.resume(url, trust: .withoutCredential, at: .init(offset: 150, validator: "older"))
        #expect(whole.offset == 0)
    }

    @Test func `other addresses are left to the other source, without the token`() async throws {
        let transport = cloud.transport
        let source = CloudMediaSource(CloudStorage(transport), otherwise: Others())
        for address in ["https://storage.googleapis.com/x", "http://evil.test/gs://bucket-1/a"] {
            let url = try #require(URL(string: address))
            let error = await #expect(throws: EaselError.self) { try await source.open(url, trust: .withCredential) }
            #expect(error?.kind == .unsupported)
        }
        #expect(transport.calls.isEmpty)
    }

    @Test func `an object that is gone is told`() async throws {
        let source = CloudMediaSource(CloudStorage(cloud.transport), otherwise: Others())
        let url = try #require(URL(string: "gs://bucket-1/gone"))
        let error = await #expect(throws: EaselError.self) { try await source.open(url, trust: .withoutCredential) }
        #expect(error?.kind == .storage && error?.message.contains("gs://bucket-1/gone") == true)
    }
}
