/// A target as people write it: `provider` (its default model) or `provider:model`.
public struct ModelReference: Hashable, Sendable, Codable, CustomStringConvertible {
    public var provider: ProviderID
    /// Nil means the provider's default model for the modality asked for.
    public var model: ModelID?

    public init(provider: ProviderID, model: ModelID? = nil) {
        self.provider = provider
        self.model = model
    }

    /// Reads `provider` or `provider:model`. Only the first colon divides: model ids may hold colons (`qwen3:0.6b`).
    ///
    /// Returns nil when either half is empty or holds a space or a control character.
    public init?(_ text: String) {
        let halves = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let isClean = { (half: Substring) in
            !half.isEmpty && half.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F }
        }
        guard let provider = halves.first, isClean(provider) else { return nil }
        if halves.count == 2 {
            guard isClean(halves[1]) else { return nil }
            self.init(provider: ProviderID(rawValue: String(provider)), model: ModelID(rawValue: String(halves[1])))
        } else {
            self.init(provider: ProviderID(rawValue: String(provider)))
        }
    }

    public var description: String {
        model.map { "\(provider):\($0)" } ?? provider.rawValue
    }
}
