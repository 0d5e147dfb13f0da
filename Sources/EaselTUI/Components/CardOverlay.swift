import EaselCore
import TerminalUI

/// Everything known of one thing: a provider, a model, a parameter, a generation.
struct CardOverlay: Equatable {
    var pages: ScrolledPage

    private typealias Row = ScrolledPage.Row

    /// A provider: what it makes, how it is used, what stands against it.
    init(provider row: ProviderRow, in state: StudioScreen.State, _ session: Session) {
        let readiness = row.readiness(for: state.modality, limit: nil)
        var rows = [Row(row.explanation(readiness, state.modality)), Row()]
        if let warning = state.warning(of: row, session) { rows.insert(Row(warning, .warning), at: 1) }
        rows.append(Self.fact("makes", row.modalities.map(\.rawValue).joined(separator: ", ")))
        if row.isSandbox { rows.append(Self.fact("sandbox", "answers come from the sandbox, not from real models")) }
        rows += [
            Self.fact("key", row.facts.authentication), Self.fact("limits", row.facts.rateLimits),
            Self.fact("answers", row.facts.responseFormats), Self.fact("waiting", row.facts.asyncStyle),
            Self.fact("cancelling", row.facts.cancellation), Self.fact("safety", row.facts.safety),
        ]
        pages = ScrolledPage(title: row.name, rows: rows)
    }

    /// A model: price, limits, inputs, parameters.
    init(model card: ModelCard, provider: String?) {
        var rows = card.summary.isEmpty ? [] : [Row(card.summary), Row()]
        rows.append(Self.fact("id", card.model.rawValue))
        rows.append(Self.fact("provider", provider ?? card.provider.rawValue))
        rows.append(Self.fact("makes", card.modality.rawValue))
        rows.append(Self.fact("price", card.price?.words ?? "not known"))
        rows.append(Self.fact("known from", card.origin.words))
        if let limit = card.limits.promptCharacters { rows.append(Self.fact("prompt", "at most \(limit) characters")) }
        if let limit = card.limits.contextTokens { rows.append(Self.fact("context", "\(limit) tokens")) }
        if let limit = card.limits.outputTokens { rows.append(Self.fact("output", "at most \(limit) tokens")) }
        if let retirement = card.retirement {
            rows.append(Self.fact("end", retirement.words))
        }
        rows += card.inputs.map { input in
            let types = input.types.map(\.rawValue).joined(separator: ", ")
            return Self.fact(
                "takes",
                "\(input.maximumCount) \(input.role.rawValue) file(s): \(types)\(input.isRequired ? ", required" : "")")
        }
        if !card.parameters.isEmpty { rows += [Row(), Row("Parameters", .accent)] }
        rows += card.parameters.map { spec in
            let standard = spec.defaultValue.map { "; default \($0.plainText)" } ?? ""
            return Row(spec.key.rawValue, width: 18, spec.allowed + standard)
        }
        pages = ScrolledPage(title: card.name, rows: rows)
    }

    /// A parameter: what it does and what it takes.
    init(parameter spec: ParameterSpec, model: ModelCard?) {
        var rows = spec.summary.isEmpty ? [] : [Row(spec.summary), Row()]
        rows.append(Self.fact("takes", spec.allowed))
        rows.append(Self.fact("default", spec.defaultValue?.plainText ?? "the provider decides"))
        rows.append(Self.fact("on the command line", "--set \(spec.key.rawValue)=VALUE"))
        if let name = spec.wireName { rows.append(Self.fact("sent as", name)) }
        if spec.isRequired { rows.append(Self.fact("required", "yes")) }
        if let model { rows.append(Self.fact("model", model.name)) }
        pages = ScrolledPage(title: spec.title, rows: rows)
    }

    /// A generation of this session, with all that history keeps of it.
    init(generation: LiveGeneration, _ session: Session) {
        var rows = RecordFacts(generation.record, timeZone: session.timeZone).rows
        if !generation.log.isEmpty { rows += [Row(), Row("Log", .accent)] }
        rows += generation.log.map { Row(TextSanitizer.singleLine($0.message), .muted) }
        pages = ScrolledPage(title: "Generation \(generation.id.short)", rows: rows)
    }

    private static func fact(_ name: String, _ text: String) -> ScrolledPage.Row { .init(name, width: 14, text) }
}

extension CardOrigin {
    /// How far a card can be relied on.
    var words: String {
        switch self {
        case .curated: "the provider's documentation"
        case .schema: "the schema that the provider publishes"
        case .listed: "the provider's own list"
        case .unknown: "nobody: it is sent as it is"
        }
    }
}
