import Foundation

/// Models, versions, collections and search (sheet B11).
struct ReplicateModelRoutes: Sendable {
    let predictions: ReplicatePredictionRoutes

    func respond(to call: ReplicateCall) async throws -> SandboxReply {
        let path = call.segments
        switch (call.method, path[0], path.count) {
        case ("GET", "models", 1): return call.page(ReplicateModelTable.all.map(json), size: 10)
        case ("QUERY", "models", 1): return found(call)
        case ("GET", "search", 1): return try search(call)
        case ("GET", "collections", 1):
            return call.page(
                ReplicateModelTable.collections.map {
                    ["name": .string($0.name), "slug": .string($0.slug), "description": .string($0.name)]
                })
        case ("GET", "collections", 2): return try collection(path[1])
        case (_, "models", 3...): return try await model(call)
        default: throw ReplicateFailure.methodNotAllowed
        }
    }

    private func model(_ call: ReplicateCall) async throws -> SandboxReply {
        let path = call.segments
        guard let model = ReplicateModelTable.model("\(path[1])/\(path[2])") else { throw ReplicateFailure.notFound }
        switch (call.method, path.dropFirst(3).first, path.count) {
        case ("GET", nil, _): return SandboxReply(json: json(model))
        case ("POST", "predictions", 4):
            // The route is for official models only; the words for others are UNVERIFIED (sheet B2).
            guard model.isOfficial else { throw ReplicateFailure.notFound }
            return try await predictions.create(call, model: model)
        case ("GET", "versions", 4): return call.page([version(model)])
        case ("GET", "versions", 5):
            guard path[4] == model.version else { throw ReplicateFailure.notFound }
            return SandboxReply(json: version(model))
        case ("GET", "readme", 4):
            return SandboxReply(contentType: "text/plain", body: Data("# \(model.name)\n\n\(model.summary)\n".utf8))
        case ("GET", "examples", 4): return call.page([example(model)])
        default: throw ReplicateFailure.methodNotAllowed
        }
    }

    /// `QUERY /models` with the words as its body. The API description says text/plain; Replicate's newer SDK says nothing,
    /// so another type is only noted.
    private func found(_ call: ReplicateCall) -> SandboxReply {
        let isPlain = call.request.header("content-type")?.hasPrefix("text/plain") == true
        let words = String(decoding: call.request.body, as: UTF8.self)
        return call.page(matches(words).map(json), size: 10).noting(isPlain ? [] : ["the query is not text/plain"])
    }

    private func search(_ call: ReplicateCall) throws -> SandboxReply {
        guard let query = call.request.queryValue("query"), !query.isEmpty else {
            throw ReplicateFailure(status: 400, title: "Bad request", detail: "query is required")
        }
        let models: [JSON] = matches(query).prefix(20).map {
            [
                "model": json($0),
                "metadata": ["generated_description": .string($0.summary), "tags": ["sandbox"], "score": 0.5],
            ]
        }
        return SandboxReply(
            json: ["query": .string(query), "models": .array(models), "collections": [], "pages": []] as JSON)
    }

    private func matches(_ query: String) -> [ReplicateModel] {
        let words = query.lowercased().split { !$0.isLetter && !$0.isNumber }.filter { $0.count > 2 }
        return ReplicateModelTable.all.filter { model in
            let text = "\(model.id) \(model.summary)".lowercased()
            return words.contains { text.contains($0) }
        }
    }

    private func collection(_ slug: String) throws -> SandboxReply {
        guard let collection = ReplicateModelTable.collections.first(where: { $0.slug == slug }) else {
            throw ReplicateFailure.notFound
        }
        return SandboxReply(
            json: [
                "name": .string(collection.name), "slug": .string(slug), "description": .string(collection.name),
                "full_description": nil, "models": .array(collection.models().map(json)),
            ] as JSON)
    }

    private func json(_ model: ReplicateModel) -> JSON {
        [
            "url": .string("https://replicate.com/\(model.id)"), "owner": .string(model.owner),
            "name": .string(model.name), "description": .string(model.summary), "visibility": "public",
            "is_official": .bool(model.isOfficial), "run_count": 18_474_520, "github_url": nil, "paper_url": nil,
            "license_url": nil, "cover_image_url": nil, "default_example": example(model),
            "latest_version": version(model),
        ]
    }

    private func version(_ model: ReplicateModel) -> JSON {
        [
            "id": .string(model.version), "created_at": "2026-04-07T09:12:44.183911Z", "cog_version": "0.16.2",
            "openapi_schema": ReplicateSchemaDocument(model).document,
        ]
    }

    /// A prediction as it stood when its author made it the model's example.
    private func example(_ model: ReplicateModel) -> JSON {
        let file = "https://replicate.delivery/xezq/aBcDeFgH/"
        let output: JSON =
            switch model.output {
            case .picture: .string(file + "out-0.webp")
            case .pictures: .array([.string(file + "out-0.webp")])
            case .clip: .string(file + "tmp1.mp4")
            case .tune, .voice: .string(file + "output.mp3")
            case .stems: ["drums": .string(file + "drums.mp3"), "guitar": nil]
            case .tokens: ["Here", " is", " a haiku"]
            case .words: "hello Alice"
            }
        return [
            "id": "gm3qorzdhgbfurvjtvhg6dckhu", "model": .string(model.id), "version": .string(model.version),
            "input": ["prompt": "a red panda"], "logs": "", "output": output, "error": nil, "status": "succeeded",
            "created_at": "2023-09-08T16:19:34.765994Z", "started_at": "2023-09-08T16:19:34.779176Z",
            "completed_at": "2023-09-08T16:19:34.791859Z", "metrics": ["predict_time": 0.012683],
            "urls": ["get": "https://api.replicate.com/v1/predictions/gm3qorzdhgbfurvjtvhg6dckhu"],
        ]
    }
}
