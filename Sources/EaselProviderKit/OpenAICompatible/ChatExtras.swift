public import EaselCore

/// What an adapter puts into a chat request beside the conversation and the parameters of text.
public struct ChatExtras: Sendable, Hashable {
    /// Fields that the protocol wants, by wire name. They win over parameters of the same name.
    public var fields: [String: JSONValue]
    /// Wire names of common parameters for models without a card.
    public var customary: [ParameterKey: String]

    public init(fields: [String: JSONValue] = [:], customary: [ParameterKey: String] = [:]) {
        self.fields = fields
        self.customary = customary
    }
}
