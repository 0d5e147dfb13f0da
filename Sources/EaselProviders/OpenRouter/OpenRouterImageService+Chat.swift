import EaselCore
import EaselProviderKit
import Foundation

/// Pictures from a chat (wire sheet A4.3). The answer is streamed, because closing a stream is the only way to stop the work
/// and the billing (A3.5).
extension OpenRouterImageService {
    func painted(_ request: ImageRequest, _ modalities: [String]) async throws(EaselError) -> MediaBatch {
        let answer = try await OpenRouterTextWire.chat.collect(
            try chat(request), over: client.api, adding: extras(modalities))
        var items = answer.media
        var text = answer.text
        if items.isEmpty, let picture = Self.inlinePicture(in: text) {
            items = [MediaReference(.dataURI(String(text[picture])))]
            text.removeSubrange(picture)
        }
        guard !items.isEmpty else { throw OpenRouterChatRoute.nothing("picture", answer) }
        var batch = MediaBatch(
            items: items, text: text.isEmpty ? nil : text, usage: answer.completion.usage,
            warnings: answer.completion.warnings)
        if !request.inputs(.mask).isEmpty { batch.warnings.append(OpenRouterImageWire.noMask) }
        return batch
    }

    func chatPreview(_ request: ImageRequest, _ modalities: [String]) throws(EaselError) -> RequestPreview {
        try OpenRouterTextWire.chat.preview(try chat(request), over: client.api, adding: extras(modalities))
    }

    private func chat(_ request: ImageRequest) throws(EaselError) -> TextRequest {
        try OpenRouterTextWire.request(request, inputs: request.inputs.filter { $0.role != .mask })
    }

    private func extras(_ modalities: [String]) -> ChatExtras {
        ChatExtras(
            fields: ["modalities": .array(modalities.map(JSONValue.string))],
            customary: [.aspectRatio: "image_config.aspect_ratio", .size: "image_config.image_size"])
    }

    /// OpenRouter's own explorer also looks for a data URI among the words (A4.3).
    private static func inlinePicture(in text: String) -> Range<String.Index>? {
        guard let start = text.range(of: "data:image/")?.lowerBound else { return nil }
        let end = text[start...].firstIndex { $0.isWhitespace || ")\"'<>]".contains($0) } ?? text.endIndex
        return start..<end
    }
}
