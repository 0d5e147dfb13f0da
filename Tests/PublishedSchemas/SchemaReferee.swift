import EaselCore
import Foundation

/// Runs `Tests/Referee/Scripts/schemas.py`, which knows the published schemas.
struct SchemaReferee: Sendable {
    static let skipped = """
        no Python with the packages of Tests/Referee/Scripts/requirements.txt (EASEL_REFEREE_PYTHON), or no folder of \
        published schemas (EASEL_RECORDINGS)
        """

    let python: URL
    let recordings: URL

    /// Nil where one of the two is missing.
    init?(_ environment: [String: String] = ProcessInfo.processInfo.environment) {
        let repository = Self.tests.deletingLastPathComponent()
        let named = environment["EASEL_REFEREE_PYTHON"].map { URL(fileURLWithPath: $0) }
        python = named ?? repository.appending(path: ".build/referee/bin/python")
        guard FileManager.default.isExecutableFile(atPath: python.path()),
            let folder = environment["EASEL_RECORDINGS"], !folder.isEmpty
        else { return nil }
        recordings = URL(fileURLWithPath: folder, isDirectory: true)
        guard FileManager.default.fileExists(atPath: recordings.appending(path: "specs").path()) else { return nil }
    }

    /// What a published schema says about one body.
    struct Verdict: Decodable, Sendable {
        /// The place of the body among those that were handed in.
        var line: Int
        /// `specs/openrouter ChatRequest`; nil when nobody publishes a schema for the endpoint.
        var schema: String?
        var problems: [Problem]
    }

    struct Problem: Decodable, Sendable, Hashable {
        /// The place in the body: `input_references.0.type`.
        var field: String
        var message: String
    }

    /// One verdict for each body, in order.
    func judge(_ bodies: [Body]) throws -> [Verdict] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "easel-schemas-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let lines = try bodies.map { try JSONText.encode($0) }.joined(separator: "\n")
        let input = folder.appending(path: "bodies.jsonl")
        let output = folder.appending(path: "verdicts.jsonl")
        let log = folder.appending(path: "log")
        try Data(lines.utf8).write(to: input)
        try Data().write(to: log)
        let process = Process()
        process.executableURL = python
        process.arguments = [Self.script, recordings, input, output].map { $0.path() }
        process.environment = ["PATH": "/usr/bin:/bin", "HOME": folder.path(), "PYTHONDONTWRITEBYTECODE": "1"]
        let handle = try FileHandle(forWritingTo: log)
        process.standardOutput = handle
        process.standardError = handle
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw SchemaRefereeFault(log: String(decoding: try Data(contentsOf: log), as: UTF8.self))
        }
        return try String(decoding: try Data(contentsOf: output), as: UTF8.self).split(separator: "\n").map {
            try JSONDecoder().decode(Verdict.self, from: Data($0.utf8))
        }
    }

    private static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    private static let script = tests.appending(path: "Referee/Scripts/schemas.py")
}

/// The script itself failed.
struct SchemaRefereeFault: Error, CustomStringConvertible {
    var log: String
    var description: String { "schemas.py failed:\n\(log.suffix(4000))" }
}
