/// The lists of models: `GET models` of the Gemini API, `GET publishers/google/models` of Vertex AI (sheet 0.1).
struct GoogleModelRoutes: GoogleRoutes {
    func respond(to call: GoogleCall) async throws -> SandboxReply? {
        guard call.request.method == "GET", call.verb == nil else { return nil }
        switch (call.surface, call.resource) {
        case ("gemini", "models"): return page(call.request, under: "models", Self.gemini.map(Self.row))
        case ("vertex", "publishers/google/models"):
            return page(call.request, under: "publisherModels", Self.vertex.map(Self.publisherRow))
        default: break
        }
        guard let id = call.model, call.surface == "gemini" else { return nil }
        guard let model = GoogleModel.named(id, version: call.version) else {
            throw GoogleFailure.unknownModel(call.resource)
        }
        return SandboxReply(json: Self.row(model))
    }

    private static let gemini = GoogleModel.all.filter { $0.surface != "vertex" }
    private static let vertex = GoogleModel.all.filter { $0.surface != "gemini" }

    /// A page of at most `pageSize` rows, 50 unless told; the token is the number of the first row.
    private func page(_ request: SandboxRequest, under name: String, _ rows: [JSON]) -> SandboxReply {
        let size = min(max(request.queryValue("pageSize").flatMap { Int($0) } ?? 50, 1), 1000)
        let start = min(max(request.queryValue("pageToken").flatMap { Int($0) } ?? 0, 0), rows.count)
        let end = min(start + size, rows.count)
        var members: [String: JSON] = [name: .array(Array(rows[start..<end]))]
        if end < rows.count { members["nextPageToken"] = .string(String(end)) }
        return SandboxReply(json: JSON.object(members))
    }

    private static func row(_ model: GoogleModel) -> JSON {
        let methods: JSON =
            model.output == .audio
            ? ["generateContent", "countTokens"]
            : ["generateContent", "countTokens", "createCachedContent", "batchGenerateContent"]
        return [
            "name": .string(model.resource), "version": "001", "displayName": .string(model.id),
            "description": .string("A stand-in for \(model.id)."),
            "inputTokenLimit": .integer(Int64(model.inputTokens)),
            "outputTokenLimit": .integer(Int64(model.outputTokens)), "supportedGenerationMethods": methods,
            "temperature": 1, "topP": 0.95, "topK": 64, "maxTemperature": 2, "thinking": .bool(!model.levels.isEmpty),
        ]
    }

    private static func publisherRow(_ model: GoogleModel) -> JSON {
        [
            "name": .string("publishers/google/models/\(model.id)"), "versionId": "default",
            "openSourceCategory": "PROPRIETARY", "launchStage": "GA",
            "publisherModelTemplate": .string(
                "projects/{user-project}/locations/{location}/publishers/google/models/\(model.id)"),
        ]
    }
}
