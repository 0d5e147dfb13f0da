/// Builds the output of a finished prediction and puts its media on the shelf.
struct ReplicateOutput: Sendable {
    /// How much of it there is.
    enum Share: Sendable {
        case all
        case half
    }

    let work: ReplicateInput
    let pieces: [String]
    let shelf: MediaShelf
    let share: Share

    func json() async -> JSON {
        if work.prompt.contains("no-media") { return .null }
        switch work.model.output {
        case .tokens: return .array(kept(pieces).map { .string($0) })
        case .words: return .string(pieces.joined())
        case .picture: return .string(await picture(0))
        case .pictures: return .array(await pictures())
        case .clip: return .string(await file("tmp.mp4", "video/mp4", .clip(work.clip)))
        case .tune, .voice: return .string(await sound(work.sound, "output"))
        case .stems:
            var stems: [String: JSON] = ["guitar": nil]
            for name in ["vocals", "drums", "bass", "other"] {
                stems[name] = .string(await sound(SoundRecipe(text: name, seconds: 2), name))
            }
            return .object(stems)
        }
    }

    private func kept<Element>(_ list: [Element]) -> [Element] {
        share == .all ? list : Array(list.prefix(max(1, list.count / 2)))
    }

    /// A model with a safety checker leaves out what it flags.
    private func pictures() async -> [JSON] {
        let isFlagged = work.prompt.contains("nsfw-flag") && work.imageCount > 1
        let count = isFlagged ? work.imageCount - 1 : work.imageCount
        var pictures: [JSON] = []
        for index in kept(Array(0..<count)) { pictures.append(.string(await picture(index))) }
        return pictures
    }

    private func picture(_ index: Int) async -> String {
        let recipe = PictureRecipe(
            prompt: work.prompt, seed: work.seed &+ UInt64(index), size: work.imageSize, format: work.pictureFormat)
        return await file("out-\(index).\(recipe.format.fileExtension)", recipe.format.mediaType, .picture(recipe))
    }

    private func sound(_ recipe: SoundRecipe, _ name: String) async -> String {
        let format = work.soundFormat
        return await file("\(name).\(format.fileExtension)", format.mediaType, .sound(recipe, format))
    }

    private func file(_ name: String, _ mediaType: String, _ source: MediaShelf.Source) async -> String {
        work.mediaBase + (await shelf.add(MediaShelf.File(name: name, mediaType: mediaType, source: source)))
    }
}
