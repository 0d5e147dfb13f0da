/// A piece of a streamed answer.
public enum TextEvent: Hashable, Sendable {
    /// The provider accepted the request; the model that answers may be a dated form of the one asked for.
    case started(id: String?, model: String?)
    /// Thinking that the model shows; not part of the answer.
    case reasoning(String)
    case delta(String)
    case media(MediaReference)
}

/// How a streamed answer ended.
public struct TextCompletion: Hashable, Sendable {
    public var finish: FinishReason
    public var usage: Usage?
    public var warnings: [GenerationWarning]

    public init(finish: FinishReason, usage: Usage? = nil, warnings: [GenerationWarning] = []) {
        self.finish = finish
        self.usage = usage
        self.warnings = warnings
    }
}

/// Why a model stopped writing.
public enum FinishReason: Hashable, Sendable {
    /// It was done.
    case stop
    /// The token limit cut it.
    case length
    /// A safety system cut it.
    case contentFilter
    /// Anything else, in the provider's word.
    case other(String)
}
