import ArgumentParser
import EaselApp
import EaselCore
import Foundation

/// The options of every `easel compare MODALITY …`.
struct CompareOptions: ParsableArguments {
    @Argument(help: "What to make; `-` reads it from standard input.")
    var prompt: String

    @Option(help: ArgumentHelp("A target; give two to six.", valueName: "provider[:model]"))
    var on: [ModelReference] = []

    @Option(name: .customLong("targets"), help: ArgumentHelp("A saved set of targets.", valueName: "name"))
    var setName: String?

    @Option(
        name: .customLong("save-targets"),
        help: ArgumentHelp("Keep the targets, with what is set for each, under a name.", valueName: "name"))
    var saveName: String?

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp(
            "A parameter for all, or for one target by its number: aspectRatio=16:9, 2.steps=20.",
            valueName: "[n.]key=value"))
    var parameters: [TargetSetting] = []

    @Option(
        name: .customLong("attach"),
        help: ArgumentHelp("A file, or an https address, that goes with the prompt.", valueName: "[role=]file"))
    var attachments: [AttachmentSetting] = []

    @Option(help: ArgumentHelp("The folder for files.", valueName: "dir"))
    var output: String?

    @Option(
        name: .customLong("repeat"),
        help: ArgumentHelp("Ask each target so often; the table shows medians.", valueName: "n"))
    var repeats = 1

    @Flag(help: "Shuffle the results and hide who made them until the vote.")
    var blind = false

    @Flag(help: "Keep the first result and cancel the others at their providers.")
    var race = false

    @Option(help: ArgumentHelp("Send nothing when the whole may cost more than this.", valueName: "usd"))
    var budget: Double?

    @Flag(name: .customLong("allow-unknown"), help: "Send to models that Easel knows nothing of.")
    var allowUnknown = false

    @OptionGroup var run: CompareRunOptions

    func validate() throws {
        if let budget, !(budget.isFinite && budget > 0) { throw ValidationError("--budget must be more than 0.") }
        if on.isEmpty && setName == nil {
            throw ValidationError("Name two to six targets with --on, or a set with --targets.")
        }
        if setName == nil, !ComparisonOrder.targetCounts.contains(on.count) {
            throw ValidationError("A comparison has two to six targets: give --on so often.")
        }
        if !ComparisonOrder.repeatCounts.contains(repeats) {
            throw ValidationError("--repeat must be between 1 and 20.")
        }
        if race && repeats > 1 { throw ValidationError("A race is run once: --race and --repeat exclude each other.") }
        if setName == nil, let setting = parameters.first(where: { ($0.target ?? 1) > on.count }) {
            throw ValidationError(
                "There is no target \(setting.target ?? 0) for --set \(setting.target ?? 0).\(setting.key).")
        }
        if let output, OutputPlace.url(output) == nil {
            throw ValidationError("--output \(output) is no place in Cloud Storage; write gs://BUCKET/PREFIX.")
        }
    }

    /// A target at a provider that does not exist: a mistake in the command line, so that nobody is sent anything.
    var stranger: EaselError? {
        on.first { !EaselSetup.providers.contains($0.provider) }.map { target in
            EaselError(
                .configuration, "There is no provider \"\(TerminalSafeText.line("\(target.provider)"))\".",
                remedy: "`easel providers list` shows them.")
        }
    }

    func status(of error: EaselError) -> ExitStatus { stranger == nil ? ExitStatus(error.kind) : .usage }

    func draft(_ modality: Modality, from output: CommandOutput) throws(EaselError) -> GenerationDraft {
        let shared = parameters.filter { $0.target == nil }
        var draft = GenerationDraft(
            modality: modality, prompt: try output.prompt(prompt),
            parameters: Dictionary(shared.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 }),
            attachments: attachments.map(\.attachment))
        draft.outputFolder = self.output.flatMap(OutputPlace.url)
        return draft
    }

    /// The order, with the targets of a saved set before those that are named; a set is kept when that is asked for.
    func order(_ draft: GenerationDraft, _ runtime: EaselRuntime) async throws(EaselError) -> ComparisonOrder {
        var targets: [ComparisonTarget] = []
        if let setName { targets += try await runtime.comparisons.targetSet(setName, for: draft.modality).targets }
        targets += on.map { ComparisonTarget($0) }
        for setting in parameters {
            guard let number = setting.target else { continue }
            guard targets.indices.contains(number - 1) else {
                throw EaselError(
                    .invalidRequest, "There is no target \(number).", remedy: "Targets are counted from 1.")
            }
            targets[number - 1].overrides[setting.key] = setting.value
        }
        var order = ComparisonOrder(
            draft: draft, targets: targets, repeats: repeats, kind: race ? .race : .sideBySide, isBlind: blind)
        order.capUSD = budget
        order.allowsUnknownModel = allowUnknown
        order.isConfirmed = run.yes
        try order.check()
        if let saveName {
            try await runtime.comparisons.keep(TargetSet(name: saveName, modality: draft.modality, targets: targets))
        }
        return order
    }
}

/// How a comparison is run and shown.
struct CompareRunOptions: ParsableArguments {
    @Flag(help: "Print one JSON object when all are done.")
    var json = false

    @Option(help: ArgumentHelp("Also write a contact sheet, a page that holds everything.", valueName: "file"))
    var html: String?

    @Option(
        help:
            "What the table is sorted by: target, firstOutput, total, tokensPerSecond, size, dimensions, duration, cost, warnings or attempts."
    )
    var sort: MeasureKeyArgument = .target

    @Flag(help: "No progress on standard error.")
    var quiet = false

    @Flag(
        name: .customLong("dry-run"),
        help: "Show what it would cost and what each target would not honour, and send nothing.")
    var dryRun = false

    @Flag(help: "Agree beforehand to what the budget would ask about, and to costs that are not known.")
    var yes = false

    @OptionGroup var telemetry: TelemetryOptions

    @OptionGroup var connection: ConnectionOptions
}

extension CommandOutput {
    /// A prompt as it was given, or from standard input for `-`.
    func prompt(_ text: String) throws(EaselError) -> String {
        guard text == "-" else { return text }
        guard let bytes = try? readInput() else {
            throw EaselError(.storage, "Standard input cannot be read.", remedy: "Give the prompt as an argument.")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw EaselError(
                .invalidRequest, "The prompt on standard input is not UTF-8 text.",
                remedy: "Convert it, for example with iconv.")
        }
        return text.trimmingCharacters(in: .newlines)
    }
}

extension ComparisonStore {
    /// The set of a name. Throws `.invalidRequest` when there is none, or when it is for another modality.
    func targetSet(_ name: String, for modality: Modality) async throws(EaselError) -> TargetSet {
        guard let set = try await targetSets().first(where: { $0.name.lowercased() == name.lowercased() }) else {
            throw EaselError(
                .invalidRequest, "There is no set of targets \"\(TerminalSafeText.line(name))\".",
                remedy: "`easel compare sets` shows them; --save-targets keeps one.")
        }
        guard set.modality == nil || set.modality == modality else {
            throw EaselError(
                .invalidRequest,
                "The set \"\(TerminalSafeText.line(set.name))\" is for \(set.modality?.rawValue ?? "").",
                remedy: "Name targets for \(modality.rawValue) with --on.")
        }
        return set
    }
}
