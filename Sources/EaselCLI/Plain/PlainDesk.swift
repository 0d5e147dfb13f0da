import ArgumentParser
import EaselCore
import EaselEngine

/// What is laid out in the plain studio: the same that panes hold on the screen, by modality.
struct PlainDesk: Equatable {
    /// What a line that begins with a slash asks for.
    enum Order: Equatable {
        /// A command line of Easel, without its name.
        case run([String])
        /// Something to read.
        case say(String)
        case quit
    }

    var modality = Modality.text
    private var targets: [Modality: String] = [:]
    private var values: [Modality: [String: String]] = [:]
    private var files: [String] = []
    /// Whether the next prompt goes on with the last answer.
    private var isConversing = false
    private var hasAnswer = false
    private var lastPrompt: String?
    private let common: [String]

    /// - Parameter common: options that go with every generation, such as `--sandbox`.
    init(common: [String]) { self.common = common }

    /// What stands before the line that is typed.
    var sign: String { "\(modality.rawValue)\(targets[modality].map { " on \($0)" } ?? "")> " }

    /// The command line that makes a prompt.
    mutating func send(_ prompt: String) -> [String] {
        lastPrompt = prompt
        let isTurn = isConversing && modality == .text && hasAnswer
        let words = ["generate", modality.rawValue] + (isTurn ? ["--continue", "last"] : [])
        let target = targets[modality].map { ["--on", $0] } ?? []
        let settings = (values[modality] ?? [:]).sorted { $0.key < $1.key }.flatMap {
            ["--set", "\($0.key)=\($0.value)"]
        }
        hasAnswer = hasAnswer || modality == .text
        return words + target + settings + files.flatMap { ["--attach", $0] } + common + ["--", prompt]
    }

    /// Does what a line such as `/set aspectRatio=16:9` means.
    mutating func take(_ line: String) -> Order {
        guard let words = ShellText.words(String(line.dropFirst())), let name = words.first else {
            return .say(line == "/" ? Self.help : "A quote is not closed.")
        }
        let rest = Array(words.dropFirst())
        if let modality = Modality(rawValue: name) {
            self.modality = modality
            return .say(
                rest.isEmpty ? "Now: \(modality.rawValue)." : "Now: \(modality.rawValue). Type the prompt alone.")
        }
        switch name {
        case "help", "?": return .say(Self.help)
        case "quit", "exit", "q": return .quit
        case "on": return on(rest)
        case "set": return set(rest)
        case "unset": return unset(rest)
        case "attach": return attach(rest)
        case "detach":
            files = []
            return .say("No file goes along any more.")
        case "talk":
            isConversing.toggle()
            hasAnswer = false
            return .say(isConversing ? "Each prompt goes on with the last answer." : "Each prompt stands alone.")
        case "status": return .say(status)
        case "again": return lastPrompt.map { .run(send($0)) } ?? .say("Nothing was sent yet.")
        default:
            return Self.commands.contains(name)
                ? .run(words) : .say("There is no /\(name). /help says what can be typed.")
        }
    }

    private mutating func on(_ words: [String]) -> Order {
        guard let target = words.first else {
            targets[modality] = nil
            return .say("The configured default makes it.")
        }
        guard ModelReference(target) != nil else { return .say("Write it as PROVIDER or PROVIDER:MODEL.") }
        targets[modality] = target
        return .say("\(modality.rawValue) is made by \(target).")
    }

    private mutating func set(_ words: [String]) -> Order {
        for word in words {
            guard let setting = ParameterSetting(argument: word), case .string(let value) = setting.value else {
                return .say("\(word) is not KEY=VALUE.")
            }
            values[modality, default: [:]][setting.key.rawValue] = value
        }
        return .say(words.isEmpty ? status : "Set: \(words.joined(separator: ", ")).")
    }

    private mutating func unset(_ words: [String]) -> Order {
        if words.isEmpty { values[modality] = nil }
        for word in words { values[modality]?[word] = nil }
        return .say(
            words.isEmpty ? "Nothing is set any more." : "Back to the default: \(words.joined(separator: ", ")).")
    }

    private mutating func attach(_ words: [String]) -> Order {
        guard let file = words.first else { return .say("Write /attach FILE or /attach first=FILE.") }
        files.append(file)
        return .say("Attached \(file).")
    }

    private var status: String {
        var lines = ["\(modality.rawValue), made by \(targets[modality] ?? "the configured default")."]
        for (key, value) in (values[modality] ?? [:]).sorted(by: { $0.key < $1.key }) {
            lines.append("\(key) is \(value).")
        }
        lines += files.map { "\($0) goes along." }
        if isConversing { lines.append("Each prompt goes on with the last answer.") }
        return lines.joined(separator: "\n")
    }

    private static let commands = Set(
        EaselCommand.configuration.subcommands.compactMap { $0.configuration.commandName })

    static let help = """
        Type a prompt and press Enter. A line that ends with a backslash goes on in the next one. Ctrl-C cancels what runs.
        /text /image /video /audio /speech   what is made
        /on PROVIDER[:MODEL]                 who makes it; alone: the configured default
        /set KEY=VALUE   /unset [KEY]        parameters, for example /set aspectRatio=16:9
        /attach [ROLE=]FILE   /detach        files that go along
        /talk                                each prompt goes on with the last answer, or no more
        /status   /again                     what is laid out; the same once more
        /quit                                leaves; so does the end of the input (Ctrl-D)
        Every other command of Easel works with a slash: /history list, /jobs list, /models list, /doctor, /help.
        """
}
