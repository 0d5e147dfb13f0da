import Foundation

/// Providers that answer with the media themselves: nscale, novita, deepinfra, hf-inference (sheet B4, B5.5).
extension HuggingFaceDesk {
    func nscale() async throws -> SandboxReply {
        guard isPost, path == "v1/images/generations" else { throw HuggingFaceFailure(404, "Not Found") }
        do {
            let reader = try fields()
            let (model, task) = try model(try reader.requiredString("model"))
            _ = try reader.choice("response_format", of: ["b64_json"])
            // It has neither (HFH nscale.py drops them).
            for name in ["num_inference_steps", "cfg_scale"] where reader.value(name) != nil {
                throw reader.complaint(name, "extra fields not permitted")
            }
            var work = try HuggingFaceFields(reader: reader).work(
                provider, model, task, prompt: try reader.requiredString("prompt"), seed: newSeed())
            if let size = try reader.string("size") {
                guard let pixels = PixelSize(text: size) else { throw reader.complaint("size", "invalid size") }
                work.size = pixels
            }
            try await pause()
            let pictures = await studio.encodedPictures(work)
            return SandboxReply(
                json: [
                    "created": .integer(Int64(Date().timeIntervalSince1970)),
                    "data": .array(pictures.map { ["b64_json": .string($0), "url": nil, "revised_prompt": nil] }),
                ] as JSON)
        } catch let complaint as FieldComplaint {
            throw HuggingFaceFailure(400, body: ["error": ["message": .string(complaint.message), "code": 400]])
        }
    }

    func novita() async throws -> SandboxReply {
        guard isPost, path.hasPrefix("v3/hf/") else { throw HuggingFaceFailure(404, "Not Found") }
        let (model, task) = try model(String(path.dropFirst(6)))
        do {
            let reader = try fields()
            let work = try HuggingFaceFields(reader: reader).work(
                provider, model, task, prompt: try reader.requiredString("prompt"), seed: newSeed())
            try await pause()
            return SandboxReply(
                json: [
                    "video": [
                        "video_url": .string(await studio.addresses(work).first ?? ""), "video_url_ttl": 3600,
                        "video_type": "mp4",
                    ]
                ] as JSON)
        } catch let complaint as FieldComplaint {
            throw HuggingFaceFailure(
                400, body: ["code": 400, "reason": "INVALID_REQUEST_BODY", "message": .string(complaint.message)])
        }
    }

    func deepInfra() async throws -> SandboxReply {
        guard isPost, path == "v1/openai/audio/speech" else { throw HuggingFaceFailure(404, "Not Found") }
        do {
            let reader = try fields()
            let (model, task) = try model(try reader.requiredString("model"))
            let work = HuggingFaceWork(
                provider: provider, model: model, task: task, prompt: try reader.requiredString("input"), seed: 0)
            _ = try reader.number("speed", in: 0.25...4)
            try await pause()
            return SandboxReply(contentType: "audio/wav", body: await studio.sound(work).render(as: .wav(rate: 24_000)))
        } catch let complaint as FieldComplaint {
            throw HuggingFaceFailure(422, body: ["detail": .string(complaint.message)])
        }
    }

    func hfInference() async throws -> SandboxReply {
        guard isPost, path.hasPrefix("models/") else { throw HuggingFaceFailure(404, "Not Found") }
        let id = String(path.dropFirst(7))
        guard let listed = HuggingFaceListedModel.named(id), listed.offer(provider) != nil else {
            throw HuggingFaceFailure(404, "Model \(id) does not exist")
        }
        let (model, task) = try model(id)
        let work: HuggingFaceWork
        do {
            work = try hfInferenceWork(model, task)
        } catch let complaint as FieldComplaint {
            // Recorded: these servers answer in plain text.
            throw HuggingFaceFailure(
                422, body: .string("Failed to deserialize the JSON body into the target type: \(complaint.message)"),
                contentType: "text/plain; charset=utf-8")
        }
        try await pause()
        guard task != "text-to-speech" else {
            return SandboxReply(contentType: "audio/wav", body: await studio.sound(work).render(as: .wav(rate: 22_050)))
        }
        return SandboxReply(contentType: "image/jpeg", body: Data(await studio.picture(work).render()))
            .adding("x-compute-type", "cpu").adding("x-compute-time", "0.412")
    }

    /// Raw bytes of a picture, or JSON with `inputs` and `parameters`.
    private func hfInferenceWork(_ model: HuggingFaceListedModel, _ task: String) throws -> HuggingFaceWork {
        if task == "image-to-image", request.header("content-type")?.hasPrefix("image/") == true {
            guard let size = PixelCanvas.decodedSize(of: [UInt8](request.body)) else {
                throw FieldComplaint(path: "", problem: "cannot identify image file")
            }
            var work = HuggingFaceWork(provider: provider, model: model, task: task, prompt: "", seed: newSeed())
            work.size = size
            return work
        }
        let reader = try fields()
        let inputs = try reader.requiredString("inputs")
        let parameters = try reader.object("parameters") ?? FieldReader([:], path: "parameters")
        let isEdit = task == "image-to-image"
        let prompt = try isEdit ? parameters.string("prompt") ?? "" : inputs
        var work = try HuggingFaceFields(reader: parameters).work(
            provider, model, task, prompt: prompt, seed: newSeed())
        if isEdit {
            guard let bytes = Data(base64Encoded: inputs), let size = PixelCanvas.decodedSize(of: [UInt8](bytes)) else {
                throw FieldComplaint(path: "inputs", problem: "cannot identify image file")
            }
            work.size = size
            if let target = try parameters.object("target_size") {
                work.size = PixelSize(
                    width: try target.integer("width", in: 16...4096) ?? size.width,
                    height: try target.integer("height", in: 16...4096) ?? size.height)
            }
            work.pictures = ["\(bytes.count)"]
        }
        return work
    }
}
