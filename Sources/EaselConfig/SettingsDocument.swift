import EaselCore
import Foundation
import GuardedTOML
import TOMLKit

/// A parsed configuration file, read key by key: wrong types are errors with a line, keys left over are warnings.
struct SettingsDocument {
    private let root: TOMLTable
    private let lines: SettingsLines
    private let file: String
    private(set) var warnings: [SettingsWarning] = []
    /// What comes before this document, at most one.
    private let stronger: [SettingsDocument]

    /// - Parameter stronger: a document that is asked first for every key. Of its unknown keys nothing is told: a newer
    ///   Easel may have written them.
    init(_ text: String, file: String, under stronger: SettingsDocument? = nil) throws(EaselError) {
        self.file = file
        self.stronger = stronger.map { [$0] } ?? []
        lines = SettingsLines(text)
        do throws(GuardedTOMLError) {
            root = try GuardedTOML.parse(text)
        } catch {
            let line = error.line.map { ", line \($0)" } ?? ""
            let column = error.column.map { ", column \($0)" } ?? ""
            throw ConfigurationFailure.bad(
                "\(file)\(line)\(column): \(Self.withoutQuotes(error.message)).",
                error.line == nil ? "Write it anew, or delete it to use the defaults." : "Correct that line.")
        }
    }

    /// The tables and keys of a table; empty when it is not there.
    func keys(_ path: [String]) throws(EaselError) -> [String] {
        var names = try table(path)?.keys ?? []
        for document in stronger { names += try document.keys(path).filter { !names.contains($0) } }
        return names
    }

    /// Every key that the stronger document says, with its tables: `providers.fal.enabled`.
    var strongerKeys: Set<String> { Set(stronger.flatMap { Self.leaves($0.root, []) }) }

    private static func leaves(_ table: TOMLTable, _ path: [String]) -> [String] {
        table.keys.flatMap { key -> [String] in
            if let inner = table[key]?.table { return leaves(inner, path + [key]) }
            return [(path + [key]).joined(separator: ".")]
        }
    }

    func string(_ path: [String], _ key: String) throws(EaselError) -> String? {
        try value(path, key, "a text in quotes") { $0.string }
    }

    func strings(_ path: [String], _ key: String) throws(EaselError) -> [String]? {
        try value(path, key, "a list of texts in quotes") { node in
            guard let array = node.array else { return nil }
            let texts = array.compactMap { $0.string }
            return texts.count == array.count ? texts : nil
        }
    }

    /// One text, or a list of them.
    func stringOrStrings(_ path: [String], _ key: String) throws(EaselError) -> [String]? {
        try value(path, key, "a text in quotes or a list of them") { node in
            if let text = node.string { return [text] }
            guard let array = node.array else { return nil }
            let texts = array.compactMap { $0.string }
            return texts.count == array.count ? texts : nil
        }
    }

    func bool(_ path: [String], _ key: String) throws(EaselError) -> Bool? {
        try value(path, key, "true or false") { $0.bool }
    }

    func integer(_ path: [String], _ key: String) throws(EaselError) -> Int? {
        try value(path, key, "a whole number") { $0.int }
    }

    /// A whole number or a fraction.
    func number(_ path: [String], _ key: String) throws(EaselError) -> Double? {
        try value(path, key, "a number") { node in node.double ?? node.int.map { Double($0) } }
    }

    /// Warns of every key of a table that is not known.
    mutating func warn(in path: [String], except known: Set<String>, _ what: String = "unknown key") throws(EaselError)
    {
        for key in try (table(path)?.keys ?? []).sorted() where !known.contains(key) {
            let name = TerminalSafeText.line((path + [key]).joined(separator: "."))
            warnings.append(SettingsWarning("\(what) \(name)", line: lines.number(of: path, key)))
        }
    }

    /// An error that names the place of a key.
    func bad(_ path: [String], _ key: String, _ message: String, _ remedy: String) -> EaselError {
        if let document = stronger.first, (try? document.table(path))?[key] != nil {
            return document.bad(path, key, message, remedy)
        }
        let place = lines.number(of: path, key).map { ", line \($0)" } ?? ""
        return ConfigurationFailure.bad("\(file)\(place): \(message)", remedy)
    }

    private func value<Value>(
        _ path: [String], _ key: String, _ wanted: String, _ read: (any TOMLValueConvertible) -> Value?
    ) throws(EaselError) -> Value? {
        for document in stronger {
            if let value = try document.value(path, key, wanted, read) { return value }
        }
        guard let node = try table(path)?[key] else { return nil }
        guard let value = read(node) else {
            let name = (path + [key]).joined(separator: ".")
            throw bad(path, key, "\(name) has to be \(wanted), not a value of type \(node.type).", "Correct that line.")
        }
        return value
    }

    private func table(_ path: [String]) throws(EaselError) -> TOMLTable? {
        var table = root
        for (depth, name) in path.enumerated() {
            guard let node = table[name] else { return nil }
            guard let inner = node.table else {
                let parents = Array(path.prefix(depth))
                throw bad(
                    parents, name, "\(path.prefix(depth + 1).joined(separator: ".")) has to be a table.",
                    "Write it as [\(path.joined(separator: "."))].")
            }
            table = inner
        }
        return table
    }

    /// The parser quotes what it saw, which may be a key.
    private static func withoutQuotes(_ text: String) -> String {
        let bare = text.replacing(/'[^']*'/, with: "'…'").replacing(/"[^"]*"/, with: "\"…\"")
        return TerminalSafeText.line(bare.hasSuffix(".") ? String(bare.dropLast()) : bare)
    }
}
