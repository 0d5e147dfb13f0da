import Foundation

/// The built `easel`, beside the running test bundle.
enum EaselBinary {
    static let url: URL = {
        let test = URL(fileURLWithPath: (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "")
        return test.deletingLastPathComponent().appending(path: "easel")
    }()
}

/// A finished run of a program.
struct FinishedRun {
    var status: Int32
    var output: String
    var errors: String
}

/// A program started by a test; it is killed when the test lets go of it.
final class RunningProgram {
    private let process = Process()
    private let output: URL
    private let errors: URL

    /// Starts a program with exactly this environment, its output going to files, its input from `/dev/null` or a text.
    init(_ program: URL, _ arguments: [String], environment: [String: String], input: String? = nil, in scratch: Scratch) throws {
        output = scratch.file("out-\(UUID().uuidString)")
        errors = scratch.file("err-\(UUID().uuidString)")
        for file in [output, errors] { _ = FileManager.default.createFile(atPath: file.path, contents: nil) }
        process.executableURL = program
        process.arguments = arguments
        process.environment = environment
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        if let input {
            let file = scratch.file("in-\(UUID().uuidString)")
            try input.write(to: file, atomically: false, encoding: .utf8)
            process.standardInput = try FileHandle(forReadingFrom: file)
        } else {
            process.standardInput = FileHandle.nullDevice
        }
        try process.run()
    }

    deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

    var identifier: Int32 { process.processIdentifier }
    var outputSoFar: String { (try? String(contentsOf: output, encoding: .utf8)) ?? "" }
    var errorsSoFar: String { (try? String(contentsOf: errors, encoding: .utf8)) ?? "" }
    var isRunning: Bool { process.isRunning }

    func signal(_ number: Int32) { kill(process.processIdentifier, number) }

    func finish() -> FinishedRun {
        process.waitUntilExit()
        let status = process.terminationReason == .uncaughtSignal ? 128 + process.terminationStatus : process.terminationStatus
        return FinishedRun(status: status, output: outputSoFar, errors: errorsSoFar)
    }
}
