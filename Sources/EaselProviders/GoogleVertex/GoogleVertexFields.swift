import EaselCore
import EaselProviderKit

/// Parameters of a request as members of the body.
///
/// A wire name is a path inside `generationConfig` (`imageConfig.aspectRatio`), or from the top of the body when it
/// begins with a slash (`/safetySettings`); so a card of a newer catalog reaches fields that this release does not know.
struct GoogleVertexFields: Sendable {
    /// Members of the body.
    private(set) var members: [String: JSONValue] = [:]
    private(set) var warnings: [GenerationWarning]

    /// One word for the four categories that every model has (1.3), under the key `safety`.
    static let safety: ParameterKey = "safety"

    /// What the Gemini API does not know (2.2).
    private static let vertexOnly: Set<String> = [
        "imageConfig.personGeneration", "imageConfig.prominentPeople", "imageConfig.imageOutputOptions",
        "audioTimestamp", "routingConfig", "modelConfig", "/modelArmorConfig", "/outputConfig",
    ]

    /// - Parameters:
    ///   - handled: parameters that the service writes itself.
    ///   - customary: wire names of common parameters for models without a card.
    init(
        _ parameters: RequestParameters, handled: Set<ParameterKey>, customary: [ParameterKey: String],
        at site: GoogleVertexSite
    ) {
        let writer = ParameterWriter(
            parameters, handled: handled.union([Self.safety]), customary: customary,
            provider: GoogleVertexProvider.descriptor.name)
        warnings = site.notices + writer.warnings
        for (name, value) in writer.fields.sorted(by: { $0.key < $1.key }) {
            guard site.platform == .vertex || !Self.vertexOnly.contains(name) else {
                warnings.append(
                    GenerationWarning(
                        .unsupported, parameter: Self.key(of: name, in: parameters),
                        "Only Vertex AI has \(name); the Gemini API was used, and it was not sent."))
                continue
            }
            set(name, value)
        }
        if let threshold = parameters.wireValue(Self.safety) { setSafety(threshold) }
    }

    /// Writes a value at a path of wire names.
    mutating func set(_ name: String, _ value: JSONValue) {
        let isTop = name.hasPrefix("/")
        let path = (isTop ? [] : ["generationConfig"]) + name.split(separator: isTop ? "/" : ".").map(String.init)
        members = Self.setting(value, at: path[...], in: members)
    }

    private mutating func setSafety(_ threshold: JSONValue) {
        let categories = ["HARASSMENT", "HATE_SPEECH", "SEXUALLY_EXPLICIT", "DANGEROUS_CONTENT"]
        members["safetySettings"] = .array(
            categories.map { .object(["category": .string("HARM_CATEGORY_\($0)"), "threshold": threshold]) })
    }

    /// The parameter behind a wire name.
    private static func key(of name: String, in parameters: RequestParameters) -> ParameterKey? {
        parameters.values.keys.first { key in
            parameters.wireFields(except: Set(parameters.values.keys).subtracting([key]))[name] != nil
        }
    }

    private static func setting(
        _ value: JSONValue, at path: ArraySlice<String>, in members: [String: JSONValue]
    ) -> [String: JSONValue] {
        guard let first = path.first else { return members }
        var members = members
        if path.count == 1 {
            members[first] = value
        } else {
            var inner: [String: JSONValue] = [:]
            if case .object(let known)? = members[first] { inner = known }
            members[first] = .object(setting(value, at: path.dropFirst(), in: inner))
        }
        return members
    }
}
