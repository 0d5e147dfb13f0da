import Foundation

/// The llama.cpp server that `.ci/setup --tests` fetched, with a small real model.
final class LlamaServer {
    let address: String
    private let program: RunningProgram

    private static let place = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: ".build/real-model")
    private static let python = place.appending(path: "venv/bin/python")
    private static let model = place.appending(path: "model.gguf")

    /// Whether it is there; `sh .ci/setup --tests` brings it.
    static var isInstalled: Bool {
        FileManager.default.fileExists(atPath: model.path) && FileManager.default.isExecutableFile(atPath: python.path)
    }

    /// Starts it on a free port and waits until the model is loaded.
    init(_ scratch: Scratch, alias: String, key: String? = nil) async throws {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "llama_server.py")
        let program = try RunningProgram(
            Self.python, [script.path, Self.model.path, alias] + (key.map { [$0] } ?? []),
            environment: scratch.environment(), in: scratch)
        self.program = program
        self.address = try await eventually("the language model server listens") {
            program.outputSoFar.firstMatch(of: /listening (http:\S+)/).map { String($0.1) }
        } else: {
            program.errorsSoFar
        }
    }
}
