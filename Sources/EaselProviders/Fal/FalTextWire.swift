import EaselCore
import EaselProviderKit

/// The input of fal.ai's router for language models and of other endpoints that write (wire sheet A19, LLM). One turn only:
/// a conversation goes through the router's OpenAI-compatible path, and is written out in the prompt for an endpoint.
struct FalTextWire: Encodable, Sendable {
    private let fields: FlatFields
    let warnings: [GenerationWarning]

    /// - Parameters:
    ///   - upstream: the model that the router asks, nil where the endpoint is a model itself.
    ///   - files: the fields of the attachments.
    init(_ request: TextRequest, upstream: String?, files: [String: JSONValue]) {
        let writer = ParameterWriter(request.parameters, handled: [], customary: Self.customary, provider: "fal.ai")
        let route = FalRoute(request.facts.route, .text)
        var fields = writer.fields.merging(files) { _, file in file }.merging(route.fixed) { given, _ in given }
        if let prompt = route.prompt, !request.transcript.allSatisfy(\.isWhitespace) {
            fields[prompt] = .string(request.transcript)
        }
        if let upstream { fields["model"] = .string(upstream) }
        self.fields = FlatFields(fields)
        self.warnings = writer.warnings + (request.conversation.isEmpty ? [] : [request.transcriptWarning])
    }

    func encode(to encoder: any Encoder) throws { try fields.encode(to: encoder) }

    private static let customary: [ParameterKey: String] = [
        .system: "system_prompt", .temperature: "temperature", .maxOutputTokens: "max_tokens", .language: "language",
    ]

    /// The path for conversations is OpenAI's protocol; usage comes when asked for (details UNVERIFIED, A19).
    static let dialect = ChatDialect(tokenLimit: .maxTokens, asksForUsage: true)
}
