import Foundation

/// replicate: `Prefer: wait`, and a prediction that can be asked for (sheet B5.2).
extension HuggingFaceDesk {
    func replicate() async throws -> SandboxReply {
        let parts = path.split(separator: "/").map(String.init)
        if request.method == "GET", parts.count == 3, parts.starts(with: ["v1", "predictions"]) {
            let job = try await find(parts[2])
            let isDone = job.state(at: .now) == .completed
            return SandboxReply(
                json: prediction(
                    job, output: isDone ? await results(of: job) : nil,
                    status: isDone ? "succeeded" : job.state(at: .now) == .running ? "processing" : "starting"))
        }
        guard isPost else { throw HuggingFaceFailure(405, body: ["detail": "Method not allowed", "status": 405]) }
        let work: HuggingFaceWork
        do {
            work = try replicateWork(parts)
        } catch let complaint as FieldComplaint {
            throw Self.problem(complaint)
        }
        let job = await job(work, id: world.identifiers.letters(26).lowercased())
        // Longer than the minute that the request is held.
        if work.prompt.contains("slow-model") || job.hold != nil || request.header("prefer") == nil {
            return created(prediction(job, output: nil, status: "starting"))
        }
        try await pause()
        if work.isForbidden || work.isFlagged {
            let words = "NSFW content detected. Try running it again, or try a different prompt."
            return created(prediction(job, output: nil, status: "failed", error: words))
        }
        // Recorded: the status still reads `processing` beside a finished output.
        return created(prediction(job, output: await results(of: job), status: "processing"))
    }

    private func replicateWork(_ parts: [String]) throws -> HuggingFaceWork {
        let reader = try fields()
        if let stranger = reader.fields.keys.sorted().first(where: { !["input", "version", "stream"].contains($0) }) {
            throw FieldComplaint(path: "", problem: "Additional property \(stranger) is not allowed")
        }
        let (model, task) = try replicateModel(parts, version: try reader.string("version"))
        guard let input = try reader.object("input") else {
            throw FieldComplaint(path: "input", problem: "input is required")
        }
        let shared = HuggingFaceFields(reader: input)
        let name = task == "text-to-speech" ? "text" : "prompt"
        guard let prompt = try input.string(name) else {
            throw FieldComplaint(path: "input", problem: "\(name) is required")
        }
        var work = try shared.work(provider, model, task, prompt: prompt, seed: newSeed())
        work.count = try input.integer("num_outputs", in: 1...4) ?? 1
        for name in ["image", "images", "input_image", "input_images"] { work.pictures = try shared.pictures(name) }
        switch try input.choice("output_format", of: ["webp", "jpg", "png"]) {
        case "jpg": work.format = .jpeg
        case "png": work.format = .png
        default: work.format = .webp
        }
        if prompt.contains("incomplete-result") { work.count = max(1, work.count - 1) }
        return work
    }

    private func replicateModel(_ parts: [String], version: String?) throws(HuggingFaceFailure) -> (
        HuggingFaceListedModel, String
    ) {
        if parts == ["v1", "predictions"], let version {
            let offers = HuggingFaceListedModel.all.compactMap { $0.offer("replicate") }
            guard let offer = offers.first(where: { $0.providerID.hasSuffix(":\(version)") }) else {
                throw HuggingFaceFailure(
                    422,
                    body: [
                        "title": "Invalid version or not permitted", "status": 422,
                        "detail": "The specified version does not exist",
                    ],
                    contentType: "application/problem+json")
            }
            return try model(offer.providerID)
        }
        guard parts.count == 5, parts.starts(with: ["v1", "models"]), parts[4] == "predictions" else {
            throw HuggingFaceFailure(
                404, body: ["detail": "The requested resource could not be found.", "status": 404])
        }
        return try model("\(parts[2])/\(parts[3])")
    }

    private func created(_ body: JSON) -> SandboxReply {
        SandboxReply(status: 201, json: body)
            .adding("preference-applied", "wait=60").adding("ratelimit-remaining", "599").adding("ratelimit-reset", "1")
    }

    private func prediction(
        _ job: HuggingFaceJob, output: [String]?, status: String, error: String? = nil
    ) -> JSON {
        let address = "https://api.replicate.com/v1/predictions/\(job.id)"
        // A picture model answers with a list, the others with one address.
        let isList = job.work.task.hasSuffix("image")
        let files = output.map { $0.map { JSON.string($0) } }
        return [
            "id": .string(job.id), "model": .string(job.work.model.id.lowercased()),
            "version": "dp-4d0bcc010b3049749a251855f12800be", "input": ["prompt": .string(job.work.prompt)],
            "logs": "", "output": files.map { isList ? .array($0) : $0.first ?? .null } ?? .null,
            "data_removed": false, "error": error.map(JSON.string) ?? .null, "status": .string(status),
            "created_at": .string(WireTime.now()),
            "urls": [
                "get": .string(address), "cancel": .string("\(address)/cancel"),
                "stream": .string("https://stream.replicate.com/v1/files/\(job.id)"),
            ],
        ]
    }

    private static func problem(_ complaint: FieldComplaint) -> HuggingFaceFailure {
        let line = complaint.path.isEmpty ? complaint.problem : "\(complaint.path): \(complaint.problem)"
        return HuggingFaceFailure(
            422,
            body: [
                "detail": .string("- \(line)\n"), "status": 422, "title": "Input validation failed",
                "invalid_fields": [
                    [
                        "type": "invalid", "field": .string(complaint.path), "description": .string(complaint.problem),
                    ]
                ],
            ], contentType: "application/problem+json")
    }
}
