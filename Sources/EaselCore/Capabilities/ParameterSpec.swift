/// What a model accepts under one parameter name.
///
/// The same value draws the form, gates the request, writes the tooltip and the reference documentation, and tells the
/// adapter the wire name and the wire type.
public struct ParameterSpec: Hashable, Sendable {
    public var key: ParameterKey
    /// The label in a form: a word or two.
    public var title: String
    /// One sentence for the tooltip; empty when the title says it all.
    public var summary: String
    public var kind: ParameterKind
    /// What the provider does when the parameter is absent. It is shown, never sent.
    public var defaultValue: JSONValue?
    /// The field's name in the provider's protocol, nil when the adapter writes it by other means.
    public var wireName: String?
    /// The provider refuses a request without it.
    public var isRequired: Bool

    public init(
        _ key: ParameterKey, _ title: String, kind: ParameterKind, default defaultValue: JSONValue? = nil,
        wire wireName: String? = nil
    ) {
        self.key = key
        self.title = title
        self.summary = ""
        self.kind = kind
        self.defaultValue = defaultValue
        self.wireName = wireName
        self.isRequired = false
    }

    /// The same spec with a sentence for the tooltip.
    public func summary(_ text: String) -> ParameterSpec {
        var copy = self
        copy.summary = text
        return copy
    }

    /// The value in the type and spelling of the provider's protocol.
    public func wireValue(for value: JSONValue) -> JSONValue {
        guard case .choice(let choices) = kind else { return value }
        return choices.first { $0.value == value }?.wireValue ?? value
    }
}

/// The values that a parameter can take.
public enum ParameterKind: Hashable, Sendable {
    /// One of a closed list.
    case choice([ParameterChoice])
    /// A whole number within bounds, both included.
    case integer(minimum: Int64?, maximum: Int64?, unit: String?)
    /// A number within bounds, both included.
    case number(minimum: Double?, maximum: Double?, unit: String?)
    case boolean
    /// Text of at most so many characters, where a limit is known.
    case text(maximumLength: Int?)
    /// A whole number that makes a result repeatable.
    case seed(maximum: Int64?)
    /// Width and height, written `1024x768`; each side within the bounds.
    case pixels(minimum: Int, maximum: Int, multipleOf: Int)
    /// A choice or free pixels: named sizes first.
    case choiceOrPixels([ParameterChoice], minimum: Int, maximum: Int)
    /// Anything; typed as JSON.
    case json

    /// A closed list whose words are the same on the wire.
    public static func choices(_ words: String...) -> ParameterKind {
        .choice(words.map { ParameterChoice(.string($0)) })
    }
}

/// One entry of a closed list.
public struct ParameterChoice: Hashable, Sendable {
    /// In the common vocabulary: 8 seconds are `8`.
    public var value: JSONValue
    /// As the provider wants it (`"8s"`), nil when it is the same.
    public var wire: JSONValue?

    public init(_ value: JSONValue, wire: JSONValue? = nil) {
        self.value = value
        self.wire = wire
    }

    public var wireValue: JSONValue { wire ?? value }
}
