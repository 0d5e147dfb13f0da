import EaselApp
import EaselConfig
import EaselCore

/// The studio in lines instead of screens, for screen readers and for terminals that can do no more: what is typed is sent, what
/// comes is read from top to bottom, nothing is redrawn. It runs the same commands as a script does.
struct PlainStudio {
    private let context: CommandContext
    private let onSandbox: Bool
    private var desk = PlainDesk(common: [])

    init(_ context: CommandContext, onSandbox: Bool) {
        self.context = context
        self.onSandbox = onSandbox
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
        do throws(EaselError) {
            if try await isSandbox() {
                context.output.line("On the sandbox: nothing is from a real model. /doctor says what is missing.")
                desk = PlainDesk(common: ["--sandbox"])
            }
        } catch {
            context.output.show(error)
            return ExitStatus(error.kind).rawValue
        }
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

    /// As the studio does it: where nothing is set up, on the sandbox.
    private func isSandbox() async throws(EaselError) -> Bool {
        guard !onSandbox, context.tape == nil else { return onSandbox }
        let setup = try await context.load(.whenUnconfigured, nil, nil)
        await setup.close()
        return setup.isSandbox
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
