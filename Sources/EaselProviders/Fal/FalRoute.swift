import EaselCore

/// What a card's `route` says of the input object beside its parameters: which field holds the prompt, and fields that
/// every request carries. `text`, `text&output_format=url`; `-` stands for a model that takes no prompt.
struct FalRoute: Sendable, Hashable {
    /// Nil for a model that takes no prompt.
    var prompt: String?
    var fixed: [String: JSONValue]

    /// A route that a card does not state is the customary one: speech models call the prompt `text`, others `prompt`.
    init(_ route: String?, _ modality: Modality) {
        var parts = (route ?? (modality == .speech ? "text" : "prompt")).split(separator: "&").map(String.init)
        let name = parts.isEmpty ? "prompt" : parts.removeFirst()
        prompt = name == "-" ? nil : name
        let pairs = parts.map { $0.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false) }
        fixed = Dictionary(
            pairs.filter { $0.count == 2 }.map { (String($0[0]), JSONValue.string(String($0[1]))) },
            uniquingKeysWith: { first, _ in first })
    }

    /// The route of a card, nil where it is the customary one.
    static func word(prompt: String?, fixed: [(name: String, value: String)] = [], _ modality: Modality) -> String? {
        let word = ([prompt ?? "-"] + fixed.map { "\($0.name)=\($0.value)" }).joined(separator: "&")
        return FalRoute(word, modality) == FalRoute(nil, modality) ? nil : word
    }
}
