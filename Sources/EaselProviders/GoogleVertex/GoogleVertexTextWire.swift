import EaselCore
import EaselProviderKit

/// A request for text as the body of `streamGenerateContent` (wire sheet 1.2, 1.3).
enum GoogleVertexTextWire {
    /// Wire names of common parameters for models without a card.
    private static let customary: [ParameterKey: String] = [
        .temperature: "temperature", .topP: "topP", .maxOutputTokens: "maxOutputTokens", .seed: "seed",
    ]

    /// - Parameter files: the attachments as parts; they go before the words, as Google's samples have it.
    static func body(
        _ request: TextRequest, files: [GoogleVertexContent.Part], at site: GoogleVertexSite
    ) -> (body: GoogleVertexContent, warnings: [GenerationWarning]) {
        let fields = GoogleVertexFields(request.parameters, handled: [.system], customary: customary, at: site)
        let earlier = request.conversation.map {
            GoogleVertexContent.Turn(role: $0.speaker == .user ? "user" : "model", parts: [.init(text: $0.text)])
        }
        // A part without a payload is refused, and an empty text is none.
        let words = request.prompt.isEmpty && !files.isEmpty ? [] : [GoogleVertexContent.Part(text: request.prompt)]
        let body = GoogleVertexContent(
            contents: earlier + [.init(role: "user", parts: files + words)],
            systemInstruction: request.system.map { .init(role: nil, parts: [.init(text: $0)]) },
            fields: fields.members)
        return (body, fields.warnings)
    }
}
