import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

/// Text of Gemini: what goes out, and what is made of what comes back (wire sheet google.md, section 1).
struct GoogleVertexTextServiceTests {
    private static let done = CannedTransport.Reply.events(
        "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"x\"}]},\"finishReason\":\"STOP\"}]}\n\n")

    @Test func `a prompt alone is one turn of the user`() async throws {
        let stand = try GoogleVertexStand(Self.done)
        _ = try await stand.text()
        #expect(
            stand.transport.places == [
                "POST https://generativelanguage.googleapis.com/v1beta/models/gemini-3.8-flash:streamGenerateContent?alt=sse"
            ])
        #expect(
            stand.transport.sent
                == JSONText.decode(#"{"contents":[{"role":"user","parts":[{"text":"a prompt"}]}]}"#))
    }

    @Test func `every parameter has its place`() async throws {
        let stand = try GoogleVertexStand(Self.done)
        let result = try await stand.text(
            values(), prompt: "newest",
            conversation: [.init(speaker: .user, text: "one"), .init(speaker: .assistant, text: "two")])
        let sent = try #require(stand.transport.sent)
        #expect(sent["systemInstruction"] == JSONText.decode(#"{"parts":[{"text":"Be brief."}]}"#))
        #expect(sent["contents"]?["1"]?["role"] == "model")
        #expect(sent["contents"]?["2"]?["parts"]?["0"]?["text"] == "newest")
        #expect(
            sent["generationConfig"]
                == JSONText.decode(
                    #"{"temperature":0.5,"topP":0.9,"maxOutputTokens":50,"seed":7,"thinkingConfig":{"thinkingLevel":"LOW","includeThoughts":true}}"#
                ))
        #expect(
            sent["safetySettings"]?["3"]
                == JSONText.decode(#"{"category":"HARM_CATEGORY_DANGEROUS_CONTENT","threshold":"BLOCK_ONLY_HIGH"}"#))
        #expect(result.completion.warnings.isEmpty)
    }

    private func values() -> ParameterValues {
        [
            .system: "Be brief.", .temperature: 0.5, .topP: 0.9, .maxOutputTokens: 50, .seed: 7,
            "thinkingLevel": "low", "showThinking": true, "safety": "high",
        ]
    }

    @Test func `a model that nobody described takes the customary names`() async throws {
        let stand = try GoogleVertexStand(Self.done)
        _ = try await stand.text("gemini-9-new", [.temperature: 1, "topK": 5, "thinkingConfig.thinkingBudget": 0])
        #expect(
            stand.transport.sent?["generationConfig"]
                == JSONText.decode(#"{"temperature":1,"topK":5,"thinkingConfig":{"thinkingBudget":0}}"#))
    }

    @Test func `files go inside the request, hosted ones by their address`() async throws {
        let stand = try GoogleVertexStand(Self.done, token: true)
        let clip = try #require(URL(string: "gs://bucket/clip.mp4"))
        _ = try await stand.text(inputs: [
            MediaInput(role: .reference, bytes: Data("%PDF".utf8), type: "application/pdf", name: "a.pdf"),
            MediaInput(role: .reference, content: .hosted(clip), type: .mp4, name: "clip.mp4"),
        ])
        #expect(
            stand.transport.sent?["contents"]?["0"]?["parts"]
                == JSONText.decode(
                    #"[{"inlineData":{"mimeType":"application/pdf","data":"JVBERg=="}},{"fileData":{"fileUri":"gs://bucket/clip.mp4","mimeType":"video/mp4"}},{"text":"a prompt"}]"#
                ))
    }

    @Test func `thoughts, words and counts of a stream are told apart`() async throws {
        let stand = try GoogleVertexStand(.events(try RecordedFixture.text("google-stream.txt")))
        let (events, completion) = try await stand.text()
        #expect(events.first == .started(id: "J5-HaL6iL9OVhMIPkuG6iA8", model: "gemini-3.8-flash-2026-09"))
        #expect(events.thoughts == "**Weighing it**\n\n")
        #expect(events.words == "Hello \u{2028}wörld!")
        #expect(completion.finish == .stop)
        #expect(completion.usage == Usage(inputTokens: 9, outputTokens: 272))
    }

