internal import Foundation

/// Finds themes by name along a search path and resolves what they inherit.
public struct ThemeLoader: Sendable {
    /// Directories that hold `NAME.toml`, most important first.
    public let searchPath: [String]

    /// Larger files are refused unread.
    static let maximumBytes = 1 << 20

    /// A loader that looks into `searchPath`.
    public init(searchPath: [String] = []) {
        self.searchPath = searchPath
    }

    /// Names that `theme(named:)` finds: the built-in ones and every file on the search path, sorted.
    public func names() -> [String] {
        var names = Set(Theme.builtInFiles.map(\.name))
        for directory in searchPath {
            let files = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
            for file in files where file.hasSuffix(".toml") && !file.hasPrefix(".") {
                names.insert(String(file.dropLast(5)))
            }
        }
        return names.sorted()
    }

    /// The theme called `name`: the first file of that name on the search path, else a built-in one.
    public func theme(named name: String) throws(ThemeError) -> Theme {
        guard let path = paths(of: name).first else {
            if let file = Theme.builtInFiles.first(where: { $0.name == name }) { return try file.resolved(over: []) }
            throw ThemeError([unknown(name, askedBy: nil)])
        }
        return try theme(atPath: path)
    }

    /// The file that `theme(named:)` reads; nil for a built-in theme and for an unknown name.
    public func path(of name: String) -> String? { paths(of: name).first }

    /// The theme in the file at `path`; what it inherits comes from the search path and the built-in themes.
    public func theme(atPath path: String) throws(ThemeError) -> Theme {
        let file = try ThemeLoader.read(path)
        var ancestors: [ThemeFile] = []
        var trail = [path]
        var child = file
        while let parent = child.inherits {
            let next = try self.parent(called: parent, of: child, trail: &trail)
            ancestors.insert(next, at: 0)
            child = next
        }
        return try file.resolved(over: ancestors)
    }

    /// A file may refine one of its own name from further down the search path, so files of the trail are passed over.
    private func parent(
        called name: String,
        of child: ThemeFile,
        trail: inout [String]
    ) throws(ThemeError) -> ThemeFile {
        let paths = paths(of: name)
        if let path = paths.first(where: { !trail.contains($0) }) {
            trail.append(path)
            return try ThemeLoader.read(path)
        }
        if let file = Theme.builtInFiles.first(where: { $0.name == name }), child.source != file.source { return file }
        if paths.isEmpty { throw ThemeError([unknown(name, askedBy: child.source)]) }
        let names = (trail + paths.prefix(1)).map { URL(fileURLWithPath: $0).lastPathComponent }
        let message = "inherits itself: " + names.joined(separator: " -> ")
        throw ThemeError([ThemeError.Problem(file: trail[0], message: message)])
    }

    private func paths(of name: String) -> [String] {
        // A name from a theme file or a setting must not reach outside the search path.
        let leavesFolder = name.hasPrefix(".") || name.utf8.contains { $0 == 0x2F || $0 == 0 }
        if name.isEmpty || leavesFolder { return [] }
        return searchPath.map { $0 + "/" + name + ".toml" }.filter { FileManager.default.fileExists(atPath: $0) }
    }

    private func unknown(_ name: String, askedBy file: String?) -> ThemeError.Problem {
        let known = names().joined(separator: ", ")
        let message = "no theme is called \"\(TextSanitizer.singleLine(name))\"; there are \(known)"
        return ThemeError.Problem(file: file ?? name, message: message)
    }

    private static func read(_ path: String) throws(ThemeError) -> ThemeFile {
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let attributes = try? FileManager.default.attributesOfItem(atPath: target)
        // A device or a pipe has no end to read to.
        guard attributes?[.type] as? FileAttributeType == .typeRegular else {
            throw ThemeError([ThemeError.Problem(file: path, message: "cannot be read")])
        }
        if (attributes?[.size] as? NSNumber)?.intValue ?? .max > maximumBytes {
            throw ThemeError([ThemeError.Problem(file: path, message: "is larger than a theme can be (1 MiB)")])
        }
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw ThemeError([ThemeError.Problem(file: path, message: "cannot be read")])
        }
        guard let text = String(bytes: bytes, encoding: .utf8) else {
            throw ThemeError([ThemeError.Problem(file: path, message: "is not UTF-8")])
        }
        return try ThemeFile(toml: text, source: path)
    }
}
