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
            removed += Self.clear(folder, names, oldest)
            return !Task.isCancelled
        }
        return removed
    }

    /// Removes what killed processes left in the folders that they wrote in, wherever those are. Costs nothing when none was
    /// killed.
    @concurrent
    public func sweepLeft(now: Date = Date()) async {
        let oldest = now.addingTimeInterval(-86_400).timeIntervalSince1970
        ledger?.clearLeft { folder in
            FolderWalk(root: folder, depth: 0, includesHidden: true).visit { folder, names in
                _ = Self.clear(folder, names, oldest)
                return true
            }
        }
    }

    private static func clear(_ folder: String, _ names: [String], _ oldest: Double) -> Int {
        names.count { name in
            name.hasPrefix(".easel-") && name.hasSuffix(".part")
                && PartLock.removeIfLeft(folder + "/" + name, oldest: oldest) {
                    LeftNote.rescue(folder + "/" + name, in: folder, names)
                }
        }
    }
}
