import EaselCore
import EaselProviderKit
import EaselTestSupport

/// OpenRouter: a chat stream, pictures at once.
struct OpenRouterContract: ContractWire {
    let id: ProviderID = "openrouter"

    func success(_ call: HTTPCall, _ modality: Modality) -> CannedTransport.Reply {
        guard modality == .text else { return .json(#"{"created":1,"data":[{"b64_json":"AA=="}]}"#) }
        return .events(
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"x\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"
        )
    }

    func refusal(_ call: HTTPCall, _ modality: Modality) -> CannedTransport.Reply? {
        .json(
            #"{"error":{"code":403,"message":"flagged","metadata":{"reasons":["violence"],"flagged_input":"x"}}}"#,
            status: 403)
    }
}
