/// Builds the output object of a finished request and puts its media on the shelf.
struct FalOutput: Sendable {
    let input: FalInput
    let shelf: MediaShelf
    /// Seconds the pretend inference took.
    let inference: Double

    func object() async -> JSON {
        let seed = JSON.integer(Int64(bitPattern: input.seed))
        switch input.endpoint.output {
        case .flux:
            let isFlagged = input.prompt.contains("nsfw-flag") && input.flag("enable_safety_checker")
            return [
                "images": .array(await images(isBlack: isFlagged)), "timings": ["inference": .number(inference)],
                "seed": seed, "has_nsfw_concepts": .array(Array(repeating: .bool(isFlagged), count: input.imageCount)),
                "prompt": .string(input.prompt),
            ]
        case .banana:
            return [
                "images": .array(await images(isBlack: false)),
                "description": "Here is your picture, painted by the Easel sandbox.",
            ]
        case .seeded: return ["images": .array(await images(isBlack: false)), "seed": seed]
        case .plain: return ["images": .array(await images(isBlack: false))]
        case .video: return ["video": await video()]
        case .seededVideo: return ["video": await video(), "seed": seed]
        case .rewrittenVideo:
            return ["video": await video(), "seed": seed, "actual_prompt": .string("\(input.prompt), cinematic light")]
        case .enlarged:
            let recipe = PictureRecipe(
                prompt: "enlarged", seed: input.seed, size: input.enlargedSize, format: .png)
            return ["image": await image(recipe), "seed": seed, "timings": [:]]
        case .cutout: return await cutout()
        case .sound: return ["audio": await sound()]
        case .seededSound: return ["audio": await sound(), "seed": seed]
        case .soundFile: return ["audio_file": await sound()]
        case .song: return ["audio": await sound(), "seed": seed, "tags": "pop, bright", "lyrics": "[Verse]\nla la"]
        case .voice: return ["audio": await sound(), "timestamps": nil]
        case .timedVoice: return await timedVoice()
        case .writing: return FalWriting(input).events.last ?? nil
        }
    }

    private func cutout() async -> JSON {
        let size = input.pictureSize ?? PixelSize(width: 256, height: 256)
        let format = input.text("output_format") == "webp" ? PictureFormat.webp : .png
        let recipe = PictureRecipe(prompt: "cut out", seed: input.seed, size: size, format: format)
        guard input.flag("output_mask") else { return ["image": await image(recipe), "mask_image": nil] }
        let mask = PictureRecipe(prompt: "mask", seed: input.seed, size: size, format: .png, isBlack: true)
        return ["image": await image(recipe), "mask_image": await image(mask)]
    }

    private func timedVoice() async -> JSON {
        let (recipe, format) = input.sound
        let time = JSON.integer(Int64(recipe.seconds * 1000))
        guard input.text("output_format") == "hex" else { return ["audio": await sound(), "duration_ms": time] }
        let bytes = await recipe.render(as: format)
        let digits = bytes.flatMap { byte in
            [byte >> 4, byte & 15].map { $0 < 10 ? UInt8(ascii: "0") + $0 : UInt8(ascii: "a") + $0 - 10 }
        }
        return ["audio": .string(String(decoding: digits, as: UTF8.self)), "duration_ms": time]
    }

    /// As uneven as on the real service: some tell nothing but the address.
    private func sound() async -> JSON {
        let (recipe, format) = input.sound
        let name = "output.\(format.fileExtension)"
        var members: [String: JSON] = ["file_size": nil, "file_name": .string(name)]
        if input.flag("sync_mode") {
            members["url"] = .string(
                DataURI.text(mediaType: format.mediaType, bytes: [UInt8](await recipe.render(as: format))))
        } else {
            members["url"] = .string(await url(name, format.mediaType, .sound(recipe, format)))
        }
        members["content_type"] = input.endpoint.id.hasPrefix("fal-ai/minimax") ? nil : .string(format.mediaType)
        return .object(members)
    }

    private func images(isBlack: Bool) async -> [JSON] {
        var result: [JSON] = []
        for index in 0..<input.imageCount {
            let recipe = PictureRecipe(
                prompt: input.prompt, seed: input.seed &+ UInt64(index), size: input.imageSize, format: input.format,
                isBlack: isBlack)
            result.append(await image(recipe))
        }
        return result
    }

    /// Metadata is as uneven as on the real service: flux names no file, others no size.
    private func image(_ recipe: PictureRecipe) async -> JSON {
        var members: [String: JSON] = ["content_type": .string(recipe.format.mediaType)]
        if input.flag("sync_mode") {
            members["url"] = .string(DataURI.text(mediaType: recipe.format.mediaType, bytes: await recipe.render()))
        } else {
            // Recorded: FLUX schnell serves JPEG bytes under a .png name.
            let suffix = input.endpoint.id == "fal-ai/flux/schnell" ? "png" : recipe.format.fileExtension
            members["url"] = .string(await url("output.\(suffix)", recipe.format.mediaType, .picture(recipe)))
        }
        if case .banana = input.endpoint.output {
            members["file_name"] = .string("output.\(recipe.format.fileExtension)")
        } else {
            members["file_name"] = nil as JSON
            members["file_size"] = nil as JSON
            members["width"] = .integer(Int64(recipe.size.width))
            members["height"] = .integer(Int64(recipe.size.height))
        }
        return .object(members)
    }

    private func video() async -> JSON {
        let clip = input.clip
        return [
            "url": .string(await url("output.mp4", "video/mp4", .clip(clip))), "content_type": "video/mp4",
            "file_name": "output.mp4", "file_size": nil, "width": .integer(Int64(clip.size.width)),
            "height": .integer(Int64(clip.size.height)), "fps": .integer(Int64(clip.framesPerSecond)),
            "duration": .number(clip.seconds), "num_frames": .integer(Int64(clip.frameCount)),
        ]
    }

    private func url(_ name: String, _ mediaType: String, _ source: MediaShelf.Source) async -> String {
        input.mediaBase + (await shelf.add(MediaShelf.File(name: name, mediaType: mediaType, source: source)))
    }
}
