import EaselCore
import Testing

/// Requests of `generateContent` for text.
struct GeminiRequestCheck: RequestCheck {
    let name = "Gemini requests"

    func claims(_ exchange: RecordedExchange) -> Bool {
        exchange.collection == "ruby_llm" && exchange.address.hasSuffix("enerateContent")
            && !exchange.address.contains("-image:")
    }

    func omission(_ exchange: RecordedExchange) -> String? {
        guard let sent = exchange.sent else { return "a request without a body" }
        if sent["tools"] != nil { return "Easel gives a model no tools" }
        if sent["cachedContent"] != nil { return "Easel keeps no context caches" }
        let contents = sent["contents"]?.elements ?? []
        if contents.last?["role"]?.string != "user" { return "the last turn is not the person's" }
        let words = contents.last?["parts"]?.elements.filter { $0["text"] != nil } ?? []
        if words.count > 1 { return "a text file that the SDK had written into the message" }
        let isPlain = contents.dropLast().allSatisfy {
            $0["parts"]?.elements.count == 1 && $0["parts"]?[0]?["text"] != nil
        }
        return isPlain ? nil : "thoughts or files in an earlier turn"
    }

    /// Proto JSON takes `inline_data` and `inlineData`, no `generationConfig` for an empty one, and parts in any order; Easel
    /// puts files first.
    func theirs(_ exchange: RecordedExchange) -> JSONValue? {
        guard var body = exchange.sent?.members else { return nil }
        if body["generationConfig"]?.members.isEmpty == true { body["generationConfig"] = nil }
        body["contents"] = .array(
            (body["contents"]?.elements ?? []).map { content in
                let parts = content["parts"]?.elements ?? []
                let files = parts.compactMap { $0["inline_data"] }.map { file in
                    let data = ["mimeType": file["mime_type"] ?? .null, "data": file["data"] ?? .null]
                    return JSONValue.object(["inlineData": .object(data)])
                }
                let words = parts.filter { $0["inline_data"] == nil }
                return .object(content.members.merging(["parts": .array(files + words)]) { $1 })
            })
        return .object(body)
    }

    func preview(_ exchange: RecordedExchange) async throws -> RequestPreview {
        let sent = try #require(exchange.sent)
        let contents = sent["contents"]?.elements ?? []
        var parameters = RequestParameters(
            recorded: sent["generationConfig"]?.members ?? [:], common: ["temperature": .temperature])
        if let words = sent["systemInstruction"]?["parts"]?[0]?["text"] { parameters.values[.system] = words }
        let turns = contents.dropLast().map { content in
            TextRequest.Turn(
                speaker: content["role"]?.string == "model" ? .assistant : .user,
                text: content["parts"]?[0]?["text"]?.string ?? "")
        }
        let parts = contents.last?["parts"]?.elements ?? []
        let files = parts.compactMap { part in
            part["inline_data"]?["data"]?.string.flatMap {
                MediaInput(recorded: $0, type: part["inline_data"]?["mime_type"]?.string)
            }
        }
        let model = exchange.address.split(separator: "/").last?.prefix { $0 != ":" } ?? ""
        let request = TextRequest(
            model: ModelID(rawValue: String(model)), prompt: parts.compactMap { $0["text"]?.string }.first ?? "",
            conversation: Array(turns), inputs: files, parameters: parameters)
        return try await #require(Replay("vertex", exchange.response).provider.services.text).preview(request)
    }
}
