import Foundation

/// fal-ai: at once, or through the queue with `?_subdomain=queue` (sheet B5.1).
extension HuggingFaceDesk {
    func falAI() async throws -> SandboxReply {
        let isQueue = request.queryValue("_subdomain") == "queue"
        if let place = request.segments.firstIndex(of: "requests"), place >= 2 {
            guard isQueue, request.method == "GET", request.segments.count > place + 1 else {
                throw Self.falDetail(405, "Method Not Allowed")
            }
            let rest = request.segments.dropFirst(place + 2).joined(separator: "/")
            return try await follow(id: request.segments[place + 1], rest: rest)
        }
        guard isPost else { throw Self.falDetail(405, "Method Not Allowed") }
        let (model, task) = try model(path)
        let work: HuggingFaceWork
        do {
            work = try falWork(model, task)
        } catch {
            throw Self.falDetail(error)
        }
        if work.isForbidden {
            throw HuggingFaceFailure(
                422,
                body: [
                    "detail": [
                        [
                            "loc": ["body", "prompt"], "type": "content_policy_violation",
                            "msg":
                                "The content could not be processed because it contained material flagged by a content checker.",
                            "input": ["prompt": .string(work.prompt)],
                        ]
                    ]
                ])
        }
        if isQueue { return await enqueue(work) }
        try await pause()
        return SandboxReply(json: await output(work, await studio.addresses(work)))
    }

    private func falWork(_ model: HuggingFaceListedModel, _ task: String) throws(FieldComplaint) -> HuggingFaceWork {
        let reader = try fields()
        let shared = HuggingFaceFields(reader: reader)
        let prompt = try reader.requiredString(task == "text-to-speech" ? "text" : "prompt")
        var work = try shared.work(provider, model, task, prompt: prompt, seed: newSeed())
        if reader.value("image_size")?.string == nil, let size = try reader.object("image_size") {
            work.size = PixelSize(
                width: try size.integer("width", in: 16...4096) ?? 1024,
                height: try size.integer("height", in: 16...4096) ?? 1024)
        }
        work.count = try reader.integer("num_images", in: 1...4) ?? 1
        work.pictures = try shared.pictures("image_url")
        _ = try shared.pictures("image_urls")
        if task.hasPrefix("image-to"), work.pictures.isEmpty { throw reader.missing("image_url", "string") }
        if let loras = try reader.array("loras") {
            for (index, lora) in loras.enumerated() {
                _ = try FieldReader(lora, path: "loras.\(index)").requiredString("path")
            }
        }
        // Recorded: PNG is asked for by few, JPEG is what comes.
        work.format = try reader.choice("output_format", of: ["jpeg", "png", "webp"]) == "png" ? .png : .jpeg
        return work
    }

    private func enqueue(_ work: HuggingFaceWork) async -> SandboxReply {
        let job = await job(work, id: world.identifiers.uuid())
        // fal's own host, which does not know the token; and the id is shorter than the endpoint's.
        let app = path.split(separator: "/").prefix(2).joined(separator: "/")
        let address = "https://queue.fal.run/\(app)/requests/\(job.id)"
        return SandboxReply(
            json: [
                "status": "IN_QUEUE", "request_id": .string(job.id), "response_url": .string(address),
                "status_url": .string("\(address)/status"), "cancel_url": .string("\(address)/cancel"),
                "queue_position": 0, "logs": nil, "metrics": [:],
            ] as JSON)
    }

    private func follow(id: String, rest: String) async throws -> SandboxReply {
        let job = try await find(id)
        let state = job.state(at: .now)
        switch rest {
        case "status":
            var members: [String: JSON] = ["request_id": .string(id), "logs": nil, "metrics": [:]]
            switch state {
            case .queued:
                members["status"] = "IN_QUEUE"
                members["queue_position"] = 1
            case .running: members["status"] = "IN_PROGRESS"
            case .completed: members["status"] = "COMPLETED"
            }
            return SandboxReply(status: state == .completed ? 200 : 202, json: JSON.object(members))
        case "":
            guard state == .completed else { throw Self.falDetail(400, "Request is still in progress") }
            if job.work.comesToNothing {
                throw HuggingFaceFailure(
                    422,
                    body: [
                        "detail": [
                            [
                                "loc": ["body"], "type": "no_media_generated",
                                "msg": "The model did not generate any media.",
                            ]
                        ]
                    ])
            }
            return SandboxReply(json: await output(job.work, await results(of: job)))
        default: throw Self.falDetail(404, "Path /\(rest) not found")
        }
    }

    private func output(_ work: HuggingFaceWork, _ addresses: [String]) async -> JSON {
        let files = addresses.map { JSON.string($0) }
        let seed = JSON.integer(Int64(bitPattern: work.seed))
        switch work.task {
        case "text-to-speech": return ["audio": file(files, "audio/wav")]
        case "text-to-audio": return ["audio_file": file(files, "audio/wav")]
        case _ where work.isVideo: return ["video": file(files, "video/mp4"), "seed": seed]
        default:
            let pictures = files.map {
                [
                    "url": $0, "width": .integer(Int64(work.size.width)), "height": .integer(Int64(work.size.height)),
                    "content_type": .string(work.format.mediaType),
                ] as JSON
            }
            return [
                "images": .array(pictures), "timings": ["inference": 0.348], "seed": seed,
                "has_nsfw_concepts": .array(files.map { _ in .bool(work.isFlagged) }), "prompt": .string(work.prompt),
            ]
        }
    }

    private func file(_ addresses: [JSON], _ type: String) -> JSON {
        [
            "url": addresses.first ?? .null, "content_type": .string(type), "file_name": "output", "file_size": nil,
        ]
    }

    private static func falDetail(_ status: Int, _ words: String) -> HuggingFaceFailure {
        HuggingFaceFailure(status, body: ["detail": .string(words)])
    }

    private static func falDetail(_ complaint: FieldComplaint) -> HuggingFaceFailure {
        let place = ["body"] + complaint.path.split(separator: ".").map { JSON.string(String($0)) }
        return HuggingFaceFailure(
            422,
            body: ["detail": [["loc": .array(place), "msg": .string(complaint.problem), "type": "value_error"]]])
    }
}
