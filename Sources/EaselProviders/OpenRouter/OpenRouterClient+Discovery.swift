import EaselCore
import EaselProviderKit

/// What OpenRouter publishes of its models; no key is needed (wire sheet A1, A4.2, A6, A8.1).
extension OpenRouterClient {
    private struct Rows<Row: Decodable & Sendable>: Decodable, Sendable { var data: LenientArray<Row>? }
    private struct Single<Row: Decodable & Sendable>: Decodable, Sendable { var data: Row? }

    private struct Endpoints<Row: Decodable & Sendable>: Decodable, Sendable {
        var endpoints: LenientArray<Row>?
    }

    /// `GET /models`; the default of the API would be text models only (A8.1).
    func models(putting modality: Modality) async throws(EaselError) -> [OpenRouterCatalog.Entry] {
        try await rows(try api.call(.get, "models", query: [("output_modalities", modality.rawValue)]))
    }

    /// `GET /images/models`: painters with typed parameters.
    func imageModels() async throws(EaselError) -> [OpenRouterCatalog.Painter] {
        try await rows(try api.call(.get, "images/models"))
    }

    /// `GET /videos/models`.
    func videoModels() async throws(EaselError) -> [OpenRouterCatalog.Filmer] {
        try await rows(try api.call(.get, "videos/models"))
    }

    /// `GET /model/{author}/{slug}`, nil for an id that is not known.
    func model(_ model: ModelID) async throws(EaselError) -> OpenRouterCatalog.Entry? {
        try await ifKnown(Single<OpenRouterCatalog.Entry>.self, "model/\(model.rawValue)")?.data
    }

    /// Who serves a picture model, and for how much; empty for a model that `/images` does not have.
    func imageEndpoints(_ model: ModelID) async throws(EaselError) -> [OpenRouterCatalog.Painter.Endpoint] {
        try await ifKnown(
            Endpoints<OpenRouterCatalog.Painter.Endpoint>.self, "images/models/\(model.rawValue)/endpoints")?
            .endpoints?.elements ?? []
    }

    /// Who serves any other model.
    func endpoints(_ model: ModelID) async throws(EaselError) -> [OpenRouterCatalog.Endpoint] {
        try await ifKnown(
            Single<Endpoints<OpenRouterCatalog.Endpoint>>.self, "models/\(model.rawValue)/endpoints")?
            .data?.endpoints?.elements ?? []
    }

    private func rows<Row: Decodable & Sendable>(_ call: HTTPCall) async throws(EaselError) -> [Row] {
        try await api.value(Rows<Row>.self, from: call, access: .open, limit: 32 << 20).data?.elements ?? []
    }

    private func ifKnown<Value: Decodable & Sendable>(
        _ type: Value.Type, _ path: String
    ) async throws(EaselError) -> Value? {
        do {
            return try await api.value(type, from: try api.call(.get, path), access: .open)
        } catch {
            if error.httpStatus == 404 || error.kind == .modelNotFound { return nil }
            throw error
        }
    }
}
