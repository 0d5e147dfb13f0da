public import EaselCore
public import Foundation

extension DiskMediaStore {
    /// Removes what crashed processes left: hidden part files that nobody writes any more, in the configured folder and those
    /// that its names make, or in the folder given. Where the file system knows no locks, those not written to for a day go.
    /// Returns how many went. A folder that is missing has none.
    @concurrent
    @discardableResult
    public func sweep(_ folder: URL? = nil, now: Date = Date()) async throws(EaselError) -> Int {
        let oldest = now.addingTimeInterval(-86_400).timeIntervalSince1970
        let walk = FolderWalk(
            root: (folder ?? root).path, depth: folder == nil ? names.folders.count : 0, includesHidden: true)
        var removed = 0
        walk.visit { folder, names in
            for name in names where name.hasPrefix(".easel-") && name.hasSuffix(".part") {
                if PartLock.removeIfLeft(folder + "/" + name, oldest: oldest) { removed += 1 }
            }
            return !Task.isCancelled
        }
        return removed
    }
}
