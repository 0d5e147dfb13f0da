import EaselCore
import EaselProviderKit
import EaselTestSupport

/// Google's Gemini API with a key.
struct GoogleVertexContract: ContractWire {
    let id: ProviderID = "vertex"
    let keyHeader = "x-goog-api-key"
    let keyPrefix = ""
    let leastFields = GoogleVertexMediaContract.leastFields.union(["contents", "generationConfig"])

    func success(_ call: HTTPCall, _ modality: Modality) -> CannedTransport.Reply {
        switch modality {
        case .text:
            .events(
                "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"x\"}]},\"finishReason\":\"STOP\"}]}\n\n")
        case .image, .speech:
            .json(
                #"{"candidates":[{"content":{"parts":[{"inlineData":{"mimeType":"\#(modality == .image ? "image/png" : "audio/wav")","data":"AAAA"}}]},"finishReason":"STOP"}]}"#
            )
        case .video, .audio: GoogleVertexMediaContract.success(call, modality)
        }
    }

    func refusal(_ call: HTTPCall, _ modality: Modality) -> CannedTransport.Reply? {
        switch modality {
        case .text:
            .events("data: {\"promptFeedback\":{\"blockReason\":\"PROHIBITED_CONTENT\"}}\n\n")
        case .image, .speech: .json(#"{"candidates":[{"finishReason":"PROHIBITED_CONTENT","index":0}]}"#)
        case .video, .audio: GoogleVertexMediaContract.refusal(call, modality)
        }
    }
}
