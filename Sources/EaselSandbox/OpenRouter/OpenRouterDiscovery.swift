/// `GET /models`, `/model/…`, `/images/models` and their endpoint lists (sheet A4.2, A8.1). None needs a key.
struct OpenRouterDiscovery: Sendable {
    private static let modalities: Set<String> = [
        "text", "image", "embeddings", "audio", "video", "rerank", "decisions", "speech", "transcription", "all",
    ]

    func models(_ request: SandboxRequest) throws -> SandboxReply {
        let selected = try selection(request)
        let limit = try page(request, "limit", 1...1000) ?? 500
        let offset = try page(request, "offset", 0...1_000_000) ?? 0
        let shown = selected.dropFirst(offset).prefix(limit)
        let next = offset + limit < selected.count ? "/api/v1/models?offset=\(offset + limit)&limit=\(limit)" : nil
        return SandboxReply(
            json: OpenRouterModelList(
                data: shown.map(OpenRouterModelRow.init), totalCount: selected.count, links: .init(next: next)))
    }

    func count(_ request: SandboxRequest) throws -> SandboxReply {
        SandboxReply(json: ["data": ["count": .integer(Int64(try selection(request).count))] as JSON])
    }

    func model(_ id: Substring) throws -> SandboxReply {
        guard let model = OpenRouterCatalog.model(String(id)) else { throw OpenRouterFailure.notFound }
        return SandboxReply(json: ["data": OpenRouterModelRow(model)])
    }

    func imageModels() -> SandboxReply {
        SandboxReply(json: ["data": OpenRouterCatalog.models.compactMap(OpenRouterImageModelRow.init)])
    }

    func videoModels() -> SandboxReply {
        SandboxReply(json: ["data": OpenRouterCatalog.models.compactMap(OpenRouterVideoModelRow.init)])
    }

    /// `models/{author}/{slug}/endpoints` and `images/models/{author}/{slug}/endpoints`.
    func endpoints(_ path: String) throws -> SandboxReply {
        let isImage = path.hasPrefix("images/models/")
        let id = path.dropFirst(isImage ? 14 : 7).dropLast("/endpoints".count)
        guard let model = OpenRouterCatalog.model(String(id)) else { throw OpenRouterFailure.notFound }
        if isImage {
            guard let row = OpenRouterImageModelRow(model) else { throw OpenRouterFailure.notFound }
            return SandboxReply(json: row.endpointList(model))
        }
        return SandboxReply(json: ["data": OpenRouterModelEndpoints(model)])
    }

    /// Without `output_modalities` only models that write text are listed (sheet A8.1).
    private func selection(_ request: SandboxRequest) throws -> [OpenRouterModel] {
        let asked = request.queryValues("output_modalities")
        if let wrong = asked.first(where: { !Self.modalities.contains($0) }) {
            throw OpenRouterFailure.invalid("output_modalities: Invalid option: \(wrong)")
        }
        let wanted = asked.isEmpty ? ["text"] : asked
        let words = request.queryValue("q")?.lowercased()
        return OpenRouterCatalog.models.filter { model in
            (wanted.contains("all") || !Set(wanted).isDisjoint(with: model.outputs))
                && Set(request.queryValues("input_modalities")).isSubset(of: model.inputs)
                && Set(request.queryValues("supported_parameters")).isSubset(of: model.parameters)
                && (words.map { model.id.contains($0) || model.name.lowercased().contains($0) } ?? true)
        }
    }

    private func page(_ request: SandboxRequest, _ name: String, _ range: ClosedRange<Int>) throws -> Int? {
        guard let text = request.queryValue(name) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw OpenRouterFailure.invalid(
                "\(name): Invalid input: expected number in \(range.lowerBound)...\(range.upperBound)")
        }
        return number
    }
}
