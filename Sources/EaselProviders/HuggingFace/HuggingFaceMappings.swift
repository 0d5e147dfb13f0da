import EaselCore

/// What was learnt from the Hub about who serves which model: asked once per model, because the Hub counts requests
/// (wire sheet B7).
actor HuggingFaceMappings {
    private var known: [String: [HuggingFaceMapping]] = [:]

    func of(_ hubID: String) -> [HuggingFaceMapping]? { known[hubID] }

    func keep(_ mappings: [HuggingFaceMapping], of hubID: String) { known[hubID] = mappings }
}
