import EaselCore
import EaselProviderKit

/// The two doors to Google's models.
enum GoogleVertexPlatform: String, Sendable, Codable, Hashable, CaseIterable {
    /// The Gemini Developer API, with a key.
    case gemini
    /// Vertex AI, with an access token and a project.
    case vertex
}

/// Where the requests for a model go, and where a job stays until it is done. It goes into a job's handle.
struct GoogleVertexSite: Sendable, Codable, Hashable {
    var platform: GoogleVertexPlatform
    /// Of Vertex AI only.
    var project: String?
    /// Of Vertex AI only.
    var location: String?
    /// What has to be told about the choice, such as a location that does not serve the model.
    var notices: [GenerationWarning] = []

    /// `projects/p/locations/l`, empty at the Gemini API.
    var parent: String {
        guard platform == .vertex else { return "" }
        return "projects/\(project ?? "")/locations/\(location ?? "global")"
    }

    /// The path of a model's method: `v1beta1/projects/…/publishers/google/models/m:generateContent`.
    ///
    /// Both versions are the widest of their platform: the SDK's own default for Vertex AI, and at the Gemini API the one
    /// that knows the `-latest` names (wire sheet 0, 0.1).
    func path(_ model: ModelID, _ verb: String, version: String? = nil) -> String {
        "\(version ?? usualVersion)/\(resource(of: model)):\(verb)"
    }

    /// The path of the Interactions API (wire sheet 11): `…/interactions`, or of one interaction, or of its method.
    func interactionsPath(_ id: String? = nil, _ method: String? = nil) -> String {
        let place = [usualVersion, parent, "interactions"].filter { !$0.isEmpty } + [id, method].compactMap(\.self)
        return place.joined(separator: "/")
    }

    /// The name of a model as the API has it, without a version; ids that are whole names stay (wire sheet 0.1).
    func resource(of model: ModelID) -> String {
        let id = model.rawValue
        let parts = id.split(separator: "/", omittingEmptySubsequences: false)
        if ["projects", "tunedModels"].contains(parts.first) { return id }
        guard platform == .vertex else { return parts.count > 1 ? id : "models/\(id)" }
        switch parts.first {
        case "publishers": return "\(parent)/\(id)"
        case "models": return "\(parent)/publishers/google/\(id)"
        default:
            return parts.count == 2
                ? "\(parent)/publishers/\(parts[0])/models/\(parts[1])" : "\(parent)/publishers/google/models/\(id)"
        }
    }

    var usualVersion: String { platform == .vertex ? "v1beta1" : "v1beta" }
}
