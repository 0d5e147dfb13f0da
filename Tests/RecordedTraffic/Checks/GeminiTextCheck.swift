import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

/// `generateContent` and `streamGenerateContent`, whole and streamed, with its refusals and failures.
struct GeminiTextCheck: EndpointCheck {
    let name = "Gemini text"

    func claims(_ exchange: RecordedExchange) -> Bool {
        if exchange.collection == FirebaseAnswers.folder { return !Self.isOther(exchange.file) }
        return exchange.address.hasSuffix("enerateContent") && !exchange.address.contains("-image:")
    }

    /// Canned answers of other methods: Imagen's `predict`, and `countTokens`.
    static func isOther(_ file: String) -> Bool {
        ["generate-images", "total-tokens", "no-billable-characters", "detailed-token-response"].contains {
            file.contains($0)
        }
    }

    func check(_ exchange: RecordedExchange, _ chunking: Chunking) async throws {
        let place = "\(exchange) \(chunking)"
        let replay = try Replay("vertex", exchange.response, chunking)
        let service = try #require(replay.provider.services.text)
        let request = TextRequest(model: "gemini-3-flash", prompt: "a prompt")
        let outcome = await Outcome.of { () async throws(EaselError) in try await StreamedText.of(request, service) }
        guard exchange.response.status == 200 else { return expectFailure(outcome.error, exchange, place) }
        let reading = GeminiReading(exchange)
        if reading.isPromptRefused || (reading.finishReason == .contentFilter && reading.isEmpty) {
            #expect(outcome.error?.kind == .contentPolicy, "\(place): \(outcome)")
            return
        }
        guard let finish = reading.finishReason, !reading.isBroken else {
            #expect(outcome.error != nil && outcome.error?.kind != .contentPolicy, "\(place): \(outcome)")
            return
        }
        let answer = try #require(outcome.value, "\(place): \(String(describing: outcome.error))")
        #expect(answer.text == reading.text, "\(place)")
        #expect(answer.reasoning == reading.reasoning, "\(place)")
        #expect(answer.media.map(\.recordedForm) == reading.media, "\(place)")
        #expect(answer.completion?.finish == finish, "\(place)")
        #expect(answer.completion?.usage?.inputTokens.map(Int64.init) == reading.inputTokens, "\(place)")
        #expect(answer.completion?.usage?.outputTokens.map(Int64.init) == reading.outputTokens, "\(place)")
        let isFiltered = answer.completion?.warnings.contains { $0.kind == .filtered } == true
        #expect(isFiltered == (finish == .contentFilter), "\(place)")
    }

    /// Google's structured fields say more than the status 400.
    private func expectFailure(_ error: EaselError?, _ exchange: RecordedExchange, _ place: String) {
        let body = exchange.answer?["error"]
        let reasons = body?["details"]?.elements.compactMap { $0["reason"]?.string } ?? []
        switch (exchange.response.status, body?["status"]?.string) {
        case (400, _) where reasons.contains("API_KEY_INVALID"): #expect(error?.kind == .authentication, "\(place)")
        case (400, "FAILED_PRECONDITION"): #expect(error?.kind == .permission, "\(place)")
        default: StatusTable.expect(error, for: exchange.response, place)
        }
        if let words = body?["message"]?.string?.prefix(30) {
            #expect(error?.message.contains(words) == true, "\(place): \(String(describing: error))")
        }
    }
}

extension GeminiReading {
    /// Nothing to show came.
    var isEmpty: Bool { text.isEmpty && media.isEmpty }
}
