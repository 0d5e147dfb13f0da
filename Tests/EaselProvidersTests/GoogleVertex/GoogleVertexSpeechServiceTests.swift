import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

/// Speech of Gemini (wire sheet google.md, section 5.1).
struct GoogleVertexSpeechServiceTests {
    private static let wave = CannedTransport.Reply.json(
        #"{"candidates":[{"content":{"parts":[{"inlineData":{"mimeType":"audio/wav","data":"UklGRg=="}}]},"finishReason":"STOP"}]}"#
    )

    @Test func `one voice with a style and a language`() async throws {
        let stand = try GoogleVertexStand(Self.wave)
        let batch = try await stand.speech(
            "gemini-3.8-flash-tts", [.voice: "Puck", .language: "de-DE", .style: "whispering"], prompt: "Hallo")
        #expect(
            stand.transport.sent
                == JSONText.decode(
                    #"{"contents":[{"role":"user","parts":[{"text":"Hallo","speechMetadata":{"style":"whispering"}}]}],"generationConfig":{"responseModalities":["AUDIO"],"speechConfig":{"languageCode":"de-DE","voiceConfig":{"prebuiltVoiceConfig":{"voiceName":"Puck"}}}}}"#
                ))
        #expect(batch.items == [MediaReference(.base64("UklGRg=="), declaredType: .wav)])
    }

    @Test func `two speakers have a voice each`() async throws {
        let stand = try GoogleVertexStand(Self.wave)
        _ = try await stand.speech(
            "gemini-3.8-flash-tts", [.voice: "Kore", "speaker1": "Joe", "speaker2": "Jane", "voice2": "Puck"],
            prompt: "Joe: Hi.\nJane: Hi!")
        #expect(
            stand.transport.sent?["generationConfig"]?["speechConfig"]
                == JSONText.decode(
                    #"{"multiSpeakerVoiceConfig":{"speakerVoiceConfigs":[{"speaker":"Joe","voiceConfig":{"prebuiltVoiceConfig":{"voiceName":"Kore"}}},{"speaker":"Jane","voiceConfig":{"prebuiltVoiceConfig":{"voiceName":"Puck"}}}]}}"#
                ))
    }

    @Test func `half a conversation is refused before anything is sent`() async throws {
        let stand = try GoogleVertexStand(Self.wave)
        let error = await failure { () async throws(EaselError) in
            try await stand.speech("gemini-3.8-flash-tts", ["speaker1": "Joe", .voice: "Kore"])
        }
        #expect(error?.kind == .invalidRequest && stand.transport.calls.isEmpty)
    }

    @Test func `a stored voice has a field of its own`() async throws {
        let stand = try GoogleVertexStand(Self.wave)
        _ = try await stand.speech("gemini-new-tts", [.voice: "voice_123"])
        #expect(
            stand.transport.sent?["generationConfig"]?["speechConfig"]
                == JSONText.decode(#"{"voiceConfig":{"voice":"voice_123"}}"#))
    }

    @Test(arguments: [
        ("audio/L16;codec=pcm;rate=16000", 16_000), ("audio/L16", 24_000), ("audio/pcm;rate=99999999", 24_000),
    ])
    func `samples without a header are joined and wrapped`(_ row: (type: String, rate: Int)) async throws {
        let part = #"{"inlineData":{"mimeType":"\#(row.type)","data":"AAABAAIA"}}"#
        let stand = try GoogleVertexStand(
            .json(#"{"candidates":[{"content":{"parts":[\#(part),\#(part)]},"finishReason":"STOP"}]}"#))
        let item = try #require(try await stand.speech().items.first)
        guard case .bytes(let file) = item.source else { return #expect(Bool(false), "no bytes") }
        #expect(file.count == 44 + 12 && file.prefix(4) == Data("RIFF".utf8) && item.declaredType == .wav)
        let rate = file[24..<28].reversed().reduce(0) { $0 << 8 | Int($1) }
        #expect(rate == row.rate)
    }

    @Test func `words in place of sound are a refusal`() async throws {
        let stand = try GoogleVertexStand(
            .json(#"{"candidates":[{"content":{"parts":[{"text":"No."}]},"finishReason":"STOP"}]}"#))
        #expect(await failure { () async throws(EaselError) in try await stand.speech() }?.kind == .contentPolicy)
    }

    @Test func `samples that are no base64 are an invalid response`() async throws {
        let stand = try GoogleVertexStand(
            .json(
                #"{"candidates":[{"content":{"parts":[{"inlineData":{"mimeType":"audio/L16","data":"?"}}]},"finishReason":"STOP"}]}"#
            ))
        #expect(await failure { () async throws(EaselError) in try await stand.speech() }?.kind == .invalidResponse)
    }
}
