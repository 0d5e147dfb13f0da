import ArgumentParser
import EaselApp
import EaselCore
import EaselEngine

/// `easel models`.
struct ModelsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models", abstract: "See the models and what they take.",
        subcommands: [ModelsList.self, ModelsShow.self, ModelsRefresh.self])
}

/// `easel models list`.
struct ModelsList: ContextCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List models.")

    @Option(help: "Only one provider.")
    var on: ModelReference?

    @Option(help: "Only one modality: text, image, video, audio or speech.")
    var modality: Modality?

    @Flag(help: "Ask the providers for what they have now.")
    var live = false

    @Flag(help: "Print one JSON object.")
    var json = false

    @OptionGroup var connection: ConnectionOptions

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withSetup(context, sandbox: connection.use) { setup throws(EaselError) in
            let catalog = setup.catalog()
            if let on { _ = try setup.registry.known(on.provider) }
            var cards: [ModelCard] = []
            for entry in setup.registry.entries where on == nil || on?.provider == entry.descriptor.id {
                for kind in entry.modalities where modality == nil || modality == kind {
                    cards += try await list(entry, kind, catalog, context.output)
                }
            }
            if json { return context.output.printJSON(ModelListJSON(models: cards.map(ModelRow.init))) }
            let rows = cards.map(ModelRow.init)
            context.output.table(
                ["TARGET", "KIND", "NAME", "PRICE", "PARAMETERS"],
                rows.map {
                    [
                        "\($0.provider):\($0.model)", $0.modality, $0.name, $0.price.value ?? "unknown",
                        $0.parameters.joined(separator: " "),
                    ]
                })
            return .done
        }
    }

    /// One provider's models; a provider that has no curated ones (a local server) is always asked.
    private func list(
        _ entry: ProviderEntry, _ kind: Modality, _ catalog: ModelCatalog, _ output: CommandOutput
    ) async throws(EaselError) -> [ModelCard] {
        let id = entry.descriptor.id
        let known = await catalog.cards(id, kind)
        guard entry.provider != nil, live || known.isEmpty else { return known }
        do throws(EaselError) {
            return try await catalog.refresh(id, kind)
        } catch {
            if on != nil && known.isEmpty { throw error }
            output.note("easel: \(entry.descriptor.name): \(error.message)")
            return known
        }
    }
}

/// `easel models show PROVIDER:MODEL`: what a model takes.
struct ModelsShow: ContextCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show what a model takes.")

    @Argument(help: ArgumentHelp("The model.", valueName: "provider:model"))
    var target: ModelReference

    @Flag(help: "Print one JSON object per modality.")
    var json = false

    @OptionGroup var connection: ConnectionOptions

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withSetup(context, sandbox: connection.use) { setup throws(EaselError) in
            let catalog = setup.catalog()
            let entry = try setup.registry.known(target.provider)
            let wanted = target.model ?? ModelID(rawValue: "")
            var cards: [ModelCard] = []
            for kind in entry.modalities {
                let known = await catalog.cards(target.provider, kind)
                cards += known.filter { $0.model == wanted }
            }
            if cards.isEmpty, let kind = entry.modalities.first {
                cards = [try await catalog.card(for: target, kind, allowsUnknown: false)]
            }
            for card in cards { show(card, context.output) }
            return .done
        }
    }

    private func show(_ card: ModelCard, _ output: CommandOutput) {
        if json { return _ = output.printJSON(card) }
        output.line("\(card.reference)  \(card.modality.rawValue)  \(card.name)")
        if !card.summary.isEmpty { output.line(card.summary) }
        output.line("price        \(card.price?.words ?? "unknown")")
        if let retirement = card.retirement { output.line("retires      \(retirement.date)") }
        for input in card.inputs {
            let need = input.isRequired ? "required" : "optional"
            output.line(
                "--attach     \(input.role.rawValue)=FILE  \(need), at most \(input.maximumCount): \(input.types.map(\.rawValue).joined(separator: ", "))"
            )
        }
        for spec in card.parameters {
            let standard = spec.defaultValue.map { "  (default \($0.plainText))" } ?? ""
            output.line("--set        \(spec.key)=  \(spec.allowed)\(standard)")
        }
    }
}

/// One model as a table or JSON shows it.
private struct ModelRow: Encodable {
    var provider: String
    var model: String
    var modality: String
    var name: String
    var price: Nullable<String>
    var parameters: [String]
    var origin: String

    init(_ card: ModelCard) {
        provider = card.provider.rawValue
        model = card.model.rawValue
        modality = card.modality.rawValue
        name = card.name
        price = Nullable(card.price?.words)
        parameters = card.parameters.map(\.key.rawValue)
        origin = card.origin.rawValue
    }
}

private struct ModelListJSON: Encodable {
    var models: [ModelRow]
}
