import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation

/// The router and the Hub, with fal-ai behind them.
struct HuggingFaceContract: ContractWire {
    let id: ProviderID = "huggingface"

    var leastFields: Set<String> { ["model", "messages", "stream", "stream_options", "prompt", "text"] }

    func success(_ call: HTTPCall, _ modality: Modality) -> CannedTransport.Reply {
        if call.url.host() == "huggingface.co" { return .json(mapping(modality)) }
        guard call.method == .get else { return generated(modality) }
        if call.url.path().hasSuffix("/status") { return .json(#"{"status":"COMPLETED","request_id":"r1"}"#) }
        return modality == .video
            ? .json(#"{"video":{"url":"https://fal.media/a.mp4"}}"#)
            : .json(#"{"audio_file":{"url":"https://fal.media/a.wav"}}"#)
    }

    private func mapping(_ modality: Modality) -> String {
        let tasks: [Modality: String] = [
            .image: "text-to-image", .video: "text-to-video", .audio: "text-to-audio", .speech: "text-to-speech",
        ]
        return
            #"{"id":"m","inferenceProviderMapping":{"fal-ai":{"status":"live","providerId":"fal-ai/x","task":"\#(tasks[modality] ?? "")"}}}"#
    }

    private func generated(_ modality: Modality) -> CannedTransport.Reply {
        switch modality {
        case .text:
            .events(
                "data:{\"id\":\"\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"x\"},\"finish_reason\":\"stop\"}]}\n\ndata:[DONE]\n\n"
            )
        case .image: .json(#"{"images":[{"url":"https://fal.media/a.png","content_type":"image/jpeg"}]}"#)
        case .speech: .json(#"{"audio":{"url":"https://fal.media/a.wav"}}"#)
        case .video, .audio:
            .json(
                #"{"status":"IN_QUEUE","request_id":"r1","response_url":"https://queue.fal.run/fal-ai/x/requests/r1"}"#)
        }
    }

    func refusal(_ call: HTTPCall, _ modality: Modality) -> CannedTransport.Reply? {
        guard modality != .text else { return nil }
        return .json(
            #"{"detail":[{"loc":["body","prompt"],"msg":"flagged","type":"content_policy_violation"}]}"#, status: 422)
    }
}
