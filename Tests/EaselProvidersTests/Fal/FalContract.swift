import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation

/// fal.ai's queue: submit, status, result; and the router's stream for text.
struct FalContract: ContractWire {
    let id: ProviderID = "fal"
    let keyPrefix = "Key "
    let leastFields: Set<String> = ["prompt", "model", "text"]

    func success(_ call: HTTPCall, _ modality: Modality) -> CannedTransport.Reply {
        if modality == .text {
            return .events(
                "data: {\"output\":\"Hel\",\"partial\":true}\n\ndata: {\"output\":\"Hello\",\"partial\":false}\n\n")
        }
        if call.method == .post { return .json(#"{"status":"IN_QUEUE","request_id":"r1"}"#) }
        if call.url.path().hasSuffix("/status") { return .json(#"{"status":"COMPLETED"}"#) }
        return switch modality {
        case .image: .json(#"{"images":[{"url":"https://v3.fal.media/a.png"}]}"#)
        case .video: .json(#"{"video":{"url":"https://v3.fal.media/a.mp4"}}"#)
        default: .json(#"{"audio":{"url":"https://v3.fal.media/a.mp3"}}"#)
        }
    }

    func refusal(_ call: HTTPCall, _ modality: Modality) -> CannedTransport.Reply? {
        .json(
            #"{"detail":[{"loc":["body","prompt"],"msg":"flagged","type":"content_policy_violation"}]}"#, status: 422)
    }
}
