/// Something that was asked for and not honoured, or not as asked. Never only logged.
public struct GenerationWarning: Hashable, Sendable, Codable {
    public enum Kind: String, Sendable, Codable {
        /// The model does not have the parameter; it was not sent.
        case unsupported
        /// Another value was used.
        case adjusted
        /// The model or the parameter is going away.
        case deprecated
        /// A result was withheld or blanked by the provider's safety system.
        case filtered
        case other
    }

    /// The parameter concerned, nil when it is about the whole request.
    public var parameter: String?
    public var kind: Kind
    public var message: String

    public init(_ kind: Kind, parameter: ParameterKey? = nil, _ message: String) {
        self.parameter = parameter?.rawValue
        self.kind = kind
        self.message = message
    }
}
