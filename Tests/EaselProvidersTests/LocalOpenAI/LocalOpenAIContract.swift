import EaselCore
import EaselProviderKit
import EaselTestSupport

/// A local server: a list of models and a chat stream.
struct LocalOpenAIContract: ContractWire {
    let id: ProviderID = "local"

    func success(_ call: HTTPCall, _ modality: Modality) -> CannedTransport.Reply {
        if call.method == .get { return .json(#"{"data":[{"id":"m","owned_by":"library"}]}"#) }
        return .events(
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"x\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"
        )
    }
}
