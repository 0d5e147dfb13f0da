import Foundation

/// `lyria-002:predict`: music at once (sheet 4.1).
struct GoogleLyriaRoutes: GoogleRoutes {
    private static let model = "lyria-002"

    let world: SandboxWorld

    func respond(to call: GoogleCall) async throws -> SandboxReply? {
        guard call.surface == "vertex", call.request.method == "POST", call.model == Self.model, call.verb == "predict"
        else { return nil }
        guard call.location == "us-central1" else { throw GoogleFailure.unknownModel(call.resource) }
        guard let body = JSON(parsing: call.request.body) else {
            throw GoogleFailure.invalid("Invalid JSON payload received.")
        }
        let order = try Order(body)
        let failure = "Audio generation failed with the following error: "
        if order.prompt.contains("forbidden-content") {
            throw GoogleFailure.invalid(
                failure + "All responses were blocked by recitation checks. Please modify your prompt and try again.")
        }
        if order.prompt.unicodeScalars.contains(where: { $0.value > 0x24F && $0.properties.isAlphabetic }) {
            throw GoogleFailure.invalid(
                failure + "Unsupported language detected. Please use one of the supported languages: en.")
        }
        try await Task.sleep(for: world.pace.synchronousImage)
        let kept = order.prompt.contains("incomplete-result") ? max(1, order.count - 1) : order.count
        var predictions: [JSON] = []
        for index in 0..<kept {
            let recipe = SoundRecipe(
                text: "\(order.prompt)\u{0}\(order.seed ?? 0)\u{0}\(index)", seconds: world.pace == .real ? 32.8 : 2)
            let bytes = await recipe.render(as: .wav(rate: 48_000))
            predictions.append(
                ["bytesBase64Encoded": .string(bytes.base64EncodedString()), "mimeType": "audio/wav"])
        }
        return SandboxReply(
            json: [
                "predictions": .array(predictions), "deployedModelId": .string(world.identifiers.letters(12)),
                "model": "publishers/google/models/lyria-002", "modelDisplayName": "Lyria 2",
            ] as JSON
        ).noting(order.notes)
    }

    private struct Order {
        let prompt: String
        let count: Int
        let seed: Int?
        let notes: [String]

        init(_ body: JSON) throws(FieldComplaint) {
            let top = try FieldReader(body)
            guard let instances = try top.array("instances"), instances.count == 1 else {
                throw FieldComplaint(path: "instances", problem: "exactly one instance is required")
            }
            let instance = try FieldReader(instances[0], path: "instances[0]")
            let parameters = try FieldReader(top.value("parameters") ?? [:], path: "parameters")
            prompt = try instance.requiredString("prompt")
            _ = try instance.string("negative_prompt")
            seed = try instance.integer("seed", in: 0...Int(UInt32.max))
            // The reference has the count among the parameters, the notebook in the instance (sheet 4.1).
            let count = try parameters.integer("sample_count", in: 1...4)
            let misplaced = try instance.integer("sample_count", in: 1...4)
            let wanted = count ?? misplaced
            if seed != nil, wanted != nil {
                throw FieldComplaint(path: "", problem: "seed and sample_count cannot be used together.")
            }
            self.count = wanted ?? 1
            notes =
                instance.notes(unknownBeyond: ["prompt", "negative_prompt", "seed", "sample_count"])
                + parameters.notes(unknownBeyond: ["sample_count"])
        }
    }
}
