public import EaselCore
public import Foundation

/// The files of generations on a local disk. Deletes inside of one folder only.
public struct DiskMediaShelf: MediaShelf {
    private let root: String

    /// - Parameter root: the media folder.
    public init(root: URL) { self.root = root.standardizedFileURL.path }

    @concurrent
    public func look(
        at asset: Asset, known: Double?, verifying: Bool
    ) async throws(EaselError) -> (state: AssetState, modified: Double?) {
        var facts = stat()
        guard lstat(asset.path, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return (.missing, nil) }
        let modified = Double(facts.st_mtim.tv_sec) + Double(facts.st_mtim.tv_nsec) / 1e9
        guard Int64(facts.st_size) == asset.bytes else { return (.changed, modified) }
        if verifying {
            let sum = SmallFile.sha256(asset.path)
            if Task.isCancelled { throw .cancelled }
            return (sum == asset.sha256 ? .present : .changed, modified)
        }
        // Microseconds: the database and the file system do not round alike.
        let isKnown = known.map { abs($0 - modified) < 1e-5 } ?? true
        return (isKnown ? .present : .touched, modified)
    }

    @concurrent
    public func remove(_ asset: Asset) async throws(EaselError) -> Bool {
        var facts = stat()
        guard lstat(asset.path, &facts) == 0 else { return false }
        guard facts.st_mode & S_IFMT == S_IFREG,
            let folder = Self.real((asset.path as NSString).deletingLastPathComponent),
            let root = Self.real(root), folder == root || folder.hasPrefix(root + "/")
        else {
            throw EaselError(
                .storage, "\(asset.path) is not in the media folder: it was left.",
                remedy: "Delete it by hand if it is not wanted.")
        }
        let path = folder + "/" + (asset.path as NSString).lastPathComponent
        guard Int64(facts.st_size) == asset.bytes, SmallFile.sha256(path) == asset.sha256 else {
            throw EaselError(
                .storage, "\(asset.path) is not what was made: it was left.",
                remedy: "Delete it by hand if it is not wanted.")
        }
        let note = MediaSidecar(beside: path)
        guard unlink(path) == 0 else {
            throw StorageFailure.system(errno, "Cannot delete", path)
        }
        if note?.sha256 == asset.sha256 { unlink(path + MediaSidecar.suffix) }
        return true
    }

    /// Without links: a link in the media folder does not lead out of it.
    private static func real(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }
}
