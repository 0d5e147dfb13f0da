import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

/// Chirp 3 HD.
struct GoogleVertexCloudSpeechTests {
    private func submit(_ prompt: String = "Hello.", _ values: ParameterValues = [:]) async throws
        -> (batch: MediaBatch, transport: CannedTransport)
    {
        let transport = CannedTransport(.json(#"{"audioContent":"UklGRg==","timepoints":[]}"#))
        let bench = try GoogleVertexMediaBench(transport)
        guard
            case .completed(let batch) = try await bench.speech.submit(bench.request("chirp-3-hd", prompt, values))
        else { throw CocoaError(.featureUnsupported) }
        return (batch, transport)
    }

    @Test func `what the API needs is sent although nothing was set`() async throws {
        let (batch, transport) = try await submit()
        #expect(transport.places == ["POST https://texttospeech.googleapis.com/v1/text:synthesize"])
        #expect(transport.calls.first?.headers["Authorization"] == "Bearer ya29.test-token")
        #expect(
            transport.sent
                == JSONText.decode(
                    #"{"input":{"text":"Hello."},"voice":{"languageCode":"en-US","name":"en-US-Chirp3-HD-Kore"},"audioConfig":{"audioEncoding":"MP3"}}"#
                ))
        #expect(batch.items == [MediaReference(.base64("UklGRg=="), declaredType: .mp3)])
    }

    @Test(arguments: [
        ("Puck", "de-DE", "de-DE", "de-DE-Chirp3-HD-Puck"),
        ("en-GB-Chirp3-HD-Leda", nil, "en-GB", "en-GB-Chirp3-HD-Leda"),
        ("Leda", nil, "en-US", "en-US-Chirp3-HD-Leda"),
        ("cmn-CN-Chirp3-HD-Leda", nil, "cmn-CN", "cmn-CN-Chirp3-HD-Leda"),
    ]) func `a voice is named with its language`(
        _ row: (voice: String, language: String?, code: String, name: String)
    ) async throws {
        var values: ParameterValues = [.voice: .string(row.voice)]
        if let language = row.language { values[.language] = .string(language) }
        let (_, transport) = try await submit("x", values)
        #expect(
            transport.sent?["voice"] == .object(["languageCode": .string(row.code), "name": .string(row.name)]))
    }

    @Test func `format, speed and marks have their own words`() async throws {
        let (batch, transport) = try await submit(
            "Wait. [pause] Go.", [.format: "wav", .speed: 1.25, "markup": true, "volumeGainDb": -3])
        #expect(
            transport.sent?["audioConfig"]
                == .object(["audioEncoding": "LINEAR16", "speakingRate": 1.25, "volumeGainDb": -3]))
        #expect(transport.sent?["input"] == .object(["markup": "Wait. [pause] Go."]))
        #expect(batch.items.first?.declaredType == .wav)
    }

    @Test func `a text of too many bytes is not sent`() async throws {
        let transport = CannedTransport(.json("{}"))
        let bench = try GoogleVertexMediaBench(transport)
        let service = try bench.speech
        let request: SpeechRequest = bench.request("chirp-3-hd", String(repeating: "é", count: 2501))
        let error = await failure { () async throws(EaselError) in try await service.submit(request) }
        #expect(error?.kind == .invalidRequest && error?.message.contains("5002 bytes") == true)
        #expect(transport.calls.isEmpty)
    }

    @Test func `only voices of the model are listed`() async throws {
        let transport = CannedTransport(
            .json(
                #"{"voices":[{"languageCodes":["en-US"],"name":"en-US-Chirp3-HD-Kore","ssmlGender":"FEMALE","naturalSampleRateHertz":24000},{"languageCodes":["en-US"],"name":"en-US-Standard-A"},{"name":7}]}"#
            ))
        let bench = try GoogleVertexMediaBench(transport)
        let voices = try await bench.speech.voices(for: "chirp-3-hd")
        #expect(voices == [Voice(id: "en-US-Chirp3-HD-Kore", languages: ["en-US"], summary: "female")])
        #expect(transport.places == ["GET https://texttospeech.googleapis.com/v1/voices"])
    }

    @Test func `an answer without sound cannot be used`() async throws {
        let bench = try GoogleVertexMediaBench(CannedTransport(.json(#"{"audioContent":""}"#)))
        let service = try bench.speech
        let request: SpeechRequest = bench.request("chirp-3-hd", "x")
        let error = await failure { () async throws(EaselError) in try await service.submit(request) }
        #expect(error?.kind == .invalidResponse)
    }
}
