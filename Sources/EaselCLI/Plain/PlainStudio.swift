import EaselConfig
import EaselCore

/// The studio in lines instead of screens, for screen readers and for terminals that can do no more: what is typed is sent, what
/// comes is read from top to bottom, nothing is redrawn. It runs the same commands as a script does.
struct PlainStudio {
    private let context: CommandContext
    private var desk: PlainDesk

    init(_ context: CommandContext, onSandbox: Bool) {
        var context = context
        context.output.isPlain = true
        self.context = context
        desk = PlainDesk(common: onSandbox ? ["--sandbox"] : [])
    }

    /// Whether lines are wanted: said on the command line, in the configuration, or by a terminal that cannot be drawn on.
    static func isWanted(_ command: StudioCommand, in context: CommandContext) -> Bool {
        if command.plain || context.environment["TERM"] == "dumb" { return true }
        let loader = SettingsLoader(paths: Paths(context.environment), environment: context.environment)
        // What is wrong with the configuration is told by the studio, which reads it too.
        return (try? loader.load())?.interface.plain.value == true
    }

    mutating func run(_ perform: ([String]) async -> Int32) async -> Int32 {
        context.output.line("Easel in plain lines. /help says what can be typed, /quit leaves.")
        while let line = readPrompt() {
            let isBlank = line.allSatisfy(\.isWhitespace)
            guard !isBlank else { continue }
            guard line.hasPrefix("/") else {
                _ = await perform(desk.send(line))
                continue
            }
            switch desk.take(line) {
            case .run(let words): _ = await perform(words)
            case .say(let text): context.output.line(text)
            case .quit: return ExitStatus.done.rawValue
            }
        }
        context.output.line()
        return ExitStatus.done.rawValue
    }

    /// A line, with those that it goes on in; nil at the end of the input.
    private func readPrompt() -> String? {
        var text = ""
        var sign = desk.sign
        while true {
            context.output.report(TerminalSafeText.line(sign))
            guard let line = context.output.readAnswer() else { return text.isEmpty ? nil : text }
            guard line.hasSuffix("\\"), !line.hasPrefix("/") else { return text + line }
            text += line.dropLast() + "\n"
            sign = "… "
        }
    }
}
