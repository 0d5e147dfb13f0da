/// A request to `generateContent` after every check of sheet 1.2.
struct GoogleOrder: Sendable {
    let model: GoogleModel
    let config: GoogleGenerationConfig
    /// Words of the last turn.
    let prompt: String
    /// All words, for counting.
    let conversation: String
    let media: [String]
    let addresses: [String]
    let onVertex: Bool

    private static let known: Set<String> = [
        "contents", "systemInstruction", "safetySettings", "generationConfig", "tools", "toolConfig", "cachedContent",
        "labels", "serviceTier", "continuationToken",
    ]

    init(_ body: JSON, model: GoogleModel, onVertex: Bool) throws {
        let fields = try FieldReader(body)
        try GoogleFields.check(
            fields, known: Self.known.union(onVertex ? ["modelArmorConfig", "outputConfig"] : ["store", "model"]))
        self.model = model
        self.onVertex = onVertex
        guard let values = try fields.array("contents"), !values.isEmpty else {
            throw GoogleFailure.invalid("* GenerateContentRequest.contents: contents is not specified\n")
        }
        let contents = try values.enumerated().map { try GoogleContent($1, path: "contents[\($0)]") }
        guard let last = contents.last, last.role == "user" else {
            throw GoogleFailure.invalid("Please ensure that single turn requests end with a user role.")
        }
        var system = ""
        if let value = fields.value("systemInstruction") {
            guard model.output != .audio else {
                throw GoogleFailure.invalid("Developer instruction is not enabled for models/\(model.id)")
            }
            system = try GoogleContent(Self.withRole(value), path: "system_instruction").text
        }
        try Self.checkSafety(try fields.array("safetySettings") ?? [], onVertex: onVertex)
        config = try GoogleGenerationConfig(fields.value("generationConfig"), model: model, onVertex: onVertex)
        prompt = last.text
        conversation = ([system] + contents.map(\.text)).joined(separator: "\n")
        media = contents.flatMap(\.media)
        addresses = contents.flatMap(\.addresses)
        let pictures = contents.reduce(0) { $0 + $1.pictures }
        if let most = model.pictures, pictures > most {
            throw GoogleFailure.invalid("Too many images: \(pictures). The model takes at most \(most).")
        }
        if prompt.isEmpty, media.isEmpty {
            throw GoogleFailure.invalid("Unable to submit request because it must have a text parameter.")
        }
    }

    /// The role of an instruction is of no meaning and may be anything.
    private static func withRole(_ value: JSON) -> JSON {
        guard case .object(var fields) = value else { return value }
        fields["role"] = nil
        return .object(fields)
    }

    private static func checkSafety(_ settings: [JSON], onVertex: Bool) throws {
        let categories =
            [
                "HARASSMENT", "HATE_SPEECH", "SEXUALLY_EXPLICIT", "DANGEROUS_CONTENT", "CIVIC_INTEGRITY", "JAILBREAK",
                "IMAGE_HATE", "IMAGE_HARASSMENT", "IMAGE_DANGEROUS_CONTENT", "IMAGE_SEXUALLY_EXPLICIT", "UNSPECIFIED",
            ]
            .map { "HARM_CATEGORY_\($0)" }
        let thresholds = [
            "BLOCK_LOW_AND_ABOVE", "BLOCK_MEDIUM_AND_ABOVE", "BLOCK_ONLY_HIGH", "BLOCK_NONE", "OFF",
            "HARM_BLOCK_THRESHOLD_UNSPECIFIED",
        ]
        for (index, value) in settings.enumerated() {
            let setting = try FieldReader(value, path: "safety_settings[\(index)]")
            try GoogleFields.check(setting, known: Set(["category", "threshold"]).union(onVertex ? ["method"] : []))
            guard try setting.choice("category", of: categories) != nil else {
                throw setting.missing("category", "string")
            }
            guard try setting.choice("threshold", of: thresholds) != nil else {
                throw setting.missing("threshold", "string")
            }
            _ = try setting.choice("method", of: ["SEVERITY", "PROBABILITY"])
        }
    }
}
