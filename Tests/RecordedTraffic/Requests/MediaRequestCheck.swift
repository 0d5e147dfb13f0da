import EaselCore
import Foundation
import Testing

/// Requests for pictures and speech whose body is flat, or has its fields in one member.
struct MediaRequestCheck: RequestCheck {
    var name: String
    var provider: ProviderID
    var modality: Modality
    /// The field of the prompt.
    var prompt = "prompt"
    /// The member that holds the fields, nil when the body does.
    var member: String?
    /// Easel's names of fields.
    var common: [String: ParameterKey] = [:]
    /// Fields that the SDK's own route added and that no person set.
    var ignored: Set<String> = []
    var isOurs: @Sendable (RecordedExchange) -> Bool
    var model: @Sendable (RecordedExchange) -> String
    /// The route of the model's card.
    var route: String?

    func claims(_ exchange: RecordedExchange) -> Bool { isOurs(exchange) }

    func omission(_ exchange: RecordedExchange) -> String? {
        if !(200..<300).contains(exchange.response.status) { return "the provider refused it" }
        return fields(exchange)[prompt]?.string == nil ? "a body without a prompt" : nil
    }

    func preview(_ exchange: RecordedExchange) async throws -> RequestPreview {
        let fields = fields(exchange)
        let pictures = fields["input_references"]?.elements.compactMap { $0["image_url"]?["url"]?.string } ?? []
        let handled = ignored.union(["model", "version", "input_references", prompt])
        let values = RequestParameters(recorded: fields.filter { !handled.contains($0.key) }, common: common)
        let inputs = pictures.compactMap { MediaInput(recorded: $0) }
        let words = fields[prompt]?.string ?? ""
        let services = try Replay(provider, exchange.response).provider.services
        let id = ModelID(rawValue: model(exchange))
        if modality == .speech {
            var request = SpeechRequest(model: id, prompt: words, inputs: inputs, parameters: values)
            request.facts = ModelFacts(route: route)
            return try await #require(services.speech).preview(request)
        }
        var request = ImageRequest(model: id, prompt: words, inputs: inputs, parameters: values)
        request.facts = ModelFacts(route: route)
        return try await #require(services.image).preview(request)
    }

    private func fields(_ exchange: RecordedExchange) -> [String: JSONValue] {
        var fields = (member.flatMap { exchange.sent?[$0] } ?? exchange.sent)?.members ?? [:]
        guard let parameters = fields.removeValue(forKey: "parameters")?.members else { return fields }
        fields.merge(parameters) { $1 }
        if let width = fields.removeValue(forKey: "width"), let height = fields.removeValue(forKey: "height") {
            fields["size"] = .string("\(width.plainText)x\(height.plainText)")
        }
        return fields
    }
}
