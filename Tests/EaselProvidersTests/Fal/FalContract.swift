import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation

/// fal.ai's queue: submit, status, result.
struct FalContract: ContractWire {
    let id: ProviderID = "fal"
    let keyPrefix = "Key "

    func success(_ call: HTTPCall, _ modality: Modality) -> CannedTransport.Reply {
        if call.method == .post { return .json(#"{"status":"IN_QUEUE","request_id":"r1"}"#) }
        if call.url.path().hasSuffix("/status") { return .json(#"{"status":"COMPLETED"}"#) }
        return modality == .image
            ? .json(#"{"images":[{"url":"https://v3.fal.media/a.png"}]}"#)
            : .json(#"{"video":{"url":"https://v3.fal.media/a.mp4"}}"#)
    }

    func refusal(_ call: HTTPCall, _ modality: Modality) -> CannedTransport.Reply? {
        .json(
            #"{"detail":[{"loc":["body","prompt"],"msg":"flagged","type":"content_policy_violation"}]}"#, status: 422)
    }
}
