import Foundation

/// The folder of recorded traffic, read where it lies.
enum Recordings {
    static let variable = "EASEL_RECORDINGS"
    static let isThere = folder != nil
    static let skipped = "\(variable) does not name a folder of recorded traffic; this suite checks nothing without it."

    static let folder: URL? = {
        guard let path = ProcessInfo.processInfo.environment[variable], !path.isEmpty else { return nil }
        let folder = URL(fileURLWithPath: path, isDirectory: true)
        return FileManager.default.fileExists(atPath: folder.appending(path: "INDEX.tsv").path()) ? folder : nil
    }()

    /// Every exchange of every file of the index, read once.
    static func all() throws -> [RecordedExchange] { try loaded.get() }

    /// The exchanges of the same file, in order.
    static func siblings(of exchange: RecordedExchange) throws -> [RecordedExchange] {
        try all().filter { $0.file == exchange.file }
    }

    static func bytes(_ name: String) throws -> Data {
        guard let folder else { throw RecordingFault(file: name, problem: skipped) }
        return try Data(contentsOf: folder.appending(path: name))
    }

    /// Names of the files of a folder, sorted.
    static func files(in name: String) throws -> [String] {
        guard let folder else { throw RecordingFault(file: name, problem: skipped) }
        return try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: name).path()).sorted()
            .map { "\(name)/\($0)" }
    }

    private static let loaded = Result { () throws -> [RecordedExchange] in
        var names: [String] = []
        for row in try RecordingsIndex.rows() where names.last != row.file { names.append(row.file) }
        return try names.flatMap(read)
    }

    /// Each collection has a format of its own (MANIFEST.md).
    private static func read(_ name: String) throws -> [RecordedExchange] {
        switch name.prefix(while: { $0 != "/" }) {
        case "huggingface.js": try Tapes.exchanges(in: name)
        case "replicate-python": try PythonCassette.exchanges(in: name)
        case "ruby_llm", "ruby_llm-local-openai-compatible": try RubyCassette.exchanges(in: name)
        default: throw RecordingFault(file: name, problem: "The index names a collection without a reader.")
        }
    }
}

/// A recording that is not as its format says.
struct RecordingFault: Error, CustomStringConvertible {
    var file: String
    var problem: String
    var description: String { "\(file): \(problem)" }
}
