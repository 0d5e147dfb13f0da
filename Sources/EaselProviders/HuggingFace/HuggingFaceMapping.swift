import EaselCore
import EaselProviderKit
import Foundation

/// One inference provider that serves a model, as the Hub tells it (wire sheet B3).
struct HuggingFaceMapping: Sendable, Hashable {
    var provider: String
    /// The provider's own id of the model; the router finds the model by it.
    var providerID: String
    var task: String
    /// `live`, `staging`, or `error` where the Hub's last health check failed.
    var status: String
    /// The file of a LoRA, relative to the model's page at the Hub.
    var weights: String?

    /// Reads the route of a card; nil unless it names both.
    init?(route: String?, task: HuggingFaceTask) {
        guard let route, let slash = route.firstIndex(of: "/"), slash > route.startIndex else { return nil }
        provider = String(route[..<slash])
        providerID = String(route[slash...].dropFirst())
        self.task = task.rawValue
        status = "live"
    }

    init(provider: String, providerID: String, task: String, status: String = "live") {
        self.provider = provider
        self.providerID = providerID
        self.task = task
        self.status = status
    }
}

extension HuggingFaceMapping {
    /// All mappings of a model: an object by provider for one model, a list in a list of models.
    struct All: Decodable, Sendable {
        var entries: [HuggingFaceMapping]

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let byName = try? container.decode([String: Lenient<Entry>].self) {
                entries = byName.compactMap { name, entry in entry.value?.mapping(of: name) }
            } else {
                let list = try container.decode(LenientArray<Entry>.self).elements
                entries = list.compactMap { entry in entry.provider?.value.flatMap(entry.mapping) }
            }
        }
    }

    /// `GET /api/models/{id}?expand[]=inferenceProviderMapping`.
    struct Page: Decodable, Sendable {
        var id: String
        var pipelineTag: Lenient<String>?
        var mapping: Lenient<All>?

        enum CodingKeys: String, CodingKey {
            case id
            case pipelineTag = "pipeline_tag"
            case mapping = "inferenceProviderMapping"
        }
    }

    struct Entry: Decodable, Sendable {
        var provider: Lenient<String>?
        var providerID: Lenient<String>?
        var task: Lenient<String>?
        var status: Lenient<String>?
        var weights: Lenient<String>?

        enum CodingKeys: String, CodingKey {
            case provider, task, status
            case providerID = "providerId"
            case weights = "adapterWeightsPath"
        }

        func mapping(of provider: String) -> HuggingFaceMapping? {
            guard let id = providerID?.value, let task = task?.value else { return nil }
            var mapping = HuggingFaceMapping(
                provider: provider, providerID: id, task: task, status: status?.value ?? "live")
            mapping.weights = weights?.value
            return mapping
        }
    }

    /// The mappings of a page in the order in which its text has them: the account's order of preference, which a
    /// dictionary would lose.
    static func ordered(_ page: Page, in body: Data) -> [HuggingFaceMapping] {
        let places = (page.mapping?.value?.entries ?? []).map { entry in
            (entry, body.firstRange(of: Data("\"\(entry.provider)\":".utf8))?.lowerBound ?? body.endIndex)
        }
        return places.sorted { $0.1 == $1.1 ? $0.0.provider < $1.0.provider : $0.1 < $1.1 }.map(\.0)
    }
}
