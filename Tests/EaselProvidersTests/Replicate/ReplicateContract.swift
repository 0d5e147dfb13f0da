import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation

/// Replicate: a prediction, asked for until it has ended; text as a stream.
struct ReplicateContract: ContractWire {
    let id: ProviderID = "replicate"

    func success(_ call: HTTPCall, _ modality: Modality) -> CannedTransport.Reply {
        if call.method == .post {
            return .json(
                #"{"id":"p1","status":"starting","urls":{"stream":"https://api.replicate.com/v1/streams/p1"}}"#,
                status: 201)
        }
        if call.url.path().contains("/streams/") {
            return .events("event: output\nid: 1:0\ndata: x\n\nevent: done\nid: 1:1\ndata: {}\n\n")
        }
        return modality == .text
            ? .json(#"{"id":"p1","status":"succeeded","output":["x"]}"#)
            : .json(#"{"id":"p1","status":"succeeded","output":"https://replicate.delivery/a/out.bin"}"#)
    }

    func refusal(_ call: HTTPCall, _ modality: Modality) -> CannedTransport.Reply? {
        .json(
            #"{"id":"p1","status":"failed","error":"The input or output was flagged as sensitive. (E005) (uIJ6l3ruRD)"}"#,
            status: 201)
    }
}
