import Foundation

/// Goes through a folder and what is below it, one folder's names in memory at a time. Links are not followed.
struct FolderWalk {
    var root: String
    /// How far down; 0 is the folder itself only.
    var depth: Int
    var includesHidden = false

    /// Hands over each folder's path with the sorted names of what is no folder in it, until `visit` says false. A folder
    /// that cannot be read counts as empty.
    func visit(_ visit: (_ folder: String, _ names: [String]) -> Bool) {
        var folders = iterator
        while let (folder, names) = folders.next() {
            guard visit(folder, names) else { return }
        }
    }

    var iterator: Iterator { Iterator(includesHidden: includesHidden, waiting: [(root, depth)]) }

    struct Iterator: IteratorProtocol {
        let includesHidden: Bool
        var waiting: [(path: String, depth: Int)]

        mutating func next() -> (folder: String, names: [String])? {
            guard let (folder, depth) = waiting.popLast() else { return nil }
            let (folders, names) = list(folder)
            if depth > 0 { waiting += folders.reversed().map { (folder + "/" + $0, depth - 1) } }
            return (folder, names)
        }

        private func list(_ folder: String) -> (folders: [String], names: [String]) {
            let all = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter {
                includesHidden || !$0.hasPrefix(".")
            }
            var folders: [String] = []
            var names: [String] = []
            for name in all.sorted() {
                var facts = stat()
                guard lstat(folder + "/" + name, &facts) == 0 else { continue }
                if facts.st_mode & S_IFMT == S_IFDIR { folders.append(name) } else { names.append(name) }
            }
            return (folders, names)
        }
    }
}
