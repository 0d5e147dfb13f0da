import EaselCore
import EaselProviderKit

/// The parameters that choose who serves a request: the `provider` object and the list of fallback models (wire sheet A3.1,
/// A3.2).
enum OpenRouterRouting {
    static let provider: ParameterKey = "provider"
    static let models: ParameterKey = "models"

    /// The members of `provider` that an endpoint knows; others would be dropped in silence.
    enum Scope: Sendable {
        case chat, images, videos, speech

        var members: Set<String> {
            switch self {
            case .chat:
                [
                    "order", "only", "ignore", "allow_fallbacks", "require_parameters", "data_collection", "zdr",
                    "enforce_distillable_text", "quantizations", "sort", "max_price", "preferred_min_throughput",
                    "preferred_max_latency", "options",
                ]
            case .images: ["order", "only", "ignore", "sort", "allow_fallbacks", "options"]
            case .videos: ["options"]
            case .speech: ["zdr", "data_collection", "options"]
            }
        }
    }

    static func spec(_ scope: Scope) -> ParameterSpec {
        ParameterSpec(provider, "Routing", kind: .json, wire: "provider")
            .summary(
                "A JSON object that chooses among the companies that serve the model: "
                    + scope.members.sorted().joined(separator: ", ") + ".")
    }

    static let fallbacks = ParameterSpec(models, "Fallbacks", kind: .json, wire: "models")
        .summary("Models to try in turn when this one fails, as a JSON list; the answer names the one that is billed.")

    /// The parameters in the types of the wire. Throws `invalidRequest` for a routing object with a member that the endpoint
    /// does not know, and for a list of fallbacks that is none.
    static func checked(_ parameters: RequestParameters, _ scope: Scope) throws(EaselError) -> RequestParameters {
        var parameters = parameters
        if let value = parameters[provider] {
            guard case .object(let members) = value else {
                throw wrong("provider must be a JSON object", "Write it as {\"sort\":\"price\"}.")
            }
            try check(members.keys, scope)
        }
        let dotted = parameters.values.keys.map(\.rawValue).filter { $0.hasPrefix("provider.") }
        try check(dotted.compactMap { $0.split(separator: ".").dropFirst().first.map(String.init) }, scope)
        if let value = parameters[models] { parameters.values[models] = try list(value) }
        return parameters
    }

    private static func check(_ names: some Sequence<String>, _ scope: Scope) throws(EaselError) {
        guard let stranger = names.first(where: { !scope.members.contains($0) }) else { return }
        throw wrong(
            "provider has no member \"\(ControlText.oneLine(stranger))\" here",
            "It takes \(scope.members.sorted().joined(separator: ", ")).")
    }

    /// A list of model ids; a person may also write them with commas.
    private static func list(_ value: JSONValue) throws(EaselError) -> JSONValue {
        switch value {
        case .string(let text):
            return .array(text.split(separator: ",").map { .string($0.filter { !$0.isWhitespace }) })
        case .array(let items) where items.allSatisfy({ $0.string != nil }): return value
        default:
            throw wrong("models must be a list of model ids", "Write it as [\"a/b\",\"c/d\"].")
        }
    }

    private static func wrong(_ message: String, _ remedy: String) -> EaselError {
        EaselError(.invalidRequest, message + ".", remedy: remedy, provider: OpenRouterProvider.id)
    }
}
