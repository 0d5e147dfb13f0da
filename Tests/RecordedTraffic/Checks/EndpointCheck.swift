import EaselCore
import Foundation
import Testing

/// An endpoint that Easel speaks, and what has to hold for every recording of it.
protocol EndpointCheck: Sendable {
    /// For the printed count: `OpenRouter chat`.
    var name: String { get }
    /// Whether the recording is of this endpoint.
    func claims(_ exchange: RecordedExchange) -> Bool
    /// Why a recording says nothing about Easel, nil when it does.
    func omission(_ exchange: RecordedExchange) -> String?
    /// Feeds the recording to the adapter and compares the outcome with a plain reading of the recording.
    func check(_ exchange: RecordedExchange, _ chunking: Chunking) async throws
}

extension EndpointCheck {
    func omission(_ exchange: RecordedExchange) -> String? { nil }
}

/// What a status means, read off RFC 9110 and not off an adapter's table.
enum StatusTable {
    static func kinds(_ status: Int) -> Set<EaselError.Kind> {
        switch status {
        case 401: [.authentication]
        case 402: [.quota]
        case 403: [.permission, .contentPolicy]
        case 404: [.modelNotFound]
        case 408, 504: [.timeout]
        case 429: [.rateLimited, .quota]
        case 500...: [.unavailable]
        default: [.invalidRequest]
        }
    }

    /// Kinds that a structured field of the body stands for, beside those of the status.
    private static func structured(_ response: RecordedExchange.Response) -> Set<EaselError.Kind> {
        let body = try? JSONDecoder().decode(JSONValue.self, from: response.body)
        // Text Generation Inference: the model has no chat template, so it cannot chat.
        return body?["error_type"]?.string == "template_error" ? [.unsupported] : []
    }

    /// Expects an error that says what the response said.
    static func expect(_ error: EaselError?, for response: RecordedExchange.Response, _ place: String) {
        let kinds = kinds(response.status).union(structured(response))
        #expect(error.map { kinds.contains($0.kind) } == true, "\(place): \(String(describing: error))")
        #expect(error?.httpStatus == response.status, "\(place)")
        #expect(error?.mayHaveBeenAccepted == false, "\(place)")
        #expect(error?.message.contains("<html") == false, "\(place)")
    }
}
