import EaselCore
import EaselProviderKit
import Foundation

extension ReplicateCatalog {
    /// A model as Replicate lists it (wire sheet B11).
    struct Model: Decodable, Sendable {
        struct Example: Decodable, Sendable { var output: JSONValue? }

        var owner: String
        var name: String
        var description: Lenient<String>?
        var isOfficial: Lenient<Bool>?
        var visibility: Lenient<String>?
        var defaultExample: Lenient<Example>?
        var latestVersion: Version?

        enum CodingKeys: String, CodingKey {
            case owner, name, description, visibility
            case isOfficial = "is_official"
            case defaultExample = "default_example"
            case latestVersion = "latest_version"
        }
    }

    struct Version: Decodable, Sendable {
        var id: String
        var schema: JSONValue?

        enum CodingKeys: String, CodingKey {
            case id
            case schema = "openapi_schema"
        }
    }
}

extension ReplicateCatalog.Model {
    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        owner = try container.decode(String.self, forKey: .owner)
        name = try container.decode(String.self, forKey: .name)
        description = try container.decodeIfPresent(Lenient<String>.self, forKey: .description)
        isOfficial = try container.decodeIfPresent(Lenient<Bool>.self, forKey: .isOfficial)
        visibility = try container.decodeIfPresent(Lenient<String>.self, forKey: .visibility)
        defaultExample = try container.decodeIfPresent(Lenient<Example>.self, forKey: .defaultExample)
        // The recordings have an empty object here, too.
        latestVersion = try container.decodeIfPresent(
            Lenient<ReplicateCatalog.Version>.self, forKey: .latestVersion)?.value
    }

    /// The `Input` and `Output` of the published schema, with the document that their references point into.
    var schema: (resolver: SchemaResolver, input: SchemaNode, output: SchemaNode?)? {
        guard let document = latestVersion?.schema else { return nil }
        let resolver = SchemaResolver(document: document)
        guard let input = resolver.node(at: ["components", "schemas", "Input"]) else { return nil }
        return (resolver, input, resolver.node(at: ["components", "schemas", "Output"]))
    }

    /// The card for a modality, nil when the model makes something else. Without a schema it is a mere listing.
    func card(_ modality: Modality) -> ModelCard? {
        guard makes(modality) else { return nil }
        let id = ModelID(rawValue: "\(owner)/\(name)")
        var route = ReplicateClient.Route(version: isOfficial?.value == true ? nil : latestVersion?.id)
        var card = ModelCard(
            provider: ReplicateProvider.id, model: id, modality: modality,
            name: ControlText.oneLine("\(owner)/\(name)"),
            summary: ControlText.oneLine(String((description?.value ?? "").prefix(200))), origin: .listed)
        if let schema,
            let input = InputSchema(
                schema.input, schema.resolver, modality: modality, dialect: ReplicateCatalog.dialect(modality))
        {
            card.origin = .schema
            card.parameters = input.parameters + [ReplicateCatalog.deadline]
            card.inputs = input.inputs.map { Self.marked($0, schema) }
            card.limits.promptCharacters = input.prompt?.maximumLength
            route.prompt = input.prompt?.wireName ?? ReplicateClient.Route.noPrompt
            let names = schema.resolver.properties(of: schema.input).map(\.name)
            if modality == .text, names.contains("messages") { route.messages = "messages" }
        }
        card.route = route.text
        return card
    }

    /// A list is told from a single file by the ending `[]`, which the adapter takes off again.
    private static func marked(
        _ spec: InputSpec, _ schema: (resolver: SchemaResolver, input: SchemaNode, output: SchemaNode?)
    ) -> InputSpec {
        let property = schema.resolver.properties(of: schema.input).first { $0.name == spec.wireName }
        guard let node = property?.node, ([node] + node.branches).contains(where: { $0.type == "array" }) else {
            return spec
        }
        var spec = spec
        spec.wireName = spec.wireName.map { "\($0)[]" }
        return spec
    }
}

/// What a model makes (wire sheet B5). The schema only tells text from files, so the kind of file is read off the ending of
/// the example's output; where there is no sign, the modality that was asked for is believed.
extension ReplicateCatalog.Model {
    func makes(_ modality: Modality) -> Bool {
        let kinds = kinds
        return kinds.isEmpty || kinds.contains(modality)
    }

    private var kinds: Set<Modality> {
        if let family = exampleFamily {
            switch family {
            case "image": return [.image]
            case "video": return [.video]
            case "audio": return soundKinds
            default: break
            }
        }
        guard let output = schema?.output else { return [] }
        return Self.isText(output, schema?.resolver) ? [.text] : output["format"]?.string == "uri" ? Self.media : []
    }

    private static let media: Set<Modality> = [.image, .video, .audio, .speech]

    /// A file of sound is speech when the model has a field for the voice, music when it has one for lyrics.
    private var soundKinds: Set<Modality> {
        guard let schema else { return [.audio, .speech] }
        let names = Set(schema.resolver.properties(of: schema.input).map(\.name))
        if !names.isDisjoint(with: ["voice", "voice_id", "speaker", "gen_text", "reference_audio", "language_boost"]) {
            return [.speech]
        }
        return names.isDisjoint(with: ["text"]) && !names.isDisjoint(with: ["lyrics", "duration", "negative_prompt"])
            ? [.audio] : [.audio, .speech]
    }

    private static func isText(_ output: SchemaNode, _ resolver: SchemaResolver?) -> Bool {
        if output.type == "string" { return output["format"]?.string != "uri" }
        guard output.type == "array", let items = output["items"], let resolver else { return false }
        let item = resolver.resolve(items)
        return item.type == "string" && item["format"]?.string != "uri"
    }

    private var exampleFamily: String? {
        var found = [defaultExample?.value?.output].compactMap(\.self)
        // Outputs are lists of lists at most.
        for _ in 0..<3 {
            guard let next = found.first, next.string == nil else { break }
            switch next {
            case .array(let values): found = Array(values.prefix(1))
            case .object(let members):
                found = members.sorted { $0.key < $1.key }.map(\.value).filter { $0.string != nil }
            default: return nil
            }
        }
        guard let text = found.first?.string, let url = URL(string: text), url.scheme == "https" else { return nil }
        return MediaType(fileExtension: url.pathExtension)?.family
    }
}

extension ReplicateCatalog {
    static func dialect(_ modality: Modality) -> SchemaDialect {
        let prompts = SchemaDialect.customaryPrompts
        return SchemaDialect(
            // The text that a speech model says is the prompt, also where it has a style prompt beside it.
            prompts: modality == .speech ? ["text", "prompt"] + prompts : prompts,
            omitted: modality == .text ? ["messages"] : [],
            maximumBytes: ReplicateClient.largestUpload, takesAddresses: true)
    }

    /// Every prediction can be given an end (B2); the API description states the minimum.
    static let deadline = ParameterSpec(
        .replicateDeadline, "Give up after", kind: .integer(minimum: 5, maximum: 86_400, unit: "seconds")
    ).summary("Replicate ends the prediction after so many seconds; what had not begun by then is not charged.")
}
