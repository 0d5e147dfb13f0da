import Foundation

/// Looks at the file system, away from the main actor.
enum FileListing {
    /// Which of the files are there.
    @concurrent
    static func existing(_ paths: [String]) async -> [String: Bool] {
        Dictionary(paths.map { ($0, FileManager.default.fileExists(atPath: $0)) }) { first, _ in first }
    }

    /// The first list of which every path is an ordinary file.
    @concurrent
    static func firstOfFiles(_ readings: [[String]]) async -> [String]? {
        readings.first { paths in
            !paths.isEmpty
                && paths.allSatisfy { path in
                    let place = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
                    let type = try? FileManager.default.attributesOfItem(atPath: place)[.type] as? FileAttributeType
                    return type == .typeRegular
                }
        }
    }

    /// How many suggestions are of use.
    private static let limit = 200

    /// Paths that begin like this one, folders with a slash at the end; hidden files only when asked for by their dot.
    @concurrent
    static func paths(beginningWith prefix: String) async -> [String] {
        let cut = prefix.lastIndex(of: "/").map { prefix.index(after: $0) } ?? prefix.startIndex
        let (folder, name) = (String(prefix[..<cut]), prefix[cut...])
        let place = folder.isEmpty ? "." : folder.hasPrefix("~/") ? NSHomeDirectory() + folder.dropFirst() : folder
        let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
        let fitting = names.filter { $0.hasPrefix(name) && ($0.hasPrefix(".") == name.hasPrefix(".")) }.sorted().prefix(
            limit)
        return fitting.map { entry in
            var isFolder: ObjCBool = false
            let exists = FileManager.default.fileExists(
                atPath: (place as NSString).appendingPathComponent(entry), isDirectory: &isFolder)
            return folder + entry + (exists && isFolder.boolValue ? "/" : "")
        }
    }
}
