/// An input that passed every check, with what it means for the output.
struct ReplicateInput: Sendable {
    let model: ReplicateModel
    let values: [String: JSON]
    let seed: UInt64
    /// Size of the first input picture, where it could be seen.
    let pictureSize: PixelSize?
    /// Descriptions of the files that came along.
    let files: [String]
    /// `http://…/replicate-delivery/`
    let mediaBase: String
    let clipSide: Int

    var prompt: String {
        let turns = values["messages"]?.array ?? []
        if !turns.isEmpty { return turns.compactMap { $0["content"]?.string }.joined(separator: " ") }
        return text("prompt") ?? text("text") ?? ""
    }

    func text(_ name: String) -> String? { values[name]?.string }

    func flag(_ name: String) -> Bool { values[name]?.bool ?? false }

    var imageCount: Int {
        if let count = values["num_outputs"]?.integer { return count }
        return text("sequential_image_generation") == "auto" ? values["max_images"]?.integer ?? 1 : 1
    }

    var steps: Int {
        switch model.output {
        case .picture, .pictures: min(values["num_inference_steps"]?.integer ?? 12, 60)
        case .clip: 20
        case .tune, .voice, .stems, .tokens, .words: 8
        }
    }

    var pictureFormat: PictureFormat {
        switch text("output_format") {
        case "jpg": .jpeg
        case "webp": .webp
        default: .png
        }
    }

    var imageSize: PixelSize {
        if let size = text("size"), let pixels = PixelSize(text: size) { return pixels }
        let isCustom = text("size") == "custom" || text("aspect_ratio") == "custom" || text("aspect_ratio") == nil
        if isCustom, let width = values["width"]?.integer, let height = values["height"]?.integer {
            return PixelSize(width: width, height: height)
        }
        let tier = text("size") ?? text("resolution") ?? (text("megapixels") == "0.25" ? "0.5K" : "1K")
        let side = ["0.5K": 512, "1K": 1024, "2K": 2048, "4K": 4096][tier] ?? 1024
        let ratio = text("aspect_ratio") ?? "1:1"
        if ratio == "match_input_image", let pictureSize { return pictureSize }
        return PixelSize(ratio: ratio, side: side)
    }

    var clip: ClipRecipe {
        let shape = pictureSize ?? PixelSize(ratio: text("aspect_ratio") ?? "16:9", side: 1024)
        return ClipRecipe(
            prompt: prompt, seed: seed, size: shape.fitting(clipSide), framesPerSecond: 24,
            seconds: values["duration"]?.double ?? 5)
    }

    /// Container and rate: models that say nothing make WAV of 48 kHz; where the sandbox has no encoder it is WAV, too.
    var soundFormat: SoundFormat {
        let rate = values["sample_rate"]?.integer ?? 32_000
        switch text("audio_format") ?? text("output_format") {
        case "mp3": return .mp3(rate: rate)
        case "pcm": return .pcm(rate: rate)
        case "wav", "flac": return .wav(rate: rate)
        default: return .wav(rate: 48_000)
        }
    }

    var sound: SoundRecipe {
        if case .voice = model.output { return SoundRecipe(spoken: prompt, speed: values["speed"]?.double ?? 1) }
        return SoundRecipe(
            text: prompt + (text("lyrics") ?? ""), seconds: min(values["duration"]?.double ?? 8, 30), style: .tune)
    }
}
