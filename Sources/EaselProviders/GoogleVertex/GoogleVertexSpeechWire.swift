import EaselCore
import EaselProviderKit
import Foundation

/// A text to be read as the body of `generateContent`, and the sound of its answer (wire sheet 5.1).
enum GoogleVertexSpeechWire {
    /// The label of a speaker in the text, and the voice of the second one.
    static let firstSpeaker: ParameterKey = "speaker1"
    static let secondSpeaker: ParameterKey = "speaker2"
    static let secondVoice: ParameterKey = "voice2"

    private static let customary: [ParameterKey: String] = [
        .language: "speechConfig.languageCode", .seed: "seed", .temperature: "temperature", .topP: "topP",
    ]

    /// The field of a part that only models of 3.8 and newer have; older ones take the style as words of the prompt.
    private static let styleField = "speechMetadata.style"

    /// Throws `invalidRequest` for a conversation that does not have both of its speakers.
    static func body(
        _ request: SpeechRequest, at site: GoogleVertexSite
    ) throws(EaselError) -> (body: GoogleVertexContent, warnings: [GenerationWarning]) {
        let parameters = request.parameters
        let hasStyle = parameters.wireFields()[styleField] != nil
        var handled: Set<ParameterKey> = [.voice, firstSpeaker, secondSpeaker, secondVoice]
        if hasStyle { handled.insert(.style) }
        var fields = GoogleVertexFields(parameters, handled: handled, customary: customary, at: site)
        fields.set("responseModalities", .array(["AUDIO"]))
        if let speakers = try speakers(request) {
            fields.set("speechConfig.multiSpeakerVoiceConfig.speakerVoiceConfigs", .array(speakers))
        } else if let voice = request.voice {
            fields.set("speechConfig.voiceConfig", config(voice))
        }
        var part = GoogleVertexContent.Part(text: request.prompt)
        if hasStyle { part.speechMetadata = parameters[.style]?.string.map { .init(style: $0) } }
        let body = GoogleVertexContent(contents: [.init(role: "user", parts: [part])], fields: fields.members)
        return (body, fields.warnings)
    }

    /// Exactly two speakers, or none: then one voice reads everything.
    private static func speakers(_ request: SpeechRequest) throws(EaselError) -> [JSONValue]? {
        let words = [firstSpeaker, secondSpeaker, secondVoice].map { request.parameters[$0]?.string }
        guard words.contains(where: { $0 != nil }) else { return nil }
        guard let first = words[0], let second = words[1], let voice = request.voice, let other = words[2] else {
            throw EaselError(
                .invalidRequest, "A conversation needs two speakers and a voice for each.",
                remedy: "Set speaker1, voice, speaker2 and voice2; the labels are those in the text.",
                provider: GoogleVertexProvider.id)
        }
        return [(first, voice), (second, other)].map {
            .object(["speaker": .string($0.0), "voiceConfig": config($0.1)])
        }
    }

    /// A voice by its name. A stored voice and a cloning key go into a field of their own, which older models lack.
    private static func config(_ voice: String) -> JSONValue {
        let isStored = voice.hasPrefix("voice_") || voice.hasPrefix("voicekey_")
        return .object(
            isStored
                ? ["voice": .string(voice)] : ["prebuiltVoiceConfig": .object(["voiceName": .string(voice)])])
    }

    /// The sound of an answer. Samples without a header are joined and wrapped; files stay as they are.
    static func batch(_ answer: GoogleVertexAnswer) throws(EaselError) -> MediaBatch {
        let parts = answer.parts.filter { $0.thought?.value != true }
        let blobs = parts.compactMap(\.inlineData?.value).filter { !$0.data.isEmpty }
        var items: [MediaReference] = []
        var samples = Data()
        var rate: Int?
        for blob in blobs {
            let word = blob.mimeType?.value ?? ""
            guard let found = sampleRate(word) else {
                items.append(
                    MediaReference(.base64(blob.data), declaredType: word.isEmpty ? nil : MediaType(rawValue: word)))
                continue
            }
            guard let bytes = Data(base64Encoded: blob.data) else {
                throw EaselError(.invalidResponse, "The sound in Google's answer is not base64.")
            }
            rate = rate ?? found
            samples += bytes
        }
        if let rate, samples.count > 1 {
            let file = WaveFile.wrapping(samples, rate: rate, channels: 1)
            var item = MediaReference(.bytes(file), declaredType: .wav)
            item.durationSeconds = Double(samples.count) / Double(rate * 2)
            items.insert(item, at: 0)
        }
        let words = parts.compactMap(\.text?.value).joined()
        return MediaBatch(items: items, text: words.isEmpty ? nil : words, usage: answer.usage)
    }

    /// The rate of headerless samples: `audio/L16;codec=pcm;rate=24000`. They are little-endian, whatever the registered
    /// type says; 24,000 a second unless told. Nil for a file with a header.
    private static func sampleRate(_ type: String) -> Int? {
        let words = type.lowercased().split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
        guard let essence = words.first, ["audio/l16", "audio/pcm"].contains(essence) else { return nil }
        let told = words.lazy.compactMap { word -> Int? in
            let sides = word.split(separator: "=")
            return sides.count == 2 && sides[0] == "rate" ? Int(sides[1]) : nil
        }.first
        return told.flatMap { (1_000...384_000).contains($0) ? $0 : nil } ?? 24_000
    }
}
