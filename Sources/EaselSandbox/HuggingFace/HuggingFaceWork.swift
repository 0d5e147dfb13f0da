import Foundation

/// What a provider behind the router is asked to make, after its own checks.
struct HuggingFaceWork: Sendable {
    let provider: String
    let model: HuggingFaceListedModel
    let task: String
    let prompt: String
    var size = PixelSize(width: 1024, height: 1024)
    var seed: UInt64
    var count = 1
    var frames = 48
    /// What came with it.
    var pictures: [String] = []
    var format = PictureFormat.jpeg

    var isVideo: Bool { task.hasSuffix("video") }
    var isForbidden: Bool { prompt.contains("forbidden-content") }
    var isFlagged: Bool { prompt.contains("nsfw-flag") }
    var comesToNothing: Bool { prompt.contains("no-media") }

    /// Steps of the pretend work.
    var steps: Int { isVideo ? 20 : 12 }
}

/// Makes media and puts them on the shelf.
struct HuggingFaceStudio: Sendable {
    let world: SandboxWorld
    /// `http://host/hf-media/`.
    let base: String

    init(_ world: SandboxWorld, _ request: SandboxRequest) {
        self.world = world
        base = "\(request.origin)/hf-media/"
    }

    func picture(_ work: HuggingFaceWork, _ index: Int = 0) -> PictureRecipe {
        PictureRecipe(
            prompt: ([work.prompt] + work.pictures).joined(separator: "\u{0}"), seed: work.seed &+ UInt64(index),
            size: work.size, format: work.format, isBlack: work.isFlagged)
    }

    func clip(_ work: HuggingFaceWork) -> ClipRecipe {
        ClipRecipe(
            prompt: ([work.prompt] + work.pictures).joined(separator: "\u{0}"), seed: work.seed,
            size: work.size.fitting(world.pace.clipSide), framesPerSecond: 12,
            seconds: min(4, max(0.5, Double(work.frames) / 24)))
    }

    func sound(_ work: HuggingFaceWork) -> SoundRecipe {
        work.task == "text-to-speech"
            ? SoundRecipe(spoken: work.prompt) : SoundRecipe(text: "\(work.prompt)\(work.seed)", seconds: 6)
    }

    /// The addresses of what the work makes.
    func addresses(_ work: HuggingFaceWork, sound format: SoundFormat = .wav(rate: 24_000)) async -> [String] {
        if work.isVideo { return [await shelve("out.mp4", "video/mp4", .clip(clip(work)))] }
        if work.task.hasSuffix("image") {
            var all: [String] = []
            for index in 0..<work.count {
                let name = "out-\(index).\(work.format.fileExtension)"
                all.append(await shelve(name, work.format.mediaType, .picture(picture(work, index))))
            }
            return all
        }
        return [await shelve("output.\(format.fileExtension)", format.mediaType, .sound(sound(work), format))]
    }

    func encodedPictures(_ work: HuggingFaceWork) async -> [String] {
        var all: [String] = []
        for index in 0..<work.count {
            all.append(Data(await picture(work, index).render()).base64EncodedString())
        }
        return all
    }

    private func shelve(_ name: String, _ type: String, _ source: MediaShelf.Source) async -> String {
        base + (await world.media.add(MediaShelf.File(name: name, mediaType: type, source: source)))
    }
}
