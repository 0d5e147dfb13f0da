import EaselCore
import Foundation
import Synchronization

/// What a person or a script sees of a generation: the answer on standard output, everything else on standard error.
struct GenerationView: Sendable {
    private let output: CommandOutput
    private let options: Options
    private let progress: ProgressLine
    private let endsLine: EndOfLine
    private let countdown = Countdown()

    private struct Options: Sendable {
        var json: Bool
        var quiet: Bool
        var modality: Modality
    }

    init(output: CommandOutput, options: GenerateOptions, modality: Modality) {
        self.output = output
        self.options = Options(json: options.json, quiet: options.quiet, modality: modality)
        self.progress = ProgressLine(output, isQuiet: options.quiet || options.json && !output.errorIsTerminal)
        self.endsLine = EndOfLine()
    }

    /// Shows one event; false when nobody reads standard output any more.
    func show(_ event: GenerationEvent) -> Bool {
        countdown.stop()
        switch event {
        case .opened(let record): for warning in record.warnings { progress.keep("! \(warning.message)") }
        case .waiting(let until?): count(down: "held back by the provider's limit, sent", to: until)
        case .waiting(nil): progress.show("waiting for its turn")
        case .retrying(let error, let date):
            progress.keep("! \(error.message) Again in \(RecordText.countdown(to: date, from: .now)).")
            if output.errorIsTerminal { count(down: "sent again", to: date) }
        case .switched(let record, let error):
            progress.keep("! \(error.message) \(record.target) takes over.")
        case .accepted(let job): progress.show("accepted by \(job.provider) as \(job.id)")
        case .queued(let position): progress.show(position.map { "in the queue, \($0) ahead" } ?? "in the queue")
        case .progress(let fraction, let lines):
            let percent = fraction.map { "\(Int($0 * 100)) %" } ?? lines.last?.message
            if let percent { progress.show("working: \(percent)") }
        case .reasoning: progress.show("thinking…")
        case .text(let text): return write(text)
        case .fetching(let index, let count, let date):
            progress.show(Self.words(fetching: index, of: count, until: date))
        case .saved(let asset): return saved(asset)
        case .copying(let asset, let bytes): progress.show(Self.words(copying: asset, bytes))
        case .warning(let warning):
            finishLine()
            progress.keep("! \(warning.message)")
        case .finished: break
        }
        return true
    }

    /// Shows what is left of a wait; to be called every second on a terminal.
    func tick() {
        guard let (words, date) = countdown.current else { return }
        if date > .now {
            progress.show("\(words) in \(RecordText.countdown(to: date, from: .now))")
        } else {
            countdown.stop()
            progress.clear()
        }
    }

    private static func words(fetching index: Int, of count: Int, until date: Date?) -> String {
        let which = count > 1 ? "fetching result \(index + 1) of \(count)" : "fetching the result"
        return date.map { "\(which), which the provider keeps until \(RecordText.date($0))" } ?? which
    }

    private static func words(copying asset: Asset, _ bytes: Int64) -> String {
        let done = asset.bytes > 0 ? Int(Double(bytes) / Double(asset.bytes) * 100) : 100
        return "copying to \(asset.cloud?.address ?? "the second home"): \(min(done, 100)) %"
    }

    private func count(down words: String, to date: Date) {
        countdown.start(words, date)
        tick()
    }

    /// Shows how it ended.
    func finish(_ record: GenerationRecord) {
        progress.clear()
        if options.json { return printJSON(record) }
        finishLine()
        if let error = record.error {
            output.show(error)
            if record.text?.isEmpty == false {
                progress.keep("The text above is kept: easel history show \(record.id.short)")
            }
        }
        if record.status == .accepted {
            progress.keep("The job goes on at \(record.provider): easel jobs wait \(record.id.short)")
        }
        if record.status == .submitted {
            progress.keep(
                "Whether \(record.provider) accepted it is found out by: easel jobs resume \(record.id.short)")
        }
        progress.keep(RecordText.summary(record))
    }

    /// Shows an order that was refused before anything was sent.
    func refused(_ draft: GenerationDraft, _ target: ModelReference?, _ error: EaselError) {
        progress.clear()
        guard options.json else { return output.show(error) }
        printJSON(.refused(draft, target, error))
    }

    /// Ends the line of a streamed answer, so that nothing else is written onto it.
    private func finishLine() {
        guard !options.json, !endsLine.isAtStart else { return }
        endsLine.note("\n")
        _ = output.write("\n")
    }

    private func write(_ text: String) -> Bool {
        guard !options.json else { return true }
        progress.clear()
        endsLine.note(text)
        return output.write(output.outputIsTerminal ? TerminalSafeText.of(text) : text)
    }

    private func saved(_ asset: Asset) -> Bool {
        guard !options.json else { return true }
        progress.clear()
        let isWritten = output.write(asset.path + "\n")
        progress.keep("saved  \(RecordText.facts(asset))")
        return isWritten
    }

    private func printJSON(_ record: GenerationRecord) {
        guard let text = try? JSONText.encode(GenerationJSON(record)) else { return }
        output.line(text)
    }
}

/// Whether what was written so far ends with a line feed.
private final class EndOfLine: Sendable {
    private let state = Mutex(true)

    func note(_ text: String) { if let last = text.unicodeScalars.last { state.withLock { $0 = last == "\n" } } }

    var isAtStart: Bool { state.withLock { $0 } }
}

/// What a wait is for, and until when it lasts.
private final class Countdown: Sendable {
    private let state = Mutex<(words: String, date: Date)?>(nil)

    func start(_ words: String, _ date: Date) { state.withLock { $0 = (words, date) } }

    func stop() { state.withLock { $0 = nil } }

    var current: (words: String, date: Date)? { state.withLock { $0 } }
}
