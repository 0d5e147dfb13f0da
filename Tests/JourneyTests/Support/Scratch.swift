import Foundation

/// A folder of its own for one test, gone afterwards; it is also Easel's home.
final class Scratch {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "easel-journey-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func file(_ name: String) -> URL { folder.appending(path: name) }

    /// Easel's home below the folder.
    var home: URL { folder.appending(path: "home") }

    /// An environment in which nothing of the machine's configuration shows.
    func environment(_ extra: [String: String] = [:]) -> [String: String] {
        let inherited = ProcessInfo.processInfo.environment
        var environment = [
            "EASEL_HOME": home.path, "HOME": folder.path, "LANG": "C.UTF-8", "TERM": "tmux-256color",
            "SWIFT_BACKTRACE": "enable=no",
        ]
        environment["PATH"] = inherited["PATH"]
        environment["LD_LIBRARY_PATH"] = inherited["LD_LIBRARY_PATH"]
        return environment.merging(extra) { $1 }
    }

    /// Runs `easel` to its end.
    func easel(_ arguments: String..., with extra: [String: String] = [:], input: String? = nil) throws -> FinishedRun {
        try start(arguments, with: extra, input: input).finish()
    }

    /// Starts `easel`.
    func start(_ arguments: [String], with extra: [String: String] = [:], input: String? = nil) throws -> RunningProgram
    {
        try RunningProgram(EaselBinary.url, arguments, environment: environment(extra), input: input, in: self)
    }

    /// Files below a folder, without the temporary ones' content.
    func files(below folder: URL) -> [URL] {
        let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey])
        return (found?.allObjects as? [URL] ?? []).filter { !$0.hasDirectoryPath }
    }
}

/// Waits until something is so; throws, with what was seen last, when it never is.
func eventually<Value>(
    _ what: String, within limit: Duration = .seconds(90), _ look: () async throws -> Value?,
    else seen: () -> String = { "" }
) async throws -> Value {
    let clock = ContinuousClock()
    let end = clock.now + limit
    while clock.now < end {
        if let value = try await look() { return value }
        try await Task.sleep(for: .milliseconds(40))
    }
    throw NeverHappened(description: "\(what) did not happen.\n\(seen())")
}

struct NeverHappened: Error, CustomStringConvertible {
    var description: String
}
