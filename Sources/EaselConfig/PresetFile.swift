public import EaselCore
import Foundation
import GuardedTOML
import TOMLKit

/// The presets of a person, in `presets.toml` beside the configuration. People may edit it: what cannot be read is told, and the
/// rest still counts.
///
/// ```toml
/// [image.poster]
/// target = "fal:fal-ai/flux/dev"
/// [image.poster.set]
/// aspectRatio = "2:3"
/// ```
public actor PresetFile {
    private let path: String
    private let lock: FolderLock

    public init(_ paths: Paths) {
        let folder = paths.configFile.deletingLastPathComponent()
        path = folder.appending(path: "presets.toml").path
        lock = FolderLock(folder.path)
    }

    /// All presets, by name; and sentences about what is none. Throws `.configuration` when the file cannot be read at all.
    public func all() throws(EaselError) -> (presets: [Preset], problems: [String]) {
        let root = try table()
        var presets: [Preset] = []
        var problems: [String] = []
        for word in root.keys.sorted() {
            guard let modality = Modality(rawValue: word), let named = root[word]?.table else {
                problems.append("\(path): \(TerminalSafeText.line(word)) is no kind of result.")
                continue
            }
            for name in named.keys.sorted() {
                guard let table = named[name]?.table, let preset = Self.preset(name, modality, table) else {
                    problems.append("\(path): \(word).\(TerminalSafeText.line(name)) is no preset.")
                    continue
                }
                presets.append(preset)
            }
        }
        return (presets, problems)
    }

    /// Keeps a preset, in place of one of the same name and modality.
    public func save(_ preset: Preset) async throws(EaselError) {
        let name = preset.name.filter { !$0.isNewline }
        guard !name.allSatisfy(\.isWhitespace) else {
            throw ConfigurationFailure.bad("A preset needs a name.", "Nothing was kept.")
        }
        try await change(preset.modality) { named in
            let table = TOMLTable()
            if let target = preset.target { table["target"] = target.description }
            let values = TOMLTable()
            for (key, value) in preset.values { values[key.rawValue] = value }
            if !values.isEmpty { table["set"] = values }
            named[name] = table
        }
    }

    /// Forgets a preset; one that is not there is no error.
    public func delete(_ name: String, _ modality: Modality) async throws(EaselError) {
        try await change(modality) { $0.remove(at: name) }
    }

    private func change(_ modality: Modality, _ work: (TOMLTable) -> Void) async throws(EaselError) {
        try PrivateFolder.create((path as NSString).deletingLastPathComponent)
        let descriptor = try await lock.take()
        defer { lock.give(descriptor) }
        let root = try table()
        let named = root[modality.rawValue]?.table ?? TOMLTable()
        work(named)
        if named.isEmpty { root.remove(at: modality.rawValue) } else { root[modality.rawValue] = named }
        let text = root.convert(to: .toml, options: [.allowUnicodeStrings, .allowMultilineStrings])
        try AtomicFile.write(Array((text + "\n").utf8), to: path)
    }

    private func table() throws(EaselError) -> TOMLTable {
        let remedy = "Correct or delete it."
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

    private static func preset(_ name: String, _ modality: Modality, _ table: TOMLTable) -> Preset? {
        var preset = Preset(name: name, modality: modality)
        if let node = table["target"] {
            guard let text = node.string, let target = ModelReference(text) else { return nil }
            preset.target = target
        }
        let values = table["set"]?.table ?? TOMLTable()
        for key in values.keys {
            // A person may write numbers and switches without quotes.
            let node = values[key]
            let text =
                node?.string ?? node?.bool.map { "\($0)" } ?? node?.int.map { "\($0)" } ?? node?.double.map { "\($0)" }
            guard let text else { return nil }
            preset.values[ParameterKey(rawValue: key)] = text
        }
        return preset
    }
}
