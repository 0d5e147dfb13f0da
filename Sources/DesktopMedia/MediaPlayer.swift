internal import Subprocess

public import struct Foundation.URL

/// Plays one file at a time with a player of this machine (mpv, ffplay), without a window for sound.
public actor MediaPlayer {
    private let desktop: DesktopPrograms
    private var playing: Task<Void, any Error>?

    /// A player on this desktop.
    public init(_ desktop: DesktopPrograms) {
        self.desktop = desktop
    }

    /// Plays `file` to its end, or until `stop`, another `play`, or the task's cancellation. False when no player can.
    ///
    /// - Parameters:
    ///   - seconds: where it begins.
    ///   - decibels: how much it is turned down; 0 or less.
    public func play(
        _ file: URL, isFilm: Bool, from seconds: Double = 0, gain decibels: Double = 0
    ) async throws(DesktopMediaError) -> Bool {
        stop()
        guard
            let command = PlayerCommand(file.path, isFilm: isFilm, from: seconds, gain: decibels, on: desktop)
        else { return false }
        let task = Task { [desktop] in try await Self.run(command, on: desktop) }
        playing = task
        do {
            try await withTaskCancellationHandler {
                try await task.value
            } onCancel: {
                task.cancel()
            }
        } catch {
            if task.isCancelled { return true }
            throw ProgramRun.error(error, missing: [command.program], purpose: "apt install mpv plays sound and films")
        }
        return true
    }

    /// Ends what is played.
    public func stop() {
        playing?.cancel()
        playing = nil
    }

    private static func run(_ command: PlayerCommand, on desktop: DesktopPrograms) async throws {
        let result = try await Subprocess.run(
            .name(command.program), arguments: Arguments(command.arguments), environment: desktop.environment,
            input: .none, output: .discarded, error: .string(limit: 64 * 1024))
        guard result.terminationStatus.isSuccess || Task.isCancelled else {
            let last = result.standardError.split(whereSeparator: \.isNewline).last.map(String.init) ?? ""
            throw DesktopMediaError.failed(program: command.program, words: String(last.prefix(200)))
        }
    }
}
