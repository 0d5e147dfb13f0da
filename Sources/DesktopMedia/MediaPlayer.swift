internal import Subprocess

public import struct Foundation.URL

/// Plays one file at a time with a player of this machine (mpv, ffplay), without a window for sound.
public actor MediaPlayer {
    private let desktop: DesktopPrograms
    private var playing: Task<Void, any Error>?
    /// What the player said last about where it is, and when; nil while nothing plays.
    private var heard: (seconds: Double, at: ContinuousClock.Instant?)?

    /// A player on this desktop.
    public init(_ desktop: DesktopPrograms) {
        self.desktop = desktop
    }

    /// Plays `file` to its end, or until `stop`, another `play`, or the task's cancellation. False when no player can.
    ///
    /// - Parameters:
    ///   - seconds: where it begins, as far as the caller knows. Where another file plays, it is where that one is heard: a
    ///     player takes time to start, so a clock on the wall is ahead of it.
    ///   - decibels: how much it is turned down; 0 or less.
    public func play(
        _ file: URL, isFilm: Bool, from seconds: Double = 0, gain decibels: Double = 0
    ) async throws(DesktopMediaError) -> Bool {
        let start = seconds > 0 ? position ?? seconds : 0
        stop()
        guard
            let command = PlayerCommand(file.path, isFilm: isFilm, from: start, gain: decibels, on: desktop)
        else { return false }
        let task = Task { try await run(command, isFilm: isFilm) }
        playing = task
        heard = (start, nil)
        do {
            try await withTaskCancellationHandler {
                try await task.value
            } onCancel: {
                task.cancel()
            }
        } catch {
            if task.isCancelled { return true }
            end(task)
            throw ProgramRun.error(error, missing: [command.program], purpose: "apt install mpv plays sound and films")
        }
        if !task.isCancelled { end(task) }
        return true
    }

    /// Ends what is played.
    public func stop() {
        playing?.cancel()
        playing = nil
        heard = nil
    }

    private func end(_ task: Task<Void, any Error>) {
        guard playing == task else { return }
        playing = nil
        heard = nil
    }

    /// Where the file that plays is heard now, in seconds.
    var position: Double? {
        guard let heard else { return nil }
        guard let at = heard.at else { return heard.seconds }
        let passed = (ContinuousClock.now - at) / .seconds(1)
        // A player reports many times a second; one that does not, stands still.
        return heard.seconds + min(passed, 0.5)
    }

    private func take(_ seconds: Double) {
        if !Task.isCancelled { heard = (seconds, .now) }
    }

    private func run(_ command: PlayerCommand, isFilm: Bool) async throws {
        let result = try await Subprocess.run(
            .name(command.program), arguments: Arguments(command.arguments), environment: desktop.environment,
            input: .none, output: .string(limit: 64 * 1024), error: .sequence
        ) { execution in
            // A cancel between the start and its note of it is missed by Subprocess 1.0.2.
            if Task.isCancelled { try execution.send(signal: .kill) }
            var lines = PlayerLines()
            for try await piece in execution.standardError {
                let seconds = piece.withUnsafeBytes { lines.take($0, command) }
                if let seconds { take(seconds) }
            }
            lines.finish()
            return lines
        }
        try Task.checkCancellation()
        let words = result.standardOutput + "\n" + result.closureResult.words
        if !isFilm, command.lacksSound(words) { throw DesktopMediaError.noSound(program: command.program) }
        guard result.terminationStatus.isSuccess else {
            let last = words.split(whereSeparator: \.isNewline).last.map(String.init) ?? ""
            throw DesktopMediaError.failed(program: command.program, words: String(last.prefix(200)))
        }
    }
}

/// What a player writes beside its sound: where it is, and what went wrong.
struct PlayerLines: Sendable {
    private static let most = 64 * 1024

    /// Everything that is no position.
    private(set) var words = ""
    private var rest: [UInt8] = []

    /// Takes what the last line has, though it did not end.
    mutating func finish() {
        let line = String(decoding: rest, as: UTF8.self)
        if line.contains(where: \.isLetter) { words += line }
    }

    /// The last position in what came; nil when there is none in it.
    mutating func take(_ bytes: UnsafeRawBufferPointer, _ command: PlayerCommand) -> Double? {
        var found: Double?
        for byte in bytes {
            guard byte == 0x0a || byte == 0x0d else {
                if rest.count < 4096 { rest.append(byte) }
                continue
            }
            let line = String(decoding: rest, as: UTF8.self)
            rest.removeAll(keepingCapacity: true)
            if let seconds = command.position(in: line) {
                found = seconds
            } else if words.utf8.count < Self.most, line.contains(where: \.isLetter) {
                words += line + "\n"
            }
        }
        return found
    }
}
