import Foundation

/// A local server whose model streams so many words at such a pace (`words_server.py`).
final class WordsServer {
    let address: String
    private let program: RunningProgram

    /// Starts it on a free port.
    init(_ scratch: Scratch) async throws {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "words_server.py")
        let program = try RunningProgram(
            URL(fileURLWithPath: "/usr/bin/env"), ["python3", script.path], environment: scratch.environment(),
            in: scratch)
        self.program = program
        self.address = try await eventually("the server of words listens") {
            program.outputSoFar.firstMatch(of: /listening (http:\S+)/).map { String($0.1) }
        } else: {
            program.errorsSoFar
        }
    }
}
