public import EaselCore
import Foundation

extension DiskMediaStore {
    /// Finds the files of a generation by the notes beside them: a process may have died after a file was in place and before
    /// history knew of it.
    @concurrent
    public func recover(_ place: MediaPlacement) async throws(EaselError) -> [Asset] {
        let name = MediaName(place, template: names, in: timeZone)
        let folder = try Self.path(of: place.folder ?? name.folders.reduce(root) { $0.appendingPathComponent($1) })
        var found: [(index: Int, asset: Asset)] = []
        FolderWalk(root: folder, depth: 0).visit { folder, names in
            for entry in names where entry.hasPrefix(name.stem) && entry.hasSuffix(MediaSidecar.suffix) {
                let file = folder + "/" + entry.dropLast(MediaSidecar.suffix.count)
                guard let note = MediaSidecar(beside: file), note.id == place.id, SmallFile.size(file) == note.bytes,
                    SmallFile.sha256(file) == note.sha256
                else { continue }
                found.append((note.index, note.asset(at: file)))
            }
            return true
        }
        return found.sorted { ($0.index, $0.asset.path) < ($1.index, $1.asset.path) }.map(\.asset)
    }
}
