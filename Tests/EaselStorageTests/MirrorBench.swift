import EaselCore
import EaselHistory
import EaselMedia
import EaselProviderKit
import EaselStorage
import Foundation
import Synchronization
import Testing

/// A machine with a media folder and a history; mirrors on it stand for processes.
final class MirrorBench: Sendable {
    let folder: URL
    let history: GRDBHistoryStore
    let waits = Mutex([Duration]())

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "easel-mirror-\(UUID().uuidString)")
        history = try GRDBHistoryStore.inMemory()
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// - Parameter dead: processes that do not run any more.
    func mirror(
        _ storage: CloudStorage, owner: String = "us", dead: Set<String> = [], usual: String? = "gs://bucket-1/easel",
        obstacle: EaselError? = nil
    ) throws -> CloudMirror {
        var pace = UploadPace()
        pace.random = { 0 }
        pace.sleep = { [self] duration in
            try Task.checkCancellation()
            waits.withLock { $0.append(duration) }
        }
        return CloudMirror(
            storage, ledger: history,
            home: CloudHome(root: folder, usual: try usual.map { try CloudFolder($0) }, obstacle: obstacle),
            holder: UploadHolder(name: owner, isAlive: { !dead.contains($0) }), pace: pace)
    }

    /// A finished generation with one file of so many bytes, kept in history with the place that the mirror gives it.
    func generation(
        _ count: Int, for mirror: CloudMirror, output: String? = nil
    ) async throws -> (record: GenerationRecord, asset: Asset) {
        var draft = GenerationDraft(modality: .image, prompt: "a red fox")
        draft.outputFolder = output.flatMap(URL.init(string:))
        var record = GenerationRecord(
            id: .new(), createdAt: Date(timeIntervalSince1970: 1_780_000_000), draft: draft, provider: "fal",
            model: "m",
            isSandbox: false)
        try await history.open(record)
        let bytes = Data((0..<count).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 13) })
        let place = MediaPlacement(
            folder: draft.localFolder, prompt: "a red fox", id: record.id, date: record.createdAt, index: 0)
        var asset = try await DiskMediaStore(root: folder).save(
            MediaReference(.bytes(bytes), declaredType: "audio/pcm"), at: place, from: Nowhere())
        asset.cloud = mirror.place(for: asset, of: record)
        try await history.add(asset, to: record.id)
        record.status = .succeeded
        try await history.close(record)
        return (record, asset)
    }

    func entry(_ record: GenerationRecord) async throws -> UploadEntry {
        try #require(try await history.upload(of: UploadKey(record.id, index: 0)))
    }
}

struct Nowhere: MediaSource {
    func open(_ url: URL, trust: URLTrust) async throws(EaselError) -> MediaDownload {
        throw EaselError(.unsupported, "No other address was expected here.")
    }
}
