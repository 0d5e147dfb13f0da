import EaselCore
import Foundation

/// Known files that are not in their place, and the search for their content.
struct MovedFiles {
    let root: String
    private var lost: [(known: IndexedFile, isTaken: Bool)] = []
    /// Where the lost ones of a size are in `lost`.
    private var bySize: [Int64: [Int]] = [:]
    /// Hash values of the paths that are in order: they are nobody else's new place.
    private var inPlace: Set<Int> = []

    init(root: String) { self.root = root }

    /// Looks where the file should be. What is not there, or is another content, is searched for later.
    mutating func isInPlace(_ known: IndexedFile, verifying: Bool) -> Bool {
        let asset = known.asset
        let size = SmallFile.size(asset.path)
        if size == asset.bytes, !verifying || SmallFile.sha256(asset.path) == asset.sha256 {
            inPlace.insert(asset.path.hashValue)
            return true
        }
        look(for: known, isTaken: size != nil)
        return false
    }

    /// Searches for a file that is not in its place.
    ///
    /// - Parameter isTaken: something else is there.
    mutating func look(for known: IndexedFile, isTaken: Bool = false) {
        bySize[known.asset.bytes, default: []].append(lost.count)
        lost.append((known, isTaken))
    }

    /// Goes through the folder once. Throws when the task is cancelled.
    mutating func find() throws(CancellationError) -> [(IndexedFile, MediaAudit.Finding)] {
        var places: [Int: String] = [:]
        if !lost.isEmpty {
            FolderWalk(root: root, depth: 64).visit { folder, names in
                for name in names where places.count < lost.count && !Task.isCancelled {
                    if let (index, path) = match(folder + "/" + name, places) { places[index] = path }
                }
                return places.count < lost.count && !Task.isCancelled
            }
        }
        guard !Task.isCancelled else { throw CancellationError() }
        return lost.enumerated().map { index, entry in
            (entry.known, places[index].map { .moved(to: $0) } ?? (entry.isTaken ? .changed : .missing))
        }
    }

    /// Which lost file this one is, nil for none. A note beside it that names another generation speaks against it.
    private func match(_ path: String, _ places: [Int: String]) -> (Int, String)? {
        guard let size = SmallFile.size(path), let candidates = bySize[size], !inPlace.contains(path.hashValue) else {
            return nil
        }
        let open = candidates.filter { places[$0] == nil }
        guard !open.isEmpty, let sum = SmallFile.sha256(path) else { return nil }
        let fitting = open.filter { lost[$0].known.asset.sha256 == sum }
        guard !fitting.isEmpty else { return nil }
        guard let owner = MediaSidecar(beside: path)?.id else { return (fitting[0], path) }
        return fitting.first { lost[$0].known.id == owner }.map { ($0, path) }
    }
}
