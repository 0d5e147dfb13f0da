import EaselCore
import EaselProviderKit
import Foundation

/// Looking models up (wire sheet B11).
extension ReplicateClient {
    private struct Page: Decodable, Sendable {
        var results: LenientArray<ReplicateCatalog.Model>?
        var next: Lenient<String>?
    }

    private struct Collection: Decodable, Sendable { var models: LenientArray<ReplicateCatalog.Model>? }

    private static let limit = 64 << 20
    private static let mostPages = 2

    /// `GET /models/{owner}/{name}`.
    func model(_ name: String) async throws(EaselError) -> ReplicateCatalog.Model {
        try await api.value(ReplicateCatalog.Model.self, from: try api.call(.get, "models/\(name)"), limit: Self.limit)
    }

    /// `GET /models/{owner}/{name}/versions/{id}`.
    func version(_ id: String, of name: String) async throws(EaselError) -> ReplicateCatalog.Version {
        let call = try api.call(.get, "models/\(name)/versions/\(id)")
        return try await api.value(ReplicateCatalog.Version.self, from: call, limit: Self.limit)
    }

    /// `GET /collections/{slug}`.
    func collection(_ slug: String) async throws(EaselError) -> [ReplicateCatalog.Model] {
        let call = try api.call(.get, "collections/\(slug)")
        return try await api.value(Collection.self, from: call, limit: Self.limit).models?.elements ?? []
    }

    /// `QUERY /models` with the words as its body, at most two pages.
    func search(_ words: String) async throws(EaselError) -> [ReplicateCatalog.Model] {
        let query = Data(words.utf8)
        var call = try api.call(.query, "models").with(body: query, type: "text/plain")
        var models: [ReplicateCatalog.Model] = []
        for _ in 0..<Self.mostPages {
            let page = try await api.value(Page.self, from: call, limit: Self.limit)
            models += page.results?.elements ?? []
            guard let next = resolve(page.next?.value), OriginSet([api.base].compactMap(\.self)).contains(next) else {
                break
            }
            call = try api.call(.query, at: next).with(body: query, type: "text/plain")
        }
        return models
    }
}
