/// One provider's way to write text.
public protocol TextModelService: Sendable {
    /// Sends the request and hands on each piece of the answer as it arrives; returns when the answer is complete.
    ///
    /// Cancelling the calling task closes the connection. A stream that ends before its finish reason is an
    /// `invalidResponse`, also when it says `[DONE]` (wire sheet C3: "a stream without a finish_reason is a failure").
    func stream(_ request: TextRequest, onEvent: @Sendable (TextEvent) async -> Void) async throws(EaselError)
        -> TextCompletion

    /// The exact HTTP request that `stream` would send, with secrets redacted; sends nothing.
    func preview(_ request: TextRequest) async throws(EaselError) -> RequestPreview
}
