import EaselCore
import EaselProviderKit

/// The lists of models (wire sheet 0.1).
extension GoogleVertexClient {
    struct ListedModel: Decodable, Sendable {
        /// `models/m` or `publishers/google/models/m`.
        var name: String
        var displayName: Lenient<String>?
        var description: Lenient<String>?
        var inputTokenLimit: Lenient<Int>?
        var outputTokenLimit: Lenient<Int>?
        var supportedGenerationMethods: LenientArray<String>?
    }

    private struct Page: Decodable, Sendable {
        var models: LenientArray<ListedModel>?
        var publisherModels: LenientArray<ListedModel>?
        var nextPageToken: Lenient<String>?
    }

    /// Every listed model, of at most ten pages.
    func models() async throws(EaselError) -> [ListedModel] {
        let site = try siteForLists()
        let api = try api(site)
        let path = site.platform == .gemini ? "v1beta/models" : "v1beta1/publishers/google/models"
        var models: [ListedModel] = []
        var token: String?
        for _ in 0..<10 {
            let query = [("pageSize", "100")] + (token.map { [("pageToken", $0)] } ?? [])
            let page = try await api.value(Page.self, from: try api.call(.get, path, query: query))
            models += (page.models?.elements ?? []) + (page.publisherModels?.elements ?? [])
            token = page.nextPageToken?.value.flatMap { $0.isEmpty ? nil : $0 }
            if token == nil { break }
        }
        return models
    }
}

extension GoogleVertexClient.ListedModel {
    private var id: String { name.split(separator: "/").last.map(String.init) ?? name }

    /// What the words in its name stand for; nil for models that make none of it, such as embeddings.
    var modality: Modality? {
        let words = Set(id.split { $0 == "-" || $0 == "." }.map(String.init))
        let others: Set<String> = [
            "embedding", "aqa", "live", "transcribe", "robotics", "computer", "imagen", "translate", "native",
        ]
        guard words.isDisjoint(with: others) else { return nil }
        if !words.isDisjoint(with: ["tts"]) { return .speech }
        if !words.isDisjoint(with: ["image", "banana"]) { return .image }
        if !words.isDisjoint(with: ["veo", "omni"]) { return .video }
        if words.contains("lyria") { return .audio }
        if let methods = supportedGenerationMethods?.elements, !methods.contains("generateContent") { return nil }
        return !words.isDisjoint(with: ["gemini", "gemma"]) ? .text : nil
    }

    var card: ModelCard {
        let title = ControlText.oneLine(String((displayName?.value ?? id).prefix(80)))
        var card = ModelCard(
            provider: GoogleVertexProvider.id, model: ModelID(rawValue: ControlText.oneLine(id)),
            modality: modality ?? .text, name: title,
            summary: ControlText.oneLine(String((description?.value ?? "").prefix(200))), origin: .listed)
        card.limits = ModelLimits(
            contextTokens: inputTokenLimit?.value, outputTokens: outputTokenLimit?.value)
        switch card.modality {
        case .text:
            card.parameters = GoogleVertexCatalog.textParameters
            card.inputs = [GoogleVertexCatalog.anything]
        default: break
        }
        return card
    }
}
