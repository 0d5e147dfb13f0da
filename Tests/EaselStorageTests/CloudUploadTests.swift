import EaselCore
import EaselProviderKit
import EaselStorage
import EaselTestSupport
import Foundation
import Testing

struct CloudUploadTests {
    let cloud = FakeCloud()
    let file: UploadFixture
    let log = CheckpointLog()

    init() throws { file = try UploadFixture(3 * CloudStorage.granule + 100) }

    private func send(
        _ transport: CannedTransport, from checkpoint: CloudUploadCheckpoint? = nil, piece: Int = CloudStorage.granule
    ) async throws -> CloudUploadResult {
        try await CloudStorage(transport).upload(file.upload(), from: checkpoint, pieceLength: piece, keep: log.keep)
    }

    private func stored() -> [UInt8]? { cloud.with { $0.objects["media/a.mp4"] } }

    @Test func `a file goes up in whole granules, and nothing may be under its name`() async throws {
        let transport = cloud.transport
        let result = try await send(transport, piece: 2 * CloudStorage.granule + 5)
        #expect(stored() == file.bytes && !result.wasThere)
        #expect((result.facts.bytes, result.facts.crc32c) == (Int64(file.bytes.count), file.crc32c))
        let calls = transport.calls
        #expect(calls.map(\.method) == [.get, .post, .put, .put])
        #expect(
            calls[1].url.absoluteString
                == "https://storage.googleapis.com/upload/storage/v1/b/bucket-1/o?ifGenerationMatch=0&name=media%2Fa.mp4&uploadType=resumable"
        )
        #expect(calls[1].headers["X-Upload-Content-Type"] == "video/mp4")
        #expect(calls[1].headers["X-Upload-Content-Length"] == "786532")
        #expect(calls[2].headers["Content-Range"] == "bytes 0-524287/786532")
        #expect(calls[3].headers["Content-Range"] == "bytes 524288-786531/786532")
        #expect(calls[2].headers["X-Goog-Hash"] == nil && calls[3].headers["X-Goog-Hash"]?.hasPrefix("crc32c=") == true)
        #expect(calls.allSatisfy { $0.headers["Authorization"] != nil })
        #expect(log.all.map(\.confirmed) == [0, 524_288])
    }

    @Test func `an empty file becomes an empty object`() async throws {
        let empty = try UploadFixture(0)
        let transport = cloud.transport
        let result = try await CloudStorage(transport).upload(empty.upload(), keep: log.keep)
        #expect(result.facts.bytes == 0 && transport.calls.last?.headers["Content-Range"] == "bytes */0")
    }

    @Test func `an upload goes on after a crash, from what the server has and not from what was sent`() async throws {
        cloud.with {
            $0.keeps = 262_144
            $0.losses = [3]
        }
        await #expect(throws: EaselError.self) { try await send(cloud.transport, piece: 2 * CloudStorage.granule) }
        let checkpoint = try #require(log.all.last)
        #expect(checkpoint.confirmed == 262_144)
        cloud.with { $0.keeps = .max }
        let transport = cloud.transport
        _ = try await send(transport, from: checkpoint)
        #expect(stored() == file.bytes)
        #expect(transport.calls.first?.headers["Content-Range"] == "bytes */786532")
        #expect(transport.calls[1].headers["Content-Range"]?.hasPrefix("bytes 524288-") == true)
    }

    @Test func `a server that kept nothing says no range`() async throws {
        cloud.with { $0.faults = [2: .init(503)] }
        await #expect(throws: EaselError.self) { try await send(cloud.transport) }
        let transport = cloud.transport
        _ = try await send(transport, from: log.all.last)
        #expect(transport.calls[1].headers["Content-Range"]?.hasPrefix("bytes 0-") == true)
        #expect(stored() == file.bytes)
    }

    @Test func `a last answer that was lost costs no second upload`() async throws {
        cloud.with { $0.losses = [5] }
        await #expect(throws: EaselError.self) { try await send(cloud.transport) }
        let again = cloud.transport
        #expect(try await !send(again, from: log.all.last).wasThere)
        #expect(again.calls.count == 1)
        cloud.with { $0.sessions = [:] }
        let late = cloud.transport
        #expect(try await send(late, from: log.all.last).wasThere)
        #expect(late.calls.map(\.method) == [.put, .get])
    }

    @Test func `a session that is gone is opened again`() async throws {
        cloud.with { $0.losses = [3] }
        await #expect(throws: EaselError.self) { try await send(cloud.transport) }
        cloud.with { $0.sessions = ["other": ("x", [])] }
        _ = try await send(cloud.transport, from: log.all.last)
        #expect(stored() == file.bytes)
    }

    @Test func `the checkpoint of another file, or of a file that changed, is not used`() async throws {
        cloud.with { $0.losses = [3] }
        await #expect(throws: EaselError.self) { try await send(cloud.transport) }
        var checkpoint = try #require(log.all.last)
        checkpoint.modified += 1
        let transport = cloud.transport
        _ = try await send(transport, from: checkpoint)
        #expect(transport.calls.map(\.method).prefix(2) == [.get, .post])
    }

    @Test func `another content under the name is a conflict, and stays`() async throws {
        cloud.with { $0.objects["media/a.mp4"] = [1, 2, 3] }
        let error = await #expect(throws: EaselError.self) { try await send(cloud.transport) }
        #expect((error?.kind, error?.httpStatus, error?.providerCode) == (.storage, 412, "conditionNotMet"))
        #expect(stored() == [1, 2, 3])
    }

    @Test func `a name that is taken while the file goes up is a conflict too, or success with our own content`()
        async throws
    {
        for (content, isOurs) in [([1, 2, 3], false), (file.bytes, true)] {
            let cloud = FakeCloud()
            let keep: @Sendable (CloudUploadCheckpoint) async throws(EaselError) -> Void = {
                (_) async throws(EaselError) in
                cloud.with { $0.objects["media/a.mp4"] = content }
            }
            let result = try? await CloudStorage(cloud.transport).upload(file.upload(), keep: keep)
            #expect(result?.wasThere == (isOurs ? true : nil))
            #expect(cloud.with { $0.objects["media/a.mp4"] } == content)
        }
    }

    @Test func `who may not look may still create`() async throws {
        cloud.with { $0.faults = [0: .json("{}", status: 403)] }
        #expect(try await !send(cloud.transport).wasThere)
    }

    @Test func `an object with another checksum than the file is an error and goes again`() async throws {
        cloud.with { $0.isDamaging = true }
        let transport = cloud.transport
        let error = await #expect(throws: EaselError.self) { try await send(transport) }
        #expect(error?.kind == .invalidResponse && stored() == nil)
        #expect(transport.calls.last?.url.query()?.contains("ifGenerationMatch=1795514400000000") == true)
    }

    @Test func `a server that keeps nothing is given up`() async throws {
        cloud.with { $0.keeps = 0 }
        let error = await #expect(throws: EaselError.self) { try await send(cloud.transport) }
        #expect(error?.kind == .unavailable)
    }

    @Test(arguments: [
        "http://storage.googleapis.com/x?upload_id=1", "https://evil.test/x?upload_id=1", "/relative",
        "https://user@storage.googleapis.com/x", "",
    ])
    func `a session at another address gets neither the file nor the token`(_ location: String) async throws {
        cloud.with { $0.faults = [1: .init(200, headers: ["Location": location])] }
        let transport = cloud.transport
        let error = await #expect(throws: EaselError.self) { try await send(transport) }
        #expect(error?.kind == .invalidResponse && transport.calls.count == 2)
    }

    @Test func `a configured server is reached by its configured address, whatever it calls itself`() async throws {
        let transport = cloud.transport
        let endpoint = CloudStorageEndpoint(environment: ["STORAGE_EMULATOR_HOST": "localhost:4443"])
        _ = try await CloudStorage(transport: transport, authorizer: nil, endpoint: endpoint).upload(
            file.upload(), keep: log.keep)
        #expect(transport.calls.allSatisfy { $0.url.absoluteString.hasPrefix("http://localhost:4443/") })
        #expect(transport.calls.allSatisfy { $0.headers["Authorization"] == nil })
    }

    @Test func `no print of a checkpoint shows the session`() async throws {
        _ = try await send(cloud.transport)
        #expect(log.all.allSatisfy { !"\($0)".contains("upload_id") && $0.session.contains("upload_id") })
    }

    @Test func `what is no file is refused unsent`() async throws {
        let transport = cloud.transport
        for path in ["/no/such/file", FileManager.default.temporaryDirectory.path] {
            var upload = try file.upload()
            upload.file = URL(fileURLWithPath: path)
            let wrong = upload
            let error = await #expect(throws: EaselError.self) {
                try await CloudStorage(transport).upload(wrong, keep: log.keep)
            }
            #expect(error?.kind == .storage)
        }
        #expect(transport.calls.isEmpty)
    }
}
