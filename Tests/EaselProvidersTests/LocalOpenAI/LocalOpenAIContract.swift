import EaselCore
import EaselProviderKit
import EaselTestSupport

/// A local server: a list of models, a chat stream, pictures in base64, and sound as it is.
struct LocalOpenAIContract: ContractWire {
    let id: ProviderID = "local"

    var leastFields: Set<String> {
        ["model", "messages", "stream", "stream_options", "prompt", "input", "response_format"]
    }

    func success(_ call: HTTPCall, _ modality: Modality) -> CannedTransport.Reply {
        if call.method == .get { return .json(#"{"data":[{"id":"m"}]}"#) }
        switch modality {
        case .image: return .json(#"{"created":1,"data":[{"index":0,"b64_json":"iVBORw0K","url":null}]}"#)
        case .speech:
            return CannedTransport.Reply(
                headers: ["Content-Type": "audio/wav"], chunks: [Array("RIFF____WAVE and so on and on".utf8)])
        default:
            return .events(
                "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"x\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"
            )
        }
    }
}
