public import EaselCore
import Foundation
import GuardedTOML
import TOMLKit

/// What was changed in the studio, in a file of its own beside `config.toml`, which is never rewritten: its comments and its
/// order are its owner's. What stands here comes before what stands there (`SettingsLoader`).
///
/// Two studios at once lose nothing of each other: each change is read, made and written under a lock.
public actor StudioFile {
    private let paths: Paths
    private let lock: FolderLock

    /// The first lines of the file.
    static let heading = """
        # Written by Easel's studio: what was changed there. It comes before config.toml, and after flags and the environment.
        # Edit config.toml instead; deleting this file undoes every change of the studio.


        """

    public init(_ paths: Paths) {
        self.paths = paths
        lock = FolderLock(paths.studioFile.deletingLastPathComponent().path)
    }

    /// Keeps settings; nil takes a setting back, so that `config.toml` or the default decides again.
    ///
    /// Throws `.configuration` when the result could not be read back (nothing is written then) or cannot be written.
    public func set(_ changes: [SettingKey: SettingValue?]) async throws(EaselError) {
        guard !changes.isEmpty else { return }
        try PrivateFolder.create(paths.studioFile.deletingLastPathComponent().path)
        let descriptor = try await lock.take()
        defer { lock.give(descriptor) }
        var root = try current()
        for (key, value) in changes { root = Self.setting(value, at: key.parts[...], in: root) }
        let text = Self.heading + Self.text(of: root)
        _ = try Settings.parse(text, file: paths.studioFile.path)
        try AtomicFile.write(Array(text.utf8), to: paths.studioFile.resolvingSymlinksInPath().path)
    }

    /// Keeps one setting.
    public func set(_ key: SettingKey, _ value: SettingValue?) async throws(EaselError) { try await set([key: value]) }

    /// An empty table where the file is not there.
    private func current() throws(EaselError) -> TOMLTable {
        let path = paths.studioFile.path
        let remedy = "Delete \(path): what was changed in the studio is then to be changed again."
        switch SmallFile.read(path, limit: 1_000_000) {
        case .missing: return TOMLTable()
        case .content(let bytes, _):
            guard let text = String(validating: bytes, as: UTF8.self), let table = try? GuardedTOML.parse(text) else {
                throw ConfigurationFailure.bad("\(path) cannot be read as TOML.", remedy)
            }
            return table
        case .notRegular: throw ConfigurationFailure.bad("\(path) is not a regular file.", remedy)
        case .tooLarge: throw ConfigurationFailure.bad("\(path) is larger than a megabyte.", remedy)
        case .failed(let code): throw ConfigurationFailure.system(code, "Cannot read", path, remedy)
        }
    }

    /// The table with a value in place; tables that hold nothing any more go.
    private static func setting(_ value: SettingValue?, at path: ArraySlice<String>, in table: TOMLTable) -> TOMLTable {
        guard let name = path.first else { return table }
        let rest = path.dropFirst()
        if rest.isEmpty {
            if let value { table[name] = node(value) } else { table.remove(at: name) }
            return table
        }
        let inner = setting(value, at: rest, in: table[name]?.table ?? TOMLTable())
        if inner.isEmpty { table.remove(at: name) } else { table[name] = inner }
        return table
    }

    private static func node(_ value: SettingValue) -> any TOMLValueConvertible {
        switch value {
        case .bool(let value): value
        case .integer(let value): value
        case .number(let value): value
        case .text(let value): value
        case .texts(let values): TOMLArray(values)
        }
    }

    private static func text(of table: TOMLTable) -> String {
        let text = table.convert(to: .toml, options: [.allowUnicodeStrings, .allowMultilineStrings])
        return text.hasSuffix("\n") ? text : text + "\n"
    }
}
