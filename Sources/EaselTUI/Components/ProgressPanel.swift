import EaselCore
import Foundation
import TerminalUI

/// How far a running generation is: stage, clock, gauge, and the end of the provider's log.
struct ProgressPanel {
    let generation: LiveGeneration
    let session: Session
    let tick: Int

    func draw(in area: Rect, on surface: inout Surface) {
        let theme = session.theme
        var line = Line(Spinner(tick: tick).text(unicode: theme.unicode) + " ", style: theme[.accent])
        line.append(generation.stageWords(at: session.now), style: theme[.text])
        line.append("  " + Figures.runningTime(generation.elapsed(at: session.now)), style: theme[.muted])
        Label(line).draw(in: area.row(0), on: &surface, theme: theme)
        var log = area.splitTop(1).rest
        if generation.modality != .text {
            let label = generation.progress.map { "\(Int(($0 * 100).rounded(.down))) %" } ?? ""
            Gauge(generation.progress, label: label, tick: tick).draw(in: log.row(0), on: &surface, theme: theme)
            log = log.splitTop(1).rest
        }
        for (y, entry) in generation.log.suffix(log.height).enumerated() {
            Label(TextSanitizer.singleLine(entry.message), style: theme[.muted]).draw(
                in: log.row(y), on: &surface, theme: theme)
        }
    }
}

extension LiveGeneration {
    /// The stage in a few words, with a countdown where one runs.
    func stageWords(at now: Date) -> String {
        switch stage {
        case .held(let until?) where !isCancelling: "\(record.provider)'s limit: sent in \(Self.seconds(until, now))"
        case .retrying(let kind, let at) where !isCancelling:
            "\(kind.rawValue): again in \(Self.seconds(at, now))"
        default: stageWords
        }
    }

    private static func seconds(_ date: Date, _ now: Date) -> String {
        Figures.runningTime(max(0, date.timeIntervalSince(now)))
    }

    /// The stage in a word or two.
    var stageWords: String {
        if isCancelling && isRunning { return "cancelling" }
        return switch stage {
        case .sending: "sending"
        case .held: "waiting for its turn"
        case .retrying: "sending again"
        case .queued(nil): "waiting in the queue"
        case .queued(.some(0)): "next in the queue"
        case .queued(.some(let position)): "number \(position + 1) in the queue"
        case .working: modality == .text ? "writing" : "working"
        case .left: "goes on at the provider"
        case .refused: "not sent"
        case .finished:
            switch record.status {
            case .succeeded: "done"
            case .cancelled: "cancelled"
            case .failed: "failed"
            case .submitted, .accepted: "ended"
            }
        }
    }

    func sign(_ theme: Theme) -> (text: String, role: ThemeRole) {
        switch stage {
        case .sending, .queued, .working: (theme.readySign, .accent)
        case .left, .held, .retrying: (theme.limitedSign, .warning)
        case .refused: (theme.failedSign, .error)
        case .finished: record.status.sign(theme)
        }
    }
}

extension GenerationStatus {
    func sign(_ theme: Theme) -> (text: String, role: ThemeRole) {
        switch self {
        case .succeeded: (theme.doneSign, .success)
        case .failed: (theme.failedSign, .error)
        case .cancelled: (theme.cancelledSign, .muted)
        case .submitted, .accepted: (theme.limitedSign, .accent)
        }
    }
}
