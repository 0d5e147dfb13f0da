internal import Glibc
internal import Subprocess

/// Runs other programs within limits of output and time. A program is killed when its task is cancelled.
enum ProgramRun {
    /// What `program` writes, at most `limit` bytes of it, within `time`.
    static func output(of program: String, _ arguments: [String], limit: Int, time: Duration) async throws -> [UInt8] {
        try await within(time) {
            let result = try await run(
                .name(program), arguments: Arguments(arguments), environment: bareEnvironment, input: .none,
                output: .bytes(limit: limit), error: .string(limit: wordLimit))
            try check(result.terminationStatus, program, result.standardError)
            return result.standardOutput
        }
    }

    /// Hands what `program` writes to `take`, piece by piece, within `time`; returns what `take` made of it.
    static func stream<Value: Sendable>(
        of program: String, _ arguments: [String], time: Duration, into start: Value,
        _ take: @escaping @Sendable (inout Value, UnsafeRawBufferPointer) -> Void
    ) async throws -> Value {
        try await within(time) {
            let result = try await run(
                .name(program), arguments: Arguments(arguments), environment: bareEnvironment, input: .none,
                output: .sequence, error: .string(limit: wordLimit)
            ) { execution in
                var value = start
                for try await piece in execution.standardOutput { piece.withUnsafeBytes { take(&value, $0) } }
                return value
            }
            try check(result.terminationStatus, program, result.standardError)
            return result.closureResult
        }
    }

    /// The error that a person is told.
    ///
    /// - Parameter what: what ffmpeg looked for in a file.
    static func error(
        _ error: any Error, missing programs: [String], purpose: String, lookingFor what: String = "picture"
    ) -> DesktopMediaError {
        switch error {
        case DesktopMediaError.failed(_, let words) where FFmpeg.isAbsence(words): .absent(what)
        case DesktopMediaError.failed(_, let words) where FFmpeg.isDamage(words): .undecodable
        case let error as DesktopMediaError: error
        case is CancellationError: .cancelled
        case let error as SubprocessError where error.code == .executableNotFound:
            .programMissing(programs, purpose: purpose)
        case _ where Task.isCancelled: .cancelled
        default: .failed(program: programs.first ?? "", words: "")
        }
    }

    private static let wordLimit = 64 * 1024

    /// What a decoder needs, and none of the keys that are in the environment.
    private static var bareEnvironment: Environment {
        var variables: [Environment.Key: String] = ["LC_ALL": "C"]
        for name in ["PATH", "LD_LIBRARY_PATH", "TMPDIR"] {
            if let value = getenv(name) { variables[Environment.Key(stringLiteral: name)] = String(cString: value) }
        }
        return .custom(variables)
    }

    private static func check(_ status: TerminationStatus, _ program: String, _ words: String) throws {
        try Task.checkCancellation()
        guard !status.isSuccess else { return }
        let last = words.split(whereSeparator: \.isNewline).last.map(String.init) ?? ""
        throw DesktopMediaError.failed(program: program, words: String(last.prefix(200)))
    }

    private static func within<Value: Sendable>(
        _ limit: Duration, _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await work() }
            group.addTask {
                try await Task.sleep(for: limit)
                return nil
            }
            defer { group.cancelAll() }
            guard let value = try await group.next() ?? nil else { throw DesktopMediaError.timedOut }
            return value
        }
    }
}
