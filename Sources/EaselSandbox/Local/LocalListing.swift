import Foundation

/// `GET /models` and the probes of each server (sheet C1, C2).
struct LocalListing: Sendable {
    let dialect: LocalDialect

    func models() -> SandboxReply {
        var body: [String: JSON] = ["object": "list"]
        body["data"] = dialect.models.isEmpty ? .null : .array(dialect.models.map(item))
        return SandboxReply(json: JSON.object(body))
    }

    func model(_ name: String) throws -> SandboxReply {
        guard let model = dialect.models.first(where: { $0.id == name }) else {
            throw LocalFailure.unknownModel(name, dialect)
        }
        return SandboxReply(json: item(model))
    }

    /// Probes and native routes that live beside `/v1` on a real server; nil when this one has no such path.
    func probe(_ path: String, _ request: SandboxRequest) throws -> SandboxReply? {
        switch (dialect, path) {
        case (.ollama, "api/version"), (.emptyOllama, "api/version"): return SandboxReply(json: ["version": "0.12.6"])
        case (.ollama, "api/tags"), (.emptyOllama, "api/tags"):
            return SandboxReply(json: [
                "models": JSON.array(dialect.models.map { ["name": .string($0.id), "model": .string($0.id)] })
            ])
        case (.ollama, "api/show"), (.emptyOllama, "api/show"): return show(request)
        case (.llamaCpp, "health"): return SandboxReply(json: ["status": "ok"])
        case (.localAI, "models/capabilities"): return capabilities()
        case (.localAI, "readyz"), (.localAI, "healthz"): return SandboxReply(contentType: "text/plain", body: .init())
        case (.omni, "audio/voices"):
            return SandboxReply(json: ["voices": ["vivian", "ryan", "serena"]] as JSON)
        case (.kokoro, "audio/voices"):
            return SandboxReply(
                json: [
                    "voices": [
                        ["id": "af_heart", "name": "af_heart"], ["id": "af_bella", "name": "af_bella"],
                        ["id": "bm_george", "name": "bm_george"],
                    ]
                ] as JSON)
        case (.vllm, "health"), (.omni, "health"): return SandboxReply(contentType: "text/plain", body: .init())
        case (.vllm, "version"): return SandboxReply(json: ["version": "0.15.0"])
        default: return nil
        }
    }

    private func capabilities() -> SandboxReply {
        let words = ["text": "chat", "image": "image", "audio": "tts"]
        let items = dialect.models.map { model in
            [
                "id": .string(model.id), "object": "model", "capabilities": [.string(words[model.makes] ?? "chat")],
                "input_modalities": ["text"], "output_modalities": [.string(model.makes)],
            ] as JSON
        }
        return SandboxReply(json: ["object": "list", "data": .array(items)] as JSON)
    }

    private func show(_ request: SandboxRequest) -> SandboxReply {
        let name = JSON(parsing: request.body)?["model"]?.string
        guard let model = dialect.model(name) else {
            return SandboxReply(status: 404, json: ["error": "model '\(name ?? "")' not found"])
        }
        var capabilities: [JSON] = ["completion"]
        if model.sees { capabilities.append("vision") }
        if model.thinks { capabilities += ["tools", "thinking"] }
        return SandboxReply(json: [
            "capabilities": JSON.array(capabilities), "model_info": ["general.architecture": "llama"],
        ])
    }

    private func item(_ model: LocalModel) -> JSON {
        var members: [String: JSON] = ["id": .string(model.id), "object": "model"]
        if dialect != .localAI { members["created"] = 1_746_000_000 }
        switch dialect {
        case .localAI: break
        case .kokoro: members["owned_by"] = "kokoro"
        case .ollama, .emptyOllama: members["owned_by"] = "library"
        case .llamaCpp:
            members["owned_by"] = "llamacpp"
            members["meta"] = [
                "vocab_type": 2, "n_vocab": 201_088, "n_ctx_train": 131_072, "n_embd": 2880, "n_params": 20_914_757_184,
                "size": 12_104_079_744,
            ]
            members["architecture"] = [
                "input_modalities": model.sees ? ["text", "image"] : ["text"], "output_modalities": ["text"],
            ]
        case .vllm, .omni:
            members["owned_by"] = "vllm"
            members["root"] = .string(model.id)
            members["parent"] = .null
            members["max_model_len"] = 32_768
            members["permission"] = []
        }
        return .object(members)
    }
}
