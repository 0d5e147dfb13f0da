import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation

/// OpenRouter: chat streams for text and music, pictures and speech at once, a job for video.
struct OpenRouterContract: ContractWire {
    let id: ProviderID = "openrouter"

    var leastFields: Set<String> { ["model", "messages", "stream", "prompt", "input", "modalities", "audio"] }

    func success(_ call: HTTPCall, _ modality: Modality) -> CannedTransport.Reply {
        switch modality {
        case .text: return chat(#"{"content":"x"}"#)
        case .image: return .json(#"{"created":1,"data":[{"b64_json":"AA=="}]}"#)
        case .video:
            guard call.method == .get else {
                return .json(#"{"id":"v1","polling_url":"/api/v1/videos/v1","status":"pending"}"#)
            }
            return .json(#"{"id":"v1","polling_url":"/api/v1/videos/v1","status":"completed"}"#)
        case .audio: return chat(#"{"content":null,"audio":{"data":"SUQzBAA="}}"#)
        case .speech:
            guard call.method == .post else { return .json(#"{"data":{"id":"g","total_cost":0.1}}"#) }
            let sound = Array("ID3 and then some sound to be cut".utf8)
            return CannedTransport.Reply(
                200, headers: ["Content-Type": "audio/mpeg", "X-Generation-Id": "g"], chunks: [sound])
        }
    }

    private func chat(_ delta: String) -> CannedTransport.Reply {
        .events(
            "data: {\"choices\":[{\"index\":0,\"delta\":\(delta),\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n")
    }

    func refusal(_ call: HTTPCall, _ modality: Modality) -> CannedTransport.Reply? {
        .json(
            #"{"error":{"code":403,"message":"flagged","metadata":{"reasons":["violence"],"flagged_input":"x"}}}"#,
            status: 403)
    }
}
