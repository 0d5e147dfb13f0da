import Foundation

/// A Python that has the official SDKs.
struct Python: Sendable {
    let executable: URL

    static let scripts = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Scripts")

    /// The one that the environment names, else the one that `.ci/setup --tests` made.
    static let referee: Python? = {
        let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let named = ProcessInfo.processInfo.environment["EASEL_REFEREE_PYTHON"].map { URL(fileURLWithPath: $0) }
        let file = named ?? repository.appending(path: ".build/referee/bin/python")
        return FileManager.default.isExecutableFile(atPath: file.path) ? Python(executable: file) : nil
    }()

    /// The witnesses run by themselves: they keep both cores busy, and other tests watch the clock of a terminal.
    static var isWanted: Bool { referee != nil && ProcessInfo.processInfo.environment["EASEL_WITNESSES"] != nil }

    struct Run: Sendable {
        var status: Int32
        /// Standard output and standard error.
        var output: String
    }

    /// Runs a script beside the tests. Nothing of this environment but the path reaches it: no key, no proxy, no setting.
    func run(_ script: String, _ arguments: [String], _ variables: [String: String] = [:]) async throws -> Run {
        let process = Process()
        process.executableURL = executable
        process.arguments = [Self.scripts.appending(path: script).path] + arguments
        let home = FileManager.default.temporaryDirectory.appending(path: "easel-referee-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: home) }
        process.environment = [
            "PATH": "/usr/bin:/bin", "HOME": home.path, "TMPDIR": home.path, "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONUNBUFFERED": "1",
        ].merging(variables) { $1 }
        let log = home.appending(path: "log")
        try Data().write(to: log)
        let handle = try FileHandle(forWritingTo: log)
        process.standardOutput = handle
        process.standardError = handle
        process.standardInput = FileHandle.nullDevice
        let status: Int32 = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
        return Run(status: status, output: String(decoding: try Data(contentsOf: log), as: UTF8.self))
    }
}
