import EaselCore
import EaselProviderKit

/// The bare input object of every media model (wire sheet A4). Its field names are data: they come from the model's card,
/// which comes from the sheet or from the model's published schema.
struct FalInputWire: Encodable, Sendable {
    private let fields: FlatFields
    /// What was asked for and is not in the object.
    let warnings: [GenerationWarning]

    /// - Parameters:
    ///   - files: the fields of the attachments.
    ///   - customary: names of common parameters for models without a card.
    init<Kind>(_ request: MediaRequest<Kind>, files: [String: JSONValue], customary: [ParameterKey: String]) {
        let writer = ParameterWriter(request.parameters, handled: [], customary: customary, provider: "fal.ai")
        let route = FalRoute(request.facts.route, Kind.modality)
        var fields = writer.fields.merging(files) { _, file in file }.merging(route.fixed) { given, _ in given }
        var warnings = writer.warnings
        let isBlank = request.prompt.allSatisfy(\.isWhitespace)
        if let name = route.prompt {
            if !isBlank { fields[name] = .string(request.prompt) }
        } else if !isBlank {
            warnings.append(GenerationWarning(.unsupported, "\(request.model) takes no prompt; it was not sent."))
        }
        for name in Self.sizeFields { fields[name] = fields[name].map(FalImageWire.size) }
        self.fields = FlatFields(Self.nested(fields))
        self.warnings = warnings
    }

    func encode(to encoder: any Encoder) throws { try fields.encode(to: encoder) }

    private static let sizeFields = ["image_size", "video_size"]

    /// `voice_setting.speed` is the field `speed` of the object `voice_setting`.
    private static func nested(_ fields: [String: JSONValue]) -> [String: JSONValue] {
        var result = fields.filter { !$0.key.contains(".") }
        for (name, value) in fields.sorted(by: { $0.key < $1.key }) where name.contains(".") {
            let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { continue }
            var inner: [String: JSONValue] = [:]
            if case .object(let members)? = result[parts[0]] { inner = members }
            inner[parts[1]] = value
            result[parts[0]] = .object(inner)
        }
        return result
    }
}
