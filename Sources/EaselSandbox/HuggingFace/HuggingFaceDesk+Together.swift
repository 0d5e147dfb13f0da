import Foundation

/// together: pictures, speech, and video as a job (sheet B5.3).
extension HuggingFaceDesk {
    func together() async throws -> SandboxReply {
        if request.method == "GET", path.hasPrefix("v2/videos/") {
            return try await togetherStatus(String(path.dropFirst(10)))
        }
        guard isPost else { throw HuggingFaceFailure(405, "Method Not Allowed") }
        do {
            switch path {
            case "v1/images/generations": return try await togetherPictures()
            case "v1/audio/speech": return try await togetherSpeech()
            case "v2/videos": return try await togetherVideo()
            default: throw HuggingFaceFailure(404, "Not Found")
            }
        } catch let complaint as FieldComplaint {
            throw togetherError(complaint.message, param: complaint.path)
        }
    }

    private func togetherPictures() async throws -> SandboxReply {
        let reader = try fields()
        let (model, task) = try model(try reader.requiredString("model"))
        let shared = HuggingFaceFields(reader: reader)
        _ = try reader.choice("response_format", of: ["base64", "b64_json", "url"])
        var work = try shared.work(
            provider, model, task, prompt: try reader.requiredString("prompt"), seed: newSeed())
        work.count = try reader.integer("n", in: 1...4) ?? 1
        if task == "image-to-image" {
            let isKontext = path.isEmpty == false && model.id.contains("Kontext")
            work.pictures = try shared.pictures(isKontext ? "image_url" : "reference_images")
            guard !work.pictures.isEmpty else {
                throw reader.missing(isKontext ? "image_url" : "reference_images", "string")
            }
        }
        if work.isForbidden { throw togetherError("The prompt was flagged by a safety check", param: "prompt") }
        try await pause()
        let pictures = await studio.encodedPictures(work)
        let data = pictures.enumerated().map { index, text in
            ["index": .integer(Int64(index)), "b64_json": .string(text), "timings": ["inference": 4445]] as JSON
        }
        return SandboxReply(
            json: [
                "id": .string("8ff411e55ff1d6a2-CDG"), "model": .string(model.id), "object": "list",
                "data": .array(data),
            ] as JSON)
    }

    private func togetherSpeech() async throws -> SandboxReply {
        let reader = try fields()
        let (model, task) = try model(try reader.requiredString("model"))
        let text = try reader.requiredString("input")
        guard try reader.string("voice") != nil else { throw reader.missing("voice", "string") }
        let work = HuggingFaceWork(provider: provider, model: model, task: task, prompt: text, seed: 0)
        try await pause()
        return SandboxReply(contentType: "audio/mpeg", body: await studio.sound(work).render(as: .mp3(rate: 24_000)))
    }

    private func togetherVideo() async throws -> SandboxReply {
        let reader = try fields()
        let (model, task) = try model(try reader.requiredString("model"))
        let shared = HuggingFaceFields(reader: reader)
        let prompt = try reader.string("prompt") ?? ""
        var work = try shared.work(provider, model, task, prompt: prompt, seed: newSeed())
        if task == "image-to-video" {
            guard let frames = try reader.array("frame_images"), let first = frames.first else {
                throw reader.missing("frame_images", "array")
            }
            let frame = try FieldReader(first, path: "frame_images.0")
            let address = try frame.requiredString("input_image")
            _ = try frame.choice("frame", of: ["first", "last"])
            guard address.utf8.count <= 61_440 else { throw frame.complaint("input_image", "String too long") }
            work.pictures = try HuggingFaceFields(reader: frame).pictures("input_image")
        } else if prompt.isEmpty {
            throw reader.missing("prompt", "string")
        }
        let job = await job(work, id: world.identifiers.uuid())
        return SandboxReply(json: ["id": .string(job.id), "object": "video", "status": "queued"] as JSON)
    }

    private func togetherStatus(_ id: String) async throws -> SandboxReply {
        let job = try await find(id)
        var members: [String: JSON] = [
            "id": .string(id), "object": "video", "model": .string(job.work.model.id), "error": nil, "outputs": nil,
        ]
        switch job.state(at: .now) {
        // The field is optional, and missing means waiting (B5.3).
        case .queued: break
        case .running: members["status"] = "in_progress"
        case .completed where job.work.isForbidden:
            members["status"] = "failed"
            members["error"] = [
                "message": "The prompt was flagged by a safety check", "code": "content_policy_violation",
            ]
        case .completed:
            members["status"] = "completed"
            members["outputs"] = ["video_url": .string(await results(of: job).first ?? ""), "cost": 0.4]
        }
        return SandboxReply(json: JSON.object(members))
    }

    private func togetherError(_ message: String, param: String) -> HuggingFaceFailure {
        HuggingFaceFailure(
            400,
            body: [
                "id": "nsc3JGb-4Yz4kd-9b1c2d3e4f5a6b7c",
                "error": [
                    "message": .string(message), "type": "invalid_request_error", "param": .string(param), "code": nil,
                ],
            ])
    }
}
