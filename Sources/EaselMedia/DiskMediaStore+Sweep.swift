public import EaselCore
public import Foundation

extension DiskMediaStore {
    /// Removes what crashed processes left: hidden part files that nobody has written to for a day, in the configured folder
    /// and its day folders, or in the folder given. Returns how many went. A folder that is missing has none.
    @concurrent
    @discardableResult
    public func sweep(_ folder: URL? = nil, now: Date = Date()) async throws(EaselError) -> Int {
        let oldest = now.addingTimeInterval(-86_400).timeIntervalSince1970
        if let folder { return Self.sweep(folder.path, oldest) }
        let days = Self.entries(root.path).filter(Self.isDay).map { root.path + "/" + $0 }
        return ([root.path] + days).reduce(0) { $0 + Self.sweep($1, oldest) }
    }

    private static func sweep(_ folder: String, _ oldest: Double) -> Int {
        entries(folder).filter { name in
            guard name.hasPrefix(".easel-"), name.hasSuffix(".part") else { return false }
            let path = folder + "/" + name
            var facts = stat()
            guard lstat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG, Double(facts.st_mtim.tv_sec) < oldest
            else { return false }
            return unlink(path) == 0
        }.count
    }

    private static func entries(_ folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }

    /// `2026-11-24`.
    private static func isDay(_ name: String) -> Bool {
        let shape = name.utf8.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) ? UInt8(ascii: "0") : $0 }
        return shape.elementsEqual("0000-00-00".utf8)
    }
}
