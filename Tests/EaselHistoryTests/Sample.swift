import EaselCore
import EaselHistory
import Foundation

/// Records for tests: valid, and different where a test says so.
enum Sample {
    static let start = Date(timeIntervalSince1970: 1_780_000_000)

    /// An id made `seconds` after the start.
    static func id(_ seconds: Double = 0) -> JobID {
        var generator = SystemRandomNumberGenerator()
        return JobID(at: start.addingTimeInterval(seconds), using: &generator)
    }

    static func record(_ prompt: String = "A lighthouse at dawn", at seconds: Double = 0, id: JobID? = nil)
        -> GenerationRecord
    {
        GenerationRecord(
            id: id ?? Self.id(seconds), createdAt: start.addingTimeInterval(seconds),
            draft: GenerationDraft(modality: .image, prompt: prompt), provider: "fal", model: "fal-ai/flux/dev",
            isSandbox: false)
    }

    static func asset(_ path: String = "/media/a.png") -> Asset {
        var asset = Asset(path: path, mediaType: .png, bytes: 123, sha256: String(repeating: "0f", count: 32))
        asset.width = 640
        asset.height = 480
        return asset
    }

    static func job(_ id: String = "req-1") -> RemoteJob {
        RemoteJob(
            provider: "fal", modality: .image, model: "fal-ai/flux/dev", id: id,
            handle: .object(["statusURL": "https://queue.fal.run/x", "n": 3]), acceptedAt: start)
    }
}

extension GRDBHistoryStore {
    /// Opens and closes a row in one go.
    func keep(_ record: GenerationRecord, status: GenerationStatus = .succeeded, text: String? = nil) async throws {
        try await open(record)
        var closed = record
        closed.status = status
        closed.text = text
        try await close(closed)
    }

    func prompts(_ query: HistoryQuery) async throws -> [String] {
        try await page(query).records.map(\.draft.prompt)
    }
}

/// A folder that goes with its test.
final class TemporaryFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("easel-history-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func file(_ name: String) -> URL { url.appendingPathComponent(name) }

    func mode(_ name: String) throws -> Int {
        let value = try FileManager.default.attributesOfItem(atPath: file(name).path)[.posixPermissions]
        return (value as? Int) ?? -1
    }
}
