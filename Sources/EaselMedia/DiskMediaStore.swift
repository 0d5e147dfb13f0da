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
    let names: MediaNameTemplate
    let hasSidecars: Bool
    /// How time passes while a download is waited for.
    public var pace = DownloadPace()
    /// Where it is kept in which folders this process writes.
    public var ledger: FolderLedger?

    /// - Parameters:
    ///   - root: the configured folder, in which `names` makes folders.
    ///   - timeZone: of the dates in names.
    ///   - sidecars: write a note beside each file whose origin is known.
    public init(
        root: URL, limits: MediaLimits = MediaLimits(), timeZone: TimeZone = .current,
        names: MediaNameTemplate = .standard, sidecars: Bool = true
    ) {
        self.root = root
        self.limits = limits
        self.timeZone = timeZone
        self.names = names
        self.hasSidecars = sidecars
    }

    /// A folder that was given holds the files themselves: the folders of the template are for the configured one. The same
    /// result saved again (the process died before history knew of it) gives the file that is there.
    @concurrent
    public func save(
        _ media: MediaReference, at place: MediaPlacement, from source: any MediaSource
    ) async throws(EaselError) -> Asset {
        let name = MediaName(place, template: names, in: timeZone)
        let path = try Self.path(of: place.folder ?? name.folders.reduce(root) { $0.appendingPathComponent($1) })
        try FolderAccess.create(path)
        ledger?.note(path)
        let part = try PartFile(in: path, id: place.id, index: place.index, limit: limits.result)
        let intake = MediaIntake(part: part, source: source, limits: limits, pace: pace)
        let announced = try await intake.take(media)
        guard !Task.isCancelled else { throw .cancelled }
        var asset = try asset(part, media, announced)
        let note = hasSidecars ? MediaSidecar(place, of: asset) : nil
        let claim = MediaClaim(
            part: part, asset: asset, note: note,
            notePart: try note.flatMap { (note) throws(EaselError) in
                try Self.write(note, in: path)
            })
        asset.path = try claim.take(name, in: path)
        asset.index = place.index
        return asset
    }

    /// What the bytes tell, all but the path.
    private func asset(
        _ part: PartFile, _ media: MediaReference, _ announced: MediaType?
    ) throws(EaselError) -> Asset {
        let (type, measure) = try MediaVerdict.of(part, expected: media.declaredType, announced: announced)
        var asset = Asset(path: "", mediaType: type, bytes: part.count, sha256: try part.seal())
        let pixels = measure.pixels ?? media.pixels
        asset.width = pixels?.width
        asset.height = pixels?.height
        asset.durationSeconds = measure.durationSeconds ?? media.durationSeconds
        asset.hasContentCredentials = ContentCredentials.arePresent(in: part.bytes, type: type)
        return asset
    }

    /// A note that cannot be written as JSON (a number that is not finite) is left out.
    private static func write(_ note: MediaSidecar, in folder: String) throws(EaselError) -> PartFile? {
        guard let text = note.text else { return nil }
        let part = try PartFile(in: folder, id: note.id, index: note.index, limit: .max)
        try part.write(text)
        _ = try part.seal()
        return part
    }

    @concurrent
    public func prepare(_ folder: URL?) async throws(EaselError) {
        let path = try Self.path(of: folder ?? root)
        try FolderAccess.create(path)
        ledger?.note(path)
        try FolderAccess.prove(path)
    }

    static func path(of folder: URL) throws(EaselError) -> String {
        let path = folder.standardizedFileURL.path
        guard folder.isFileURL, !path.isEmpty, !path.utf8.contains(0) else {
            throw EaselError(
                .storage, "The output folder is not a folder on this machine.",
                remedy: "Choose a local folder with --output.")
        }
        return path
    }
}
