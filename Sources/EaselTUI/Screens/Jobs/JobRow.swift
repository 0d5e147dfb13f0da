import EaselCore
import Foundation
import TerminalUI

/// A generation as the list of jobs shows it: of this process, of another one, or of nobody.
struct JobRow: Equatable, Identifiable {
    enum Place: Equatable, Sendable {
        case here
        /// Another process works on it.
        case elsewhere
        /// Nobody does at the moment; or it ended without anybody knowing how.
        case nowhere
    }

    var job: LiveGeneration
    var place: Place
    /// A cancel of a job that does not run here is under way.
    var isCancelling = false

    var id: JobID { job.id }

    /// The provider may have accepted it, and nobody knows.
    var isOfUnknownFate: Bool { job.record.isOfUnknownFate }

    /// It may still make something.
    var isUnfinished: Bool { place == .here ? job.isRunning : !job.record.status.isFinished }

    var isFailed: Bool {
        switch job.stage {
        case .refused: true
        case .finished: job.record.status == .failed
        case .sending, .held, .retrying, .queued, .working, .left: false
        }
    }

    func words(at now: Date) -> String {
        if isCancelling { return "cancelling" }
        if isOfUnknownFate { return "unknown" }
        return switch place {
        case .here: job.stageWords(at: now)
        case .elsewhere: "elsewhere: \(job.stageWords)"
        case .nowhere: job.isRunning ? "nobody follows it" : job.stageWords(at: now)
        }
    }

    func sign(_ theme: Theme, tick: Int) -> (text: String, role: ThemeRole) {
        if isOfUnknownFate { return (theme.unknownSign, .warning) }
        switch place {
        case .here where job.isRunning: return (Spinner(tick: tick).text(unicode: theme.unicode), job.sign(theme).role)
        case .here: return job.sign(theme)
        case .elsewhere: return (theme.readySign, .muted)
        case .nowhere: return job.isRunning ? (theme.limitedSign, .warning) : job.sign(theme)
        }
    }
}

/// An unfinished generation, or one of unknown fate, as history tells it.
struct UnfinishedJob: Equatable, Sendable {
    var record: GenerationRecord
    /// A living process works on it.
    var isFollowed: Bool
}
