public import EaselCore
public import Foundation

/// Media on a local disk.
///
/// A file appears under its name only when it is whole, checked and synced; nothing is ever overwritten; a failure or a
/// cancellation leaves nothing behind. File work never runs on the caller's actor.
public struct DiskMediaStore: MediaStore {
    let root: URL
    let limits: MediaLimits
    let timeZone: TimeZone

    /// `root` is the configured folder; it is divided by day in the given time zone.
    public init(root: URL, limits: MediaLimits = MediaLimits(), timeZone: TimeZone = .current) {
        self.root = root
        self.limits = limits
        self.timeZone = timeZone
    }

    @concurrent
    public func save(
        _ media: MediaReference, at place: MediaPlacement, from source: any MediaSource
    ) async throws(EaselError) -> Asset {
        let folder =
            place.folder ?? root.appendingPathComponent(MediaName.day(place.date, in: timeZone), isDirectory: true)
        let path = try Self.path(of: folder)
        try FolderAccess.create(path)
        let part = try PartFile(in: path, id: place.id, index: place.index, limit: limits.result)
        let announced = try await MediaIntake(part: part, source: source).take(media)
        guard !Task.isCancelled else { throw .cancelled }
        let (type, measure) = try MediaVerdict.of(part, expected: media.declaredType, announced: announced)
        let (file, sha256) = try part.place(MediaName(place, type: type), in: path)
        var asset = Asset(path: file, mediaType: type, bytes: part.count, sha256: sha256)
        let pixels = measure.pixels ?? media.pixels
        asset.width = pixels?.width
        asset.height = pixels?.height
        asset.durationSeconds = measure.durationSeconds ?? media.durationSeconds
        return asset
    }

    @concurrent
    public func prepare(_ folder: URL?) async throws(EaselError) {
        let path = try Self.path(of: folder ?? root)
        try FolderAccess.create(path)
        try FolderAccess.prove(path)
    }

    private static func path(of folder: URL) throws(EaselError) -> String {
        let path = folder.standardizedFileURL.path
        guard folder.isFileURL, !path.isEmpty, !path.utf8.contains(0) else {
            throw EaselError(
                .storage, "The output folder is not a folder on this machine.",
                remedy: "Choose a local folder with --output.")
        }
        return path
    }
}
