import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

/// Pictures and sound out of a chat.
struct OpenRouterChatRouteTests {
    private func paint(
        _ reply: CannedTransport.Reply, route: String = "chat", _ values: ParameterValues = [:],
        inputs: [MediaInput] = []
    ) async throws -> (batch: MediaBatch, bench: Bench) {
        let bench = try Bench("openrouter", CannedTransport(reply))
        var request = ImageRequest(
            model: "acme/painter", prompt: "a fox", inputs: inputs, parameters: RequestParameters(values: values))
        request.facts = ModelFacts(route: route)
        let service = try #require(bench.provider.services.image)
        guard case .completed(let batch) = try await service.submit(request) else {
            throw CocoaError(.featureUnsupported)
        }
        return (batch, bench)
    }

    private func answer(_ message: String, finish: String = "stop") -> CannedTransport.Reply {
        .json(
            #"{"id":"g","choices":[{"index":0,"finish_reason":"\#(finish)","message":\#(message)}],"usage":{"prompt_tokens":9,"completion_tokens":1303,"cost":0.0388}}"#
        )
    }

    @Test func `a chat is asked for pictures and words`() async throws {
        let picture = MediaInput(role: .reference, bytes: Data([1, 2]), type: .png, name: "a.png")
        let (batch, bench) = try await paint(
            answer(
                #"{"role":"assistant","content":"Here.","images":[{"type":"image_url","image_url":{"url":"data:image/png;base64,AA=="},"index":0}]}"#
            ), [.aspectRatio: "16:9", .size: "2K", .count: 2], inputs: [picture])
        #expect(batch.items == [MediaReference(.dataURI("data:image/png;base64,AA=="))] && batch.text == "Here.")
        #expect(batch.usage?.costUSD == 0.0388 && batch.warnings.map(\.parameter) == ["count"])
        let wanted =
            #"{"image_config":{"aspect_ratio":"16:9","image_size":"2K"},"messages":[{"content":[{"text":"a fox","type":"text"},{"image_url":{"url":"data:image/png;base64,AQI="},"type":"image_url"}],"role":"user"}],"modalities":["image","text"],"model":"acme/painter","stream":true}"#
        #expect(bench.sent == JSONText.decode(wanted))
        #expect(bench.transport.calls.first?.url.path() == "/api/v1/chat/completions")
    }

    @Test func `a model without words is asked for pictures alone`() async throws {
        let bench = try await paint(
            answer(#"{"content":"","images":[{"image_url":"https://cdn.example.com/a.png"}]}"#), route: "chat-image"
        ).bench
        #expect(bench.sent?["modalities"] == .array(["image"]))
    }

    @Test(arguments: [
        #"{"content":[{"type":"text","text":"So: "},{"type":"image_url","image_url":{"url":"data:image/png;base64,AA=="}}]}"#,
        #"{"content":"So: ![x](data:image/png;base64,AA==) done"}"#,
    ]) func `a picture among the words is found`(_ message: String) async throws {
        let batch = try await paint(answer(message)).batch
        #expect(batch.items == [MediaReference(.dataURI("data:image/png;base64,AA=="))])
        #expect(batch.text?.contains("base64") == false)
    }

    @Test(arguments: [
        (#"{"content":"I can't help with that.","images":[]}"#, "stop", EaselError.Kind.invalidRequest),
        (#"{"content":"I can't help with that."}"#, "stop", .invalidRequest),
        (#"{"content":"I"}"#, "content_filter", .contentPolicy),
        (#"{"content":null,"refusal":"I can't help with that."}"#, "stop", .contentPolicy),
    ]) func `words in place of a picture are told, and a filter by its name`(
        _ message: String, _ finish: String, _ kind: EaselError.Kind
    ) async throws {
        do {
            _ = try await paint(answer(message, finish: finish))
            Issue.record("nothing was thrown")
        } catch let error as EaselError {
            #expect(error.kind == kind && error.message.contains("“I"))
        }
    }

    @Test func `a preview of a chat is a chat`() async throws {
        let bench = try Bench("openrouter", CannedTransport(.json("{}")))
        var request = ImageRequest(model: "m", prompt: "x")
        request.facts = ModelFacts(route: "chat")
        #expect(try await bench.provider.services.image?.preview(request).url.hasSuffix("/chat/completions") == true)
    }

    private func sing(
        _ reply: CannedTransport.Reply, _ model: ModelID = "m", _ values: ParameterValues = [:]
    ) async throws -> (batch: MediaBatch, bench: Bench) {
        let bench = try Bench("openrouter", CannedTransport(reply))
        let specs = bench.provider.models.curated.first { $0.model == model }?.parameters ?? []
        let request = AudioRequest(
            model: model, prompt: "a song", parameters: RequestParameters(values: values, specs: specs))
        guard case .completed(let batch)? = try await bench.provider.services.audio?.submit(request) else {
            throw CocoaError(.featureUnsupported)
        }
        return (batch, bench)
    }

    @Test func `streamed samples become a WAV file with their words`() async throws {
        let (batch, bench) = try await sing(
            .events(try RecordedFixture.text("openrouter-audio-stream.txt")), "openai/gpt-audio",
            [.voice: "alloy", .format: "wav"])
        let wave = WaveFile.wrapping(Data([1, 0, 2, 0, 3, 0, 4, 0]), rate: 24_000, channels: 1)
        #expect(batch.items.first?.source == .bytes(wave) && batch.items.first?.declaredType == .wav)
        #expect(batch.text == "Good morning." && batch.usage?.costUSD == 0.0012)
        let wanted =
            #"{"audio":{"format":"pcm16","voice":"alloy"},"messages":[{"content":"a song","role":"user"}],"modalities":["text","audio"],"model":"openai/gpt-audio","stream":true}"#
        #expect(bench.sent == JSONText.decode(wanted))
    }

    @Test(arguments: [
        ("SUQzBAA=", MediaType.mp3), ("UklGRgAA", .wav), ("ZkxhQwAA", .flac), ("T2dnUwAA", .ogg), ("//sQxAAA", .mp3),
    ]) func `the bytes tell what a file is`(_ base64: String, _ type: MediaType) async throws {
        let reply = CannedTransport.Reply.events(
            "data: {\"choices\":[{\"delta\":{\"audio\":{\"data\":\"\(base64)\"}},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"
        )
        let batch = try await sing(reply).batch
        #expect(batch.items == [MediaReference(.bytes(try #require(Data(base64Encoded: base64))), declaredType: type)])
    }

    @Test func `an answer in words alone is no music`() async throws {
        do {
            _ = try await sing(answer(#"{"content":"I only talk."}"#))
            Issue.record("nothing was thrown")
        } catch let error as EaselError {
            #expect(error.kind == .invalidRequest && error.message.contains("I only talk."))
        }
    }
}
