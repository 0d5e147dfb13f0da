import Foundation

/// What an interaction will come to, known to the sandbox from the start.
struct GoogleInteractionWork: Sendable {
    let order: GoogleInteractionOrder
    let seed: UInt64
    /// `projects/p/locations/global`, or empty on the Developer API.
    let parent: String
    /// `http://…/gemini`, under which files are fetched.
    let filesBase: String
    let world: SandboxWorld
    let shelf: GoogleStorageShelf

    /// Words of a prompt that ask for a refusal in text, a failed job, and one that ends before its time.
    private enum Wish {
        static let refused = "forbidden-content"
        static let failed = "failed-operation"
        static let incomplete = "incomplete-result"
    }

    private var prompt: String { order.input.prompt }

    /// The members of the resource that are there when it is finished (sheet 3.6, 4.2, 4.3, 11.2).
    func result() async -> [String: JSON] {
        if prompt.contains(Wish.failed) {
            return [
                "status": "failed", "steps": [], "usage": usage(outputTokens: 0),
                "errors": [["code": "api_error", "message": "The model could not finish the request."]],
            ]
        }
        if prompt.contains(Wish.incomplete) {
            return [
                "status": "incomplete", "steps": [], "usage": usage(outputTokens: 0),
                "errors": [["code": "deadline_exceeded", "message": "The generation stopped before it was complete."]],
            ]
        }
        // A refusal is a success with nothing but words in it (sheet 3.6).
        let isRefused = prompt.contains(Wish.refused)
        let content =
            isRefused
            ? [Self.text("I can't help with that request because it goes against the usage policy.")]
            : await content()
        var members: [String: JSON] = [
            "status": "completed", "usage": usage(outputTokens: isRefused ? 0 : 5792),
        ]
        if order.model.isLegacy {
            members["outputs"] = .array(content)
        } else {
            members["steps"] = [
                ["type": "thought", "signature": "CqwBAQw51sfg"],
                ["type": "model_output", "content": .array(content)],
            ]
        }
        return members
    }

    private func content() async -> [JSON] {
        switch order.model.output {
        case .video: [await video()]
        case .image: [await picture()]
        case .audio:
            [Self.text("[0.0:] A sandbox sings, *naïve café*\n[8.0:] and nobody has written this: 光と影"), await music()]
        }
    }

    private static func text(_ text: String) -> JSON { ["type": "text", "text": .string(text), "annotations": nil] }

    private func video() async -> JSON {
        let clip = ClipRecipe(
            prompt: prompt, seed: seed,
            size: PixelSize(ratio: order.format.ratio, side: 1024).fitting(world.pace.clipSide),
            framesPerSecond: 24, seconds: order.format.seconds ?? Double(min(order.model.seconds, 10)))
        guard order.format.isByAddress else {
            return [
                "type": "video", "mime_type": "video/mp4",
                "data": .string(Data(await clip.render()).base64EncodedString()),
            ]
        }
        let address: String
        if let storage = order.format.storage {
            address = (storage.hasSuffix("/") ? storage : storage + "/") + "\(seed).mp4"
            await shelf.deliver(Data(await clip.render()), to: address, type: "video/mp4")
        } else {
            let path = await world.media.add(.init(name: "video.mp4", mediaType: "video/mp4", source: .clip(clip)))
            address = "\(filesBase)/v1beta/files/\(GoogleFileRoutes.name(ofShelfPath: path)):download?alt=media"
        }
        return ["type": "video", "mime_type": "video/mp4", "uri": .string(address)]
    }

    private func music() async -> JSON {
        let seconds = world.pace == .real ? Double(order.model.seconds) : 2
        let bytes = await SoundRecipe(text: "\(prompt)\u{0}\(seed)", seconds: seconds).render(as: .mp3(rate: 44_100))
        return [
            "type": "audio", "mime_type": "audio/mp3", "data": .string(bytes.base64EncodedString()),
            "sample_rate": 44_100,
        ]
    }

    private func picture() async -> JSON {
        let side = ["512": 512, "2K": 2048, "4K": 4096][order.format.size] ?? 1024
        let recipe = PictureRecipe(
            prompt: prompt, seed: seed, size: PixelSize(ratio: order.format.ratio, side: side), format: .jpeg)
        return [
            "type": "image", "mime_type": "image/jpeg",
            "data": .string(Data(await recipe.render()).base64EncodedString()),
        ]
    }

    private func usage(outputTokens: Int64) -> JSON {
        let inputTokens = Int64(prompt.count / 4 + 1)
        let modality = JSON.string(order.model.output.rawValue)
        return [
            "total_tokens": .integer(inputTokens + outputTokens + 20), "total_input_tokens": .integer(inputTokens),
            "input_tokens_by_modality": [["modality": "text", "tokens": .integer(inputTokens)]],
            "total_cached_tokens": 0, "total_output_tokens": .integer(outputTokens + 20), "total_tool_use_tokens": 0,
            "total_thought_tokens": 0,
            "output_tokens_by_modality": outputTokens > 0
                ? [["modality": modality, "tokens": .integer(outputTokens)], ["modality": "text", "tokens": 20]]
                : [["modality": "text", "tokens": 20]],
        ]
    }
}
