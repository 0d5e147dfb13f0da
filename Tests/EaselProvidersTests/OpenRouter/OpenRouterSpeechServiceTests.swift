import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

struct OpenRouterSpeechServiceTests {
    private func sound(_ type: String, _ bytes: [UInt8] = [1, 0, 2, 0]) -> CannedTransport.Reply {
        CannedTransport.Reply(
            200, headers: ["Content-Type": type, "X-Generation-Id": "gen-1"], chunks: bytes.map { [$0] })
    }

    private func speak(
        _ replies: CannedTransport.Reply..., request: SpeechRequest = SpeechRequest(model: "m", prompt: "Hello.")
    ) async throws -> (batch: MediaBatch, bench: Bench) {
        let transport = CannedTransport { (call) throws(EaselError) in
            call.method == .post ? replies[0] : replies[replies.count - 1]
        }
        let bench = try Bench("openrouter", transport)
        guard case .completed(let batch)? = try await bench.provider.services.speech?.submit(request) else {
            throw CocoaError(.featureUnsupported)
        }
        return (batch, bench)
    }

    @Test(arguments: [
        ("audio/pcm;rate=24000;channels=1", 24_000, 1), ("audio/pcm; rate=\"44100\"; Channels=2", 44_100, 2),
        ("audio/pcm", 24_000, 1), ("audio/pcm;rate=-5;channels=900", 24_000, 1), ("audio/L16;rate=16000", 16_000, 1),
    ]) func `samples get a header with the rate and channels of theirs`(
        _ type: String, _ rate: Int, _ channels: Int
    ) async throws {
        let item = try await speak(sound(type)).batch.items.first
        #expect(
            item?.source == .bytes(WaveFile.wrapping(Data([1, 0, 2, 0]), rate: rate, channels: channels)))
        #expect(item?.declaredType == .wav)
    }

    @Test func `a file is kept as it is, and its cost is looked up once`() async throws {
        let (batch, bench) = try await speak(
            sound("audio/mpeg"), .json(#"{"data":{"id":"gen-1","total_cost":0.0012}}"#))
        #expect(batch.items == [MediaReference(.bytes(Data([1, 0, 2, 0])), declaredType: .mp3)])
        #expect(batch.usage == Usage(costUSD: 0.0012, costIsEstimate: false))
        #expect(
            bench.transport.calls.map(\.url.absoluteString) == [
                "https://openrouter.ai/api/v1/audio/speech", "https://openrouter.ai/api/v1/generation?id=gen-1",
            ])
    }

    @Test func `a record that is not there yet holds nothing back`() async throws {
        let missing = CannedTransport.Reply.json(#"{"error":{"code":404,"message":"Not Found"}}"#, status: 404)
        let batch = try await speak(sound("audio/mpeg"), missing).batch
        #expect(batch.usage == nil && batch.items.count == 1 && batch.warnings.isEmpty)
    }

    @Test func `the voice, the format and samples of a voice go out in the names of the wire`() async throws {
        let card = try #require(
            try Bench("openrouter", CannedTransport(.json("{}"))).provider.models.curated.first {
                $0.model == "openai/gpt-4o-mini-tts-2025-12-15"
            })
        let values: ParameterValues = [.voice: "alloy", .format: "wav", .speed: 1.5, "instructions": "calm"]
        let sample = MediaInput(role: .reference, bytes: Data([1, 2]), type: .wav, name: "me.wav")
        let bench = try await speak(
            sound("audio/mpeg"),
            request: SpeechRequest(
                model: card.model, prompt: "Hello.", inputs: [sample],
                parameters: RequestParameters(values: values, specs: card.parameters))
        ).bench
        let body = bench.transport.calls.first?.body.map { String(decoding: $0, as: UTF8.self) }
        let wanted =
            #"{"input":"Hello.","input_references":[{"input_audio":{"data":"AQI=","format":"wav"},"type":"input_audio"}],"instructions":"calm","model":"openai/gpt-4o-mini-tts-2025-12-15","response_format":"pcm","speed":1.5,"voice":"alloy"}"#
        #expect(body.flatMap(JSONText.decode) == JSONText.decode(wanted))
    }

    @Test(arguments: [
        (CannedTransport.Reply.json(#"{"error":{"code":429,"message":"m"}}"#), EaselError.Kind.rateLimited),
        (.json("{}"), .invalidResponse),
        (CannedTransport.Reply(200, headers: ["Content-Type": "audio/mpeg"]), .invalidResponse),
        (.html(status: 200), .invalidResponse),
        (.json(#"{"error":{"code":413,"message":"Request payload too large"}}"#, status: 413), .invalidRequest),
    ]) func `an answer without sound is an error`(_ reply: CannedTransport.Reply, _ kind: EaselError.Kind) async throws
    {
        do {
            _ = try await speak(reply)
            Issue.record("nothing was thrown")
        } catch let error as EaselError {
            #expect(error.kind == kind)
        }
    }
}
