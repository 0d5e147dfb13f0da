import EaselCore
import EaselProviderKit

/// A request for a picture as the body of `generateContent`, and the pictures of its answer (wire sheet 2.2).
enum GoogleVertexImageWire {
    private static let customary: [ParameterKey: String] = [
        .aspectRatio: "imageConfig.aspectRatio", .size: "imageConfig.imageSize", .seed: "seed",
        .temperature: "temperature", .topP: "topP",
    ]

    /// - Parameter files: the pictures to look at or to change.
    static func body(
        _ request: ImageRequest, files: [GoogleVertexContent.Part], at site: GoogleVertexSite
    ) -> (body: GoogleVertexContent, warnings: [GenerationWarning]) {
        var fields = GoogleVertexFields(request.parameters, handled: [.system], customary: customary, at: site)
        fields.set("responseModalities", .array(["IMAGE"]))
        var warnings = fields.warnings
        if !request.inputs(.mask).isEmpty {
            warnings.append(
                GenerationWarning(.unsupported, "Google's models take no mask: say in the prompt what to change."))
        }
        let words = GoogleVertexContent.Part(text: request.prompt)
        let body = GoogleVertexContent(
            contents: [.init(role: "user", parts: files + [words])],
            systemInstruction: request.parameters[.system]?.string.map { .init(role: nil, parts: [.init(text: $0)]) },
            fields: fields.members)
        return (body, warnings)
    }

    /// The pictures of an answer, without the drafts that a model shows as its thoughts.
    static func batch(_ answer: GoogleVertexAnswer, origins: OriginSet) -> MediaBatch {
        let parts = answer.parts.filter { $0.thought?.value != true }
        let items = parts.compactMap { part -> MediaReference? in
            if let blob = part.inlineData?.value {
                return MediaReference(
                    .base64(blob.data), declaredType: blob.mimeType?.value.map(MediaType.init(rawValue:)))
            }
            return part.fileData?.value.flatMap { MediaReference(address: $0.fileUri, origins: origins) }
        }
        let words = parts.compactMap(\.text?.value).joined()
        return MediaBatch(items: items, text: words.isEmpty ? nil : words, usage: answer.usage)
    }
}
