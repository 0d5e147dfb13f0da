import Foundation

/// wavespeed and zai-org: always a job (sheet B5.4, B5.5).
extension HuggingFaceDesk {
    func waveSpeed() async throws -> SandboxReply {
        let parts = path.split(separator: "/").map(String.init)
        if request.method == "GET", parts.count == 5, parts.starts(with: ["api", "v3", "predictions"]) {
            return try await waveSpeedStatus(parts[3])
        }
        guard isPost, path.hasPrefix("api/v3/") else {
            throw HuggingFaceFailure(404, body: ["code": 404, "message": "not found"])
        }
        let (model, task) = try model(String(path.dropFirst(7)))
        do {
            let reader = try fields()
            let shared = HuggingFaceFields(reader: reader)
            let needsPicture = task.hasPrefix("image-to")
            let prompt = try needsPicture ? reader.string("prompt") ?? "" : reader.requiredString("prompt")
            var work = try shared.work(provider, model, task, prompt: prompt, seed: newSeed())
            work.pictures = try shared.pictures("image")
            if needsPicture, work.pictures.isEmpty { throw reader.missing("image", "string") }
            let job = await job(work, id: world.identifiers.letters(32).lowercased())
            return SandboxReply(json: envelope(job, "created", outputs: []))
        } catch let complaint as FieldComplaint {
            throw HuggingFaceFailure(400, body: ["code": 400, "message": .string(complaint.message), "data": nil])
        }
    }

    private func waveSpeedStatus(_ id: String) async throws -> SandboxReply {
        let job = try await find(id)
        switch job.state(at: .now) {
        case .queued: return SandboxReply(json: envelope(job, "created", outputs: []))
        case .running: return SandboxReply(json: envelope(job, "processing", outputs: []))
        case .completed where job.work.isForbidden || job.work.comesToNothing:
            return SandboxReply(json: envelope(job, "failed", outputs: [], error: "The task could not be completed."))
        case .completed: return SandboxReply(json: envelope(job, "completed", outputs: await results(of: job)))
        }
    }

    private func envelope(_ job: HuggingFaceJob, _ status: String, outputs: [String], error: String = "") -> JSON {
        [
            "code": 200, "message": "success",
            "data": [
                "id": .string(job.id), "model": .string(job.work.model.id), "status": .string(status),
                "outputs": .array(outputs.map { .string($0) }), "error": .string(error),
                "urls": ["get": .string("https://api.wavespeed.ai/api/v3/predictions/\(job.id)/result")],
                "has_nsfw_contents": .array(outputs.map { _ in false }), "created_at": .string(WireTime.now()),
                "executionTime": 0, "timings": ["inference": 0],
            ],
        ]
    }

    func zai() async throws -> SandboxReply {
        if request.method == "GET", path.hasPrefix("api/paas/v4/async-result/") {
            let job = try await find(String(path.dropFirst(25)))
            guard job.state(at: .now) == .completed else { return SandboxReply(json: task(job, "PROCESSING", nil)) }
            if job.work.isForbidden { return SandboxReply(json: task(job, "FAIL", nil)) }
            return SandboxReply(json: task(job, "SUCCESS", await results(of: job)))
        }
        guard isPost, path == "api/paas/v4/async/images/generations" else {
            throw HuggingFaceFailure(404, "Not Found")
        }
        guard request.header("x-source-channel") == "hugging_face" else {
            throw HuggingFaceFailure(400, body: ["error": ["code": "1211", "message": "Unknown source channel"]])
        }
        do {
            let reader = try fields()
            let (model, task) = try model(try reader.requiredString("model"))
            let shared = HuggingFaceFields(reader: reader)
            var work = try shared.work(
                provider, model, task, prompt: try reader.requiredString("prompt"), seed: newSeed())
            if let size = try reader.string("size") {
                guard let pixels = PixelSize(text: size) else { throw reader.complaint("size", "size is invalid") }
                work.size = pixels
            }
            return SandboxReply(
                json: self.task(await job(work, id: "hf-\(world.identifiers.letters(20))"), "PROCESSING", nil))
        } catch let complaint as FieldComplaint {
            throw HuggingFaceFailure(400, body: ["error": ["code": "1210", "message": .string(complaint.message)]])
        }
    }

    private func task(_ job: HuggingFaceJob, _ status: String, _ addresses: [String]?) -> JSON {
        var members: [String: JSON] = [
            "id": .string(job.id), "model": "glm-image", "request_id": .string(job.id), "task_status": .string(status),
        ]
        if let addresses { members["image_result"] = .array(addresses.map { ["url": .string($0)] }) }
        return .object(members)
    }
}
