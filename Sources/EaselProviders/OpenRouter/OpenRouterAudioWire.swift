import EaselCore
import EaselProviderKit
import Foundation

/// Sound through chat: what is asked for, and what the joined pieces are (wire sheet A5.3).
enum OpenRouterAudioWire {
    /// Without a format in the request, samples are asked for: models that stream compressed files ignore it, and those that
    /// stream samples know nothing else (agentfield #465, stabgan/openrouter-mcp-multimodal #10).
    static func extras(_ request: AudioRequest) -> ChatExtras {
        var fields: [String: JSONValue] = ["modalities": .array(["text", "audio"])]
        if request.parameters[.format] == nil { fields["audio.format"] = "pcm16" }
        return ChatExtras(fields: fields, customary: [.voice: "audio.voice", .format: "audio.format"])
    }

    /// The sound as a file. The bytes decide: a model may send another format than was asked for.
    static func reference(_ bytes: Data) -> MediaReference {
        if let type = type(of: bytes) { return MediaReference(.bytes(bytes), declaredType: type) }
        // pcm16 is signed, little-endian, one channel of 24 kHz, as OpenAI defines it; no field says so.
        let seconds = Double(bytes.count) / 48_000
        let file = WaveFile.wrapping(bytes, rate: 24_000, channels: 1)
        return MediaReference(.bytes(file), declaredType: .wav, durationSeconds: seconds)
    }

    private static func type(of bytes: Data) -> MediaType? {
        if bytes.starts(with: Data("RIFF".utf8)) { return .wav }
        if bytes.starts(with: Data("ID3".utf8)) { return .mp3 }
        if bytes.starts(with: Data("fLaC".utf8)) { return .flac }
        if bytes.starts(with: Data("OggS".utf8)) { return .ogg }
        return isFrame(bytes) ? .mp3 : nil
    }

    /// Whether an MPEG layer III frame begins here, with another one right after it: two samples of silence and a loud one
    /// look like the first two bytes.
    private static func isFrame(_ bytes: Data) -> Bool {
        guard let length = frameLength(bytes, at: bytes.startIndex) else { return false }
        let next = bytes.startIndex + length
        return next + 4 > bytes.endIndex || frameLength(bytes, at: next) != nil
    }

    private static func frameLength(_ bytes: Data, at index: Data.Index) -> Int? {
        guard index + 4 <= bytes.endIndex, bytes[index] == 0xFF, bytes[index + 1] & 0xE6 == 0xE2 else { return nil }
        let isVersion1 = bytes[index + 1] & 0x18 == 0x18
        let rates = isVersion1 ? bitRates1 : bitRates2
        let kilobits = rates[Int(bytes[index + 2] >> 4)]
        let sampleRates = isVersion1 ? [44_100, 48_000, 32_000] : [22_050, 24_000, 16_000]
        let place = Int(bytes[index + 2] >> 2 & 3)
        guard kilobits > 0, place < 3 else { return nil }
        let padding = Int(bytes[index + 2] >> 1 & 1)
        return (isVersion1 ? 144_000 : 72_000) * kilobits / sampleRates[place] + padding
    }

    private static let bitRates1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0]
    private static let bitRates2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0]
}
