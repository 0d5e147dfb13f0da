import EaselCore
import EaselProviderKit

/// The endpoints of OpenRouter that Easel calls (wire sheet A1, A2).
struct OpenRouterClient: Sendable {
    let api: APIClient

    init(_ context: ProviderContext) {
        // The pair names the program in OpenRouter's statistics; a localhost address is allowed with a title (A1).
        let headers: HeaderFields = ["HTTP-Referer": "http://localhost", "X-OpenRouter-Title": "Easel"]
        let profile = APIProfile(
            OpenRouterProvider.descriptor, scheme: "Bearer", headers: headers, classify: OpenRouterErrorMapping.error)
        api = APIClient(profile, base: context.endpoints["api"], context: context)
    }

    /// `GET /models`; the default of the API would be text models only (A8.1).
    func models(putting modality: Modality) async throws(EaselError) -> [OpenRouterCatalog.Entry] {
        let call = try api.call(.get, "models", query: [("output_modalities", modality.rawValue)])
        return try await api.value(OpenRouterCatalog.Listing.self, from: call, access: .open, limit: 32 << 20).data?
            .elements ?? []
    }
}
