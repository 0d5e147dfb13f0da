import EaselCore
import Synchronization

/// Decides what of a job's progress is written down: the first news and then some every two seconds.
final class ProgressKeeper: Sendable {
    private struct State {
        var progress: JobProgress?
        var last: Duration?
    }

    private let state = Mutex(State())
    private static let interval = Duration.seconds(2)

    /// The progress to write now, nil for none.
    func take(_ event: GenerationEvent, at time: Duration, _ environment: EngineEnvironment) -> JobProgress? {
        state.withLock { state in
            var progress = state.progress ?? JobProgress(at: environment.now())
            progress.at = environment.now()
            switch event {
            case .queued(let position): progress.queuePosition = position
            case .progress(let fraction, let lines):
                progress.queuePosition = nil
                progress.fraction = fraction ?? progress.fraction
                progress.logLine = lines.last.map { String($0.message.prefix(200)) } ?? progress.logLine
            default: return nil
            }
            state.progress = progress
            guard state.last.map({ time - $0 >= Self.interval }) ?? true else { return nil }
            state.last = time
            return progress
        }
    }
}
