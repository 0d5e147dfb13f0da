import ArgumentParser
import EaselApp
import EaselCore
import Foundation

/// The options of every `easel generate …`.
struct GenerateOptions: ParsableArguments {
    @Argument(
        help: "What to make; `-` reads it from standard input. With --from a text, that text when it is left out.")
    var prompt: String?

    @Option(help: ArgumentHelp("Who makes it; without it the configured default.", valueName: "provider[:model]"))
    var on: ModelReference?

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp("A parameter, for example aspectRatio=16:9; may be repeated.", valueName: "key=value"))
    var parameters: [ParameterSetting] = []

    @Option(
        name: .customLong("attach"),
        help: ArgumentHelp(
            "A file, or an https address, that goes with the prompt; role is reference, first, last or mask.",
            valueName: "[role=]file"))
    var attachments: [AttachmentSetting] = []

    @Option(
        help: ArgumentHelp(
            "The folder for files; gs://BUCKET/PREFIX keeps them in the usual folder and copies them there.",
            valueName: "dir"))
    var output: String?

    @Option(
        name: .customLong("continue"),
        help: ArgumentHelp(
            "Go on with the conversation that ends with this text; without --on, at the same target with the same parameters. last is the newest.",
            valueName: "id|last"))
    var continuing: String?

    @Option(
        help: ArgumentHelp(
            "Make it from that result: its file goes along in the role that fits, unless --attach names files; last is the newest.",
            valueName: "id|last"))
    var from: String?

    @Option(
        name: .customLong("fallback"),
        help: ArgumentHelp("Who takes over when the target fails; may be repeated.", valueName: "provider[:model]"))
    var fallbacks: [ModelReference] = []

    @Flag(help: "Print one JSON object when it is done.")
    var json = false

    @Flag(help: "Print only the answer or the paths of files.")
    var quiet = false

    @Flag(name: .customLong("dry-run"), help: "Print the HTTP request that would be sent, and send nothing.")
    var dryRun = false

    @Flag(help: "Return as soon as the provider has taken the job; `easel jobs wait` fetches the result.")
    var detach = false

    @Flag(name: .customLong("allow-unknown"), help: "Send to a model that Easel knows nothing of.")
    var allowUnknown = false

    @Flag(help: "Agree beforehand to what the budget would ask about.")
    var yes = false

    @OptionGroup var telemetry: TelemetryOptions

    @OptionGroup var connection: ConnectionOptions

    func validate() throws {
        if continuing != nil && from != nil { throw ValidationError("--continue and --from exclude each other.") }
        if prompt == nil && from == nil { throw ValidationError("Missing expected argument '<prompt>'.") }
        if json && quiet { throw ValidationError("--json and --quiet exclude each other.") }
        if let output, OutputPlace.url(output) == nil {
            throw ValidationError("--output \(output) is no place in Cloud Storage; write gs://BUCKET/PREFIX.")
        }
    }

    /// Whether `--on` names a provider that does not exist: a mistake in the command line, not a refused request.
    var namesUnknownProvider: Bool { on.map { !EaselSetup.providers.contains($0.provider) } ?? false }

    /// The one provider that is needed, nil when a fallback may need others.
    var onlyProvider: ProviderID? { fallbacks.isEmpty ? on?.provider : nil }

    /// The draft that the options describe; the prompt is read from standard input when it is `-`.
    func draft(_ modality: Modality, from output: CommandOutput) throws(EaselError) -> GenerationDraft {
        var draft = GenerationDraft(
            modality: modality, prompt: try readPrompt(output),
            parameters: Dictionary(parameters.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 }),
            attachments: attachments.map(\.attachment))
        draft.outputFolder = self.output.flatMap(OutputPlace.url)
        return draft
    }

    private func readPrompt(_ output: CommandOutput) throws(EaselError) -> String {
        guard prompt == "-" else { return prompt ?? "" }
        guard let bytes = try? output.readInput() else {
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
