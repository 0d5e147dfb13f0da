import EaselCore

/// The names of what is measured. Where OpenTelemetry's semantic conventions for generative AI clients have a name it is
/// theirs (open-telemetry/semantic-conventions-genai, docs/gen-ai/gen-ai-metrics.md, state "Development"); the others begin
/// with `easel.`.
enum Instrument: String, CaseIterable {
    case duration = "gen_ai.client.operation.duration"
    /// For streamed answers only, as the convention wants it.
    case firstChunk = "gen_ai.client.operation.time_to_first_chunk"
    case tokens = "gen_ai.client.token.usage"
    /// For media: until the provider had the result.
    case firstOutput = "easel.client.operation.time_to_first_output"
    case errors = "easel.client.operation.errors"
    case retries = "easel.client.operation.retries"
    case fallbacks = "easel.client.operation.fallbacks"
    case waits = "easel.client.operation.waits"
    case received = "easel.client.received"
    case cost = "easel.client.cost"
    case unknownCosts = "easel.client.cost.unknown"

    enum Kind { case seconds, tokens, counter }

    var kind: Kind {
        switch self {
        case .duration, .firstChunk, .firstOutput: .seconds
        case .tokens: .tokens
        case .errors, .retries, .fallbacks, .waits, .received, .cost, .unknownCosts: .counter
        }
    }

    /// As Prometheus writes it: unit and kind at the end.
    var prometheusName: String {
        let base = rawValue.replacing(".", with: "_")
        return switch self {
        case .duration, .firstChunk, .firstOutput: base + "_seconds"
        case .tokens: base
        case .received: base + "_bytes_total"
        case .cost: base + "_usd_total"
        case .errors, .retries, .fallbacks, .waits, .unknownCosts: base + "_total"
        }
    }

    var help: String {
        switch self {
        case .duration: "Time of a generation from sending to its end."
        case .firstChunk: "Time until the first piece of a streamed answer."
        case .tokens: "Tokens read and written."
        case .firstOutput: "Time until the provider had made the media."
        case .errors: "Generations that failed, by kind of error."
        case .retries: "Tries after the first at the same target."
        case .fallbacks: "Changes to another target."
        case .waits: "Requests held back by a limit of the provider."
        case .received: "Bytes of media saved."
        case .cost: "Cost in US dollars, estimates among it."
        case .unknownCosts: "Generations whose cost is not known."
        }
    }

    /// Upper bounds of the buckets that the conventions name, in seconds or tokens.
    var bounds: [Double] {
        switch kind {
        case .seconds: [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92]
        case .tokens: (0..<14).map { Double(1 << (2 * $0)) }
        case .counter: []
        }
    }
}

extension ProviderID {
    /// `gen_ai.provider.name`: the conventions' word where they have one.
    var conventionName: String { rawValue == "vertex" ? "gcp.vertex_ai" : rawValue }
}

extension Modality {
    /// `gen_ai.operation.name`.
    var operationName: String { self == .text ? "chat" : "generate_content" }
}