    @Test func `a stream may be cut anywhere`() async throws {
        let bytes = Array(try RecordedFixture.bytes("google-stream.txt"))
        let pieces = stride(from: 0, to: bytes.count, by: 3).map { Array(bytes[$0..<min($0 + 3, bytes.count)]) }
        let stand = try GoogleVertexStand(
            CannedTransport.Reply(200, headers: ["Content-Type": "text/event-stream"], chunks: pieces))
        #expect(try await stand.text().events.words == "Hello \u{2028}wörld!")
    }

    @Test func `an error in the middle of a stream has no data line`() async throws {
        let stand = try GoogleVertexStand(.events(try RecordedFixture.text("google-stream-error-midway.txt")))
        let error = await failure { () async throws(EaselError) in try await stand.text() }
        #expect(error?.kind == .unavailable && error?.httpStatus == 503)
        #expect(error?.message.contains("overloaded") == true)
    }

    @Test func `an error in a data line is one too`() async throws {
        let stand = try GoogleVertexStand(
            .events("data: {\"error\":{\"code\":429,\"message\":\"slow\",\"status\":\"RESOURCE_EXHAUSTED\"}}\n\n"))
        #expect(await failure { () async throws(EaselError) in try await stand.text() }?.kind == .rateLimited)
    }

    @Test func `a prompt that was blocked is a refusal with its reason`() async throws {
        let feedback =
            #"{"blockReason":"SAFETY","blockReasonMessage":"Reasons","safetyRatings":[{"category":"HARM_CATEGORY_HATE_SPEECH","probability":"HIGH"}]}"#
        let stand = try GoogleVertexStand(.events("data: {\"promptFeedback\":\(feedback)}\n\n"))
        let error = await failure { () async throws(EaselError) in try await stand.text() }
        #expect(error?.kind == .contentPolicy && error?.providerCode == "SAFETY")
        #expect(error?.message.contains("HATE_SPEECH") == true && error?.message.contains("Reasons") == true)
    }

    @Test func `an answer that was cut by the filter keeps what came and warns`() async throws {
        let stand = try GoogleVertexStand(
            .events(
                "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"some\"}]}}]}\n\ndata: {\"candidates\":[{\"finishReason\":\"SAFETY\"}]}\n\n"
            ))
        let (events, completion) = try await stand.text()
        #expect(events.words == "some" && completion.finish == .contentFilter)
        #expect(completion.warnings.map(\.kind) == [.filtered])
    }

    @Test func `an answer that was withheld whole is a refusal`() async throws {
        let stand = try GoogleVertexStand(.events("data: {\"candidates\":[{\"finishReason\":\"RECITATION\"}]}\n\n"))
        let error = await failure { () async throws(EaselError) in try await stand.text() }
        #expect(error?.kind == .contentPolicy && error?.providerCode == "RECITATION")
    }

    @Test(arguments: [("MAX_TOKENS", FinishReason.length), ("SOMETHING_NEW", .other("SOMETHING_NEW"))])
    func `a finish reason is kept`(_ row: (word: String, reason: FinishReason)) async throws {
        let stand = try GoogleVertexStand(
            .events(
                "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"x\"}]},\"finishReason\":\"\(row.word)\"}]}\n\n"
            ))
        #expect(try await stand.text().completion.finish == row.reason)
    }

    @Test(arguments: [
        "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"x\"}]}}]}\n\n", "", "data: {\"this\":[]}\n\n",
        "{ not json",
    ])
    func `a stream without a finish reason is a failure`(_ body: String) async throws {
        let stand = try GoogleVertexStand(.events(body))
        #expect(await failure { () async throws(EaselError) in try await stand.text() }?.kind == .invalidResponse)
    }

    @Test func `an answer that came whole is an answer`() async throws {
        let stand = try GoogleVertexStand(
            .json(
                #"[{"candidates":[{"content":{"parts":[{"text":"a"}]}}]},{"candidates":[{"content":{"parts":[{"text":"b"}]},"finishReason":"STOP"}]}]"#
            ))
        #expect(try await stand.text().events.words == "ab")
    }
}

extension GoogleVertexStand {
    fileprivate func text(
        _ values: ParameterValues, prompt: String, conversation: [TextRequest.Turn]
    ) async throws(EaselError) -> (events: [TextEvent], completion: TextCompletion) {
        try await text("gemini-3.8-flash", values, prompt: prompt, conversation: conversation)
    }
}
