/// How far a request has come that has no answer yet.
public enum SendingStep: String, Sendable, Hashable {
    /// It is not out, or was certainly refused, and waits to be sent.
    case waiting
    /// It is about to be handed to the provider: from now on it may have been accepted.
    case sending
    /// Its answer is lost: whether it was accepted is looked for.
    case lost
}
