public import EaselCore
import Foundation

/// The command line that does what an order does, for people who want to go on in a script.
///
/// It names only what the order names: what comes from the configuration there comes from the same configuration here.
public struct TaughtCommand: Hashable, Sendable {
    /// What follows `easel`, one argument each.
    public let arguments: [String]
    /// What is read from standard input in place of the prompt, nil when the prompt is an argument.
    public let input: String?
    /// The whole as a shell takes it.
    public let text: String
    /// What the command cannot say, in sentences; empty when it does the very same.
    public let caveats: [String]

    /// A longer prompt, in bytes of UTF-8, goes through standard input: nobody wants to read it as an argument.
    static let longestArgument = 2048
    /// No argument of a Linux process is longer, in bytes with the NUL at its end (`MAX_ARG_STRLEN`).
    static let systemLimit = 131_072

    /// - Parameters:
    ///   - isSandbox: the order goes to the built-in sandbox.
    public init(_ order: GenerationOrder, isSandbox: Bool = false) {
        let draft = order.draft
        var options = ["--on", "\(order.target)"] + Self.settings(draft.parameters)
        for attachment in draft.attachments { options += ["--attach", Self.words(attachment)] }
        options += Self.lineage(draft)
        if let folder = draft.outputFolder {
            options += ["--output", folder.isFileURL ? folder.path : folder.absoluteString]
        }
        if order.allowsUnknownModel { options.append("--allow-unknown") }
        if isSandbox { options.append("--sandbox") }
        self.init("generate", draft, options)
    }

    /// The command that compares: every target, what is set for all of them and, by its number, for one.
    public init(_ order: ComparisonOrder, isSandbox: Bool = false) {
        let draft = order.draft
        var options = order.targets.flatMap { ["--on", "\($0.reference)"] }
        options += Self.settings(draft.parameters)
        for (index, target) in order.targets.enumerated() {
            options += Self.settings(target.overrides, of: "\(index + 1).")
        }
        for attachment in draft.attachments { options += ["--attach", Self.words(attachment)] }
        if order.repeats > 1 { options += ["--repeat", "\(order.repeats)"] }
        if order.isBlind { options.append("--blind") }
        if order.kind == .race { options.append("--race") }
        if let cap = order.capUSD { options += ["--budget", "\(cap)"] }
        if order.allowsUnknownModel { options.append("--allow-unknown") }
        if isSandbox { options.append("--sandbox") }
        self.init("compare", draft, options)
    }

    private static func settings(_ values: ParameterValues, of target: String = "") -> [String] {
        values.sorted { $0.key.rawValue < $1.key.rawValue }
            .flatMap { ["--set", "\(target)\($0.key.rawValue)=\(words($0.value))"] }
    }

    private init(_ command: String, _ draft: GenerationDraft, _ options: [String]) {
        let prompt = draft.prompt.filter { $0 != "\0" }
        let goesIn = Self.goesThroughInput(prompt)
        let word = goesIn ? "-" : prompt
        // A word that looks like an option is none behind `--`.
        let isOption = !goesIn && word.hasPrefix("-")
        arguments =
            [command, draft.modality.rawValue] + (isOption ? [] : [word]) + options + (isOption ? ["--", word] : [])
        input = goesIn ? prompt : nil
        text = Self.text(arguments, input: input)
        caveats = Self.caveats(draft, prompt)
    }

    private static func text(_ arguments: [String], input: String?) -> String {
        let command = (["easel"] + arguments).map(ShellText.word).joined(separator: " ")
        guard let input else { return command }
        if ShellText.actsOnTerminal(input) { return "\(ShellText.printing(input)) | \(command)" }
        let mark = mark(for: input)
        return "\(command) <<'\(mark)'\n\(input)\n\(mark)"
    }

    /// Standard input loses line breaks at both ends, so a prompt that has some stays an argument as long as it may. A lone
    /// `-` would be taken for standard input.
    private static func goesThroughInput(_ prompt: String) -> Bool {
        if prompt == "-" { return true }
        let length = prompt.utf8.count
        guard length > longestArgument else { return false }
        return !hasBreakAtEnd(prompt) || length >= systemLimit
    }

    private static func hasBreakAtEnd(_ text: String) -> Bool {
        text.first?.isNewline == true || text.last?.isNewline == true
    }

    /// A line that the text does not have.
    private static func mark(for text: String) -> String {
        let lines = Set(text.split(separator: "\n", omittingEmptySubsequences: false))
        var mark = "EOF"
        while lines.contains(Substring(mark)) { mark += "_" }
        return mark
    }

    /// Lists and objects are JSON on the command line.
    private static func words(_ value: JSONValue) -> String {
        switch value {
        case .array, .object: (try? JSONText.encode(value)) ?? value.plainText
        case .null, .bool, .integer, .number, .string: value.plainText
        }
    }

    private static func words(_ attachment: Attachment) -> String {
        let place = attachment.file.isFileURL ? attachment.file.path : attachment.file.absoluteString
        return attachment.role == .reference ? place : "\(attachment.role.rawValue)=\(place)"
    }

    /// A step is told only beside files: without any, the command would take one from the result of its own accord.
    private static func lineage(_ draft: GenerationDraft) -> [String] {
        guard let lineage = draft.lineage else { return [] }
        switch lineage.kind {
        case .turn: return ["--continue", lineage.parent.short]
        case .step where !draft.attachments.isEmpty: return ["--from", lineage.parent.short]
        case .step: return []
        }
    }

    private static func caveats(_ draft: GenerationDraft, _ prompt: String) -> [String] {
        var caveats: [String] = []
        if prompt.unicodeScalars.count < draft.prompt.unicodeScalars.count {
            caveats.append("A shell cannot say NUL characters: they are left out.")
        }
        if prompt.utf8.count >= systemLimit && hasBreakAtEnd(prompt) {
            caveats.append("Line breaks at the ends of so long a prompt are left out.")
        }
        return caveats
    }
}
