import EaselCore
import Foundation

/// Says where files would be, and writes none.
struct PicturedMediaStore: MediaStore {
    func save(_ media: MediaReference, at place: MediaPlacement, from source: any MediaSource) async throws(EaselError)
        -> Asset
    {
        let type = media.declaredType ?? .binary
        var asset = Asset(
            path: "/home/ada/Easel/2026-11-24/\(place.id.short)-\(place.index).\(type.fileExtension)", mediaType: type,
            bytes: 3_100_000,
            sha256: String(repeating: "0", count: 64))
        asset.width = media.pixels?.width
        asset.height = media.pixels?.height
        asset.durationSeconds = media.durationSeconds
        return asset
    }

    func read(_ attachment: Attachment) async throws(EaselError) -> MediaInput {
        MediaInput(role: attachment.role, bytes: Data([1]), type: .png, name: attachment.file.lastPathComponent)
    }

    func prepare(_ folder: URL?) async throws(EaselError) {}
}

/// Nothing is fetched in these tests.
struct NoMediaSource: MediaSource {
    func open(_ url: URL, trust: URLTrust) async throws(EaselError) -> MediaDownload {
        throw EaselError(.unsupported, "No download in tests.")
    }
}
