/// An input that passed every check, with the files it points at looked into.
struct FalInput: Sendable {
    let endpoint: FalEndpoint
    let values: [String: JSON]
    let seed: UInt64
    /// Size of the first input picture, where it could be seen.
    let pictureSize: PixelSize?
    /// `http://…/fal-media/files/`
    let mediaBase: String
    let clipSide: Int
    /// Seconds of sound that are really made.
    let longestSound: Double

    var prompt: String { values["prompt"]?.string ?? values["text"]?.string ?? "" }

    func text(_ name: String) -> String? { values[name]?.string }

    func flag(_ name: String) -> Bool { values[name]?.bool ?? false }

    var imageCount: Int { values["num_images"]?.integer ?? 1 }

    var steps: Int { values["num_inference_steps"]?.integer ?? (endpoint.isVideo ? 20 : 12) }

    var format: PictureFormat {
        text("output_format").flatMap(PictureFormat.init) ?? .png
    }

    /// Picture size out of `image_size`, or `aspect_ratio` with `resolution` (sheet A19).
    var imageSize: PixelSize {
        if let size = values["image_size"] {
            if size.string == "auto", let pictureSize { return pictureSize }
            return Self.size(size)
        }
        let side = ["0.5K": 512, "1K": 1024, "2K": 2048, "4K": 4096][text("resolution") ?? "1K"] ?? 1024
        let ratio = text("aspect_ratio") ?? "1:1"
        if ratio == "auto", let pictureSize { return pictureSize }
        return PixelSize(ratio: ratio, side: side)
    }

    private static func size(_ value: JSON) -> PixelSize {
        switch value.string {
        case "square": return PixelSize(width: 512, height: 512)
        case "portrait_4_3": return PixelSize(width: 768, height: 1024)
        case "portrait_16_9": return PixelSize(width: 576, height: 1024)
        case "landscape_4_3": return PixelSize(width: 1024, height: 768)
        case "landscape_16_9": return PixelSize(width: 1024, height: 576)
        case "auto_2K": return PixelSize(width: 2048, height: 2048)
        case "auto_4K": return PixelSize(width: 4096, height: 4096)
        case .some: return PixelSize(width: 1024, height: 1024)
        case nil:
            return PixelSize(width: value["width"]?.integer ?? 512, height: value["height"]?.integer ?? 512)
        }
    }

    /// Seconds out of `"8s"`, `"5"`, `5` or `"auto"`.
    var seconds: Double {
        guard let duration = values["duration"] else { return 5 }
        if let number = duration.double { return number }
        return Double(duration.string?.prefix { $0.isNumber } ?? "") ?? 5
    }

    /// The input picture, larger; no side over 4096.
    var enlargedSize: PixelSize {
        let base = pictureSize ?? PixelSize(width: 256, height: 256)
        let factor = values["upscale_factor"]?.double ?? 1
        let limit = min(factor, 4096 / Double(max(base.width, base.height)))
        return PixelSize(
            width: max(1, Int(Double(base.width) * limit)), height: max(1, Int(Double(base.height) * limit)))
    }

    /// What the sound is and how it is written, with the text that asked for it.
    var sound: (recipe: SoundRecipe, format: SoundFormat) {
        let isVoice: Bool
        switch endpoint.output {
        case .voice, .timedVoice: isVoice = true
        default: isVoice = false
        }
        let speed = values["speed"]?.double ?? values["voice_setting"]?["speed"]?.double ?? 1
        let wanted = ["seconds_total", "duration_seconds", "duration"].compactMap { values[$0]?.double }.first ?? 12
        let recipe =
            isVoice
            ? SoundRecipe(spoken: String(prompt.prefix(2000)), speed: speed)
            : SoundRecipe(text: prompt, seconds: min(wanted, longestSound))
        return (recipe, soundFormat)
    }

    /// `mp3_44100_128`, `pcm_16000`, or the `format` of the audio settings; what the sandbox cannot write it writes as MP3.
    private var soundFormat: SoundFormat {
        let words = (text("output_format") ?? "").split(separator: "_").map(String.init)
        let rate = words.count > 1 ? Int(words[1]) : nil
        let settings = values["audio_setting"]
        switch words.first ?? "" {
        case "mp3": return .mp3(rate: rate ?? 44_100)
        case "pcm": return .pcm(rate: rate ?? 44_100)
        case "opus": return .mp3(rate: 48_000)
        default: break
        }
        guard let word = settings?["format"]?.string else { return endpoint.sound }
        let settled = settings?["sample_rate"]?.integer ?? 32_000
        return word == "pcm" ? .pcm(rate: settled) : .mp3(rate: settled)
    }

    var clip: ClipRecipe {
        let ratio = text("aspect_ratio") ?? "16:9"
        let shape =
            ratio == "auto" ? pictureSize ?? PixelSize(ratio: "16:9", side: 1024) : PixelSize(ratio: ratio, side: 1024)
        return ClipRecipe(
            prompt: prompt, seed: seed, size: shape.fitting(clipSide), framesPerSecond: values["fps"]?.integer ?? 24,
            seconds: seconds)
    }
}
