import EaselCore
import EaselProviderKit

/// A request in the words that Hugging Face's tasks share, before it is known which inference provider takes it.
struct HuggingFaceOrder: Sendable {
    var model: HuggingFaceModel
    var task: HuggingFaceTask
    var prompt: String
    /// What the task starts from.
    var pictures: [MediaInput]
    /// Parameters by their names in the task specifications (wire sheet D2); `width` and `height` stand apart.
    var fields: [String: JSONValue]
    var pixels: PixelSize?
    /// How many results were asked for.
    var wanted: Int?
    var warnings: [GenerationWarning]
    /// Where the model's card says that it is served: `fal-ai/fal-ai/flux/dev` is provider and the provider's own id.
    var knownRoute: String?

    /// - Parameter customary: names of common parameters for models without a card.
    init<Kind: MediaKind>(
        _ request: MediaRequest<Kind>, _ task: HuggingFaceTask, customary: [ParameterKey: String]
    ) throws(EaselError) {
        let writer = ParameterWriter(request.parameters, handled: [], customary: customary, provider: "Hugging Face")
        model = HuggingFaceModel(request.model)
        self.task = task
        prompt = request.prompt
        fields = writer.fields
        warnings = writer.warnings
        wanted = request.parameters[.count]?.integer.map(Int.init)
        knownRoute = request.facts.route
        pictures = try Self.pictures(of: request, task)
        if let size = fields.removeValue(forKey: Self.size) {
            pixels = size.string.flatMap { PixelSize($0) }
            if pixels == nil {
                warnings.append(
                    GenerationWarning(
                        .unsupported, parameter: .size, "Hugging Face takes a size in pixels; it was not sent."))
            }
        }
        if let policy = model.policy {
            warnings.append(
                GenerationWarning(
                    .adjusted,
                    "“:\(policy)” chooses among providers of text only; the account's own order was used."))
        }
    }

    /// The field that a card writes pixels into; each route turns it into the provider's own form.
    static let size = "size"

    private static func pictures<Kind: MediaKind>(
        of request: MediaRequest<Kind>, _ task: HuggingFaceTask
    ) throws(EaselError) -> [MediaInput] {
        if let other = request.inputs.first(where: { $0.role != task.pictureRole || !isPicture($0) }) {
            throw EaselError(
                .unsupported,
                "Hugging Face's \(task.rawValue) takes no \(other.role.rawValue) file of type \(other.type).",
                provider: HuggingFaceProvider.id)
        }
        return request.inputs
    }

    /// The type of what is hosted is only guessed from its address; none means that the address does not tell.
    private static func isPicture(_ input: MediaInput) -> Bool {
        input.type.family == "image" || (input.hosted != nil && input.type == .binary)
    }
}

extension HuggingFaceOrder {
    /// Common parameters by the names that the orders use, to tell which one a provider has no field for.
    static let keys: [String: ParameterKey] = [
        "seed": .seed, "negative_prompt": .negativePrompt, "num_inference_steps": .steps,
        "guidance_scale": .guidanceScale, "num_images": .count, "aspect_ratio": .aspectRatio,
        "output_format": .format, "resolution": .resolution, "duration": .durationSeconds, "voice": .voice,
        "speed": .speed,
    ]

    /// The same order in a provider's words.
    ///
    /// - Parameters:
    ///   - names: the provider's names where they differ.
    ///   - ignored: what the provider has no field for: left out, with a warning.
    func renamed(_ names: [String: String] = [:], ignored: Set<String>, by provider: String) -> HuggingFaceOrder {
        var order = self
        order.fields = [:]
        for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
            if ignored.contains(name) {
                let key = Self.keys[name] ?? ParameterKey(rawValue: name)
                order.warnings.append(
                    GenerationWarning(.unsupported, parameter: key, "\(provider) has no \(key); it was not sent."))
            } else {
                order.fields[names[name] ?? name] = value
            }
        }
        return order
    }

    /// The fields with width and height as two numbers, as the task specifications have them.
    var fieldsWithSides: [String: JSONValue] {
        var fields = fields
        if let pixels {
            fields["width"] = .integer(Int64(pixels.width))
            fields["height"] = .integer(Int64(pixels.height))
        }
        return fields
    }

    /// The only picture. Throws `invalidRequest` when there are more, or none.
    func picture(for provider: String) throws(EaselError) -> MediaInput {
        guard let first = pictures.first, pictures.count == 1 else {
            throw EaselError(
                .invalidRequest, "\(provider) takes one picture for \(task.rawValue), not \(pictures.count).",
                provider: HuggingFaceProvider.id)
        }
        return first
    }
}
