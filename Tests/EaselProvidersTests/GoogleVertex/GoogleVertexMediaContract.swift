import EaselCore
import EaselProviderKit
import EaselTestSupport

/// What the contract has to know of Google's clips and music, which come from the Interactions API.
enum GoogleVertexMediaContract {
    /// Top-level fields of a body that sets nothing.
    static let leastFields: Set<String> = ["model", "input", "background", "response_format"]

    /// An interaction in the background: the POST starts it, the GET has the result.
    static func success(_ call: HTTPCall, _ modality: Modality) -> CannedTransport.Reply {
        if call.method == .post { return .json(#"{"id":"v1_abc","status":"in_progress","object":"interaction"}"#) }
        let content = #"{"type":"\#(modality.rawValue)","data":"AA==","mime_type":"\#(modality.rawValue)/mp4"}"#
        return .json(
            #"{"id":"v1_abc","status":"completed","steps":[{"type":"model_output","content":[\#(content)]}]}"#)
    }

    /// A success with nothing but words in it.
    static func refusal(_ call: HTTPCall, _ modality: Modality) -> CannedTransport.Reply {
        .json(
            #"{"id":"v1_abc","status":"completed","steps":[{"type":"model_output","content":[{"type":"text","text":"I can't help with that."}]}]}"#
        )
    }
}
