import EaselCore
import EaselProviderKit

/// The OpenAPI document of one endpoint: what goes in, and what comes out (wire sheet A18).
struct FalSchema: Sendable {
    private let resolver: SchemaResolver
    private let inputNode: SchemaNode?
    private let outputs: [SchemaProperty]
    private let category: String?
    let name: String
    let summary: String

    init(_ document: JSONValue, endpoint: String) {
        let resolver = SchemaResolver(document: document)
        let path = "/\(endpoint)"
        let named = { (ending: String) in
            resolver.names(at: ["components", "schemas"]).first { $0.hasSuffix(ending) && $0 != "QueueStatus" }
                .flatMap { resolver.node(at: ["components", "schemas", $0]) }
        }
        let json = ["content", "application/json", "schema"]
        let answer = ["get", "responses", "200"] + json
        let output =
            resolver.node(at: ["paths", "\(path)/requests/{request_id}"] + answer) ?? named("Output") ?? SchemaNode()
        self.resolver = resolver
        inputNode = resolver.node(at: ["paths", path, "post", "requestBody"] + json) ?? named("Input")
        outputs = resolver.properties(of: output)
        category = resolver.value(at: ["info", "x-fal-metadata", "category"])?.string
        name = endpoint.split(separator: "/").dropFirst().joined(separator: "/")
        let kind = category.map { "\(ControlText.oneLine(String($0.prefix(40)))), " } ?? ""
        summary = "An endpoint of fal.ai: \(kind)described by its published schema."
    }

    func input(_ modality: Modality, _ dialect: SchemaDialect) -> InputSchema? {
        inputNode.flatMap { InputSchema($0, resolver, modality: modality, dialect: dialect) }
    }

    /// The sound comes as hexadecimal digits unless `output_format` says `url` (MiniMax, A19).
    var answersInDigits: Bool {
        let format = resolver.properties(of: inputNode ?? SchemaNode()).first { $0.name == "output_format" }?.node
        guard case .array(let words)? = format?["enum"] else { return false }
        return Set(words) == ["url", "hex"]
    }

    /// Whether the output holds what the modality is.
    func makes(_ modality: Modality) -> Bool {
        let kinds = Set(outputs.compactMap(kind))
        // A clip may come with its sound or its last picture, a picture with prose: the first of these is what it makes.
        let main = ["video", "image", "audio", "text"].first { kinds.contains($0) }
        switch modality {
        case .text: return main == "text"
        case .image: return main == "image"
        case .video: return main == "video"
        // Nothing in the output tells a song from a voice; the category does.
        case .audio: return main == "audio" && category != "text-to-speech"
        case .speech:
            return main == "audio" && !["text-to-audio", "audio-to-audio", "video-to-audio"].contains(category)
        }
    }

    /// `image`, `video`, `audio` or `text`; nil for a property that says nothing of it.
    private func kind(_ property: SchemaProperty) -> String? {
        let name = property.name.lowercased()
        if ["output", "text"].contains(name) { return isText(property.node) ? "text" : nil }
        let family = ["video", "image", "audio"].first { name.contains($0) }
        guard let family, isMedia(property.node) || (name.hasSuffix("_url") && isText(property.node)) else {
            return nil
        }
        return family
    }

    private func isText(_ node: SchemaNode) -> Bool { node.type == "string" }

    /// A file object, a list of them, or a choice with one among it.
    private func isMedia(_ node: SchemaNode) -> Bool {
        if case .object(let members)? = node["properties"] { return members["url"] != nil }
        if node.type == "array", let items = node["items"] {
            let item = resolver.resolve(items)
            return item.type == "string" || isMedia(item)
        }
        return node.branches.contains { isMedia($0) }
    }
}
