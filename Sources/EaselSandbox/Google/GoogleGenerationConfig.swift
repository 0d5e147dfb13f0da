/// `generationConfig`, checked against the model (sheet 1.3, 2.2, 5.1).
struct GoogleGenerationConfig: Sendable {
    private(set) var mostTokens = Int.max
    private(set) var seed: UInt64 = 0
    private(set) var showsThoughts = false
    private(set) var thinks = true
    private(set) var ratio: String?
    private(set) var size: String?
    /// The voices that read, one or two.
    private(set) var voices: [String] = []
    private(set) var language: String?

    private static let known: Set<String> = [
        "temperature", "topP", "topK", "candidateCount", "maxOutputTokens", "stopSequences", "seed", "presencePenalty",
        "frequencyPenalty", "responseLogprobs", "logprobs", "responseMimeType", "responseSchema", "responseJsonSchema",
        "responseFormat", "responseModalities", "mediaResolution", "thinkingConfig", "speechConfig", "imageConfig",
    ]
    private static let vertexOnly: Set<String> = ["audioTimestamp", "routingConfig", "modelConfig"]

    init(_ value: JSON?, model: GoogleModel, onVertex: Bool) throws {
        let fields = try FieldReader(value ?? [:], path: "generation_config")
        let known = Self.known.union(onVertex ? Self.vertexOnly : ["enableEnhancedCivicAnswers"])
        try GoogleFields.check(fields, known: known)
        _ = try fields.number("temperature", in: 0...2)
        _ = try fields.number("topP", in: 0...1)
        _ = try fields.number("topK", in: 1...1000)
        _ = try fields.integer("candidateCount", in: 1...8)
        _ = try fields.array("stopSequences")
        mostTokens = try fields.integer("maxOutputTokens", in: 1...model.outputTokens) ?? .max
        seed = UInt64(try fields.integer("seed", in: Int(Int32.min)...Int(Int32.max)).map { abs($0) } ?? 0)
        try readModalities(fields, model)
        try readThinking(fields, model)
        try readImage(fields, model, onVertex: onVertex)
        try readSpeech(fields, model)
    }

    private func readModalities(_ fields: FieldReader, _ model: GoogleModel) throws {
        let asked = try fields.array("responseModalities")?.compactMap(\.string) ?? []
        let allowed: [[String]] =
            switch model.output {
            case .text: [["TEXT"]]
            case .image: [["IMAGE"], ["IMAGE", "TEXT"], ["TEXT"]]
            case .audio: [["AUDIO"]]
            }
        if asked.isEmpty, model.output != .audio { return }
        guard allowed.contains(asked.sorted()) else {
            throw GoogleFailure.invalid(
                "The requested combination of response modalities (\(asked.isEmpty ? "TEXT" : asked.joined(separator: ", "))) is not supported by the model. models/\(model.id) accepts the following combination of response modalities:\n* \(allowed[0].joined(separator: ", "))\n"
            )
        }
    }

    private mutating func readThinking(_ fields: FieldReader, _ model: GoogleModel) throws {
        guard let thinking = try fields.object("thinkingConfig") else { return }
        try GoogleFields.check(thinking, known: ["includeThoughts", "thinkingBudget", "thinkingLevel"])
        showsThoughts = try thinking.bool("includeThoughts") ?? false
        let budget = try thinking.integer("thinkingBudget", in: -1...65_536)
        thinks = budget != 0
        guard let level = try thinking.string("thinkingLevel") else { return }
        guard budget == nil else {
            throw GoogleFailure.invalid("You can only set only one of thinking budget and thinking level.")
        }
        guard model.levels.contains(level.uppercased()) else {
            throw GoogleFailure.invalid("Thinking level \(level) is not supported for this model.")
        }
    }

    private mutating func readImage(_ fields: FieldReader, _ model: GoogleModel, onVertex: Bool) throws {
        guard let image = try fields.object("imageConfig") else { return }
        guard model.output == .image else {
            throw GoogleFailure.invalid("Image config is not supported for this model.")
        }
        let vertexOnly: Set<String> = ["personGeneration", "prominentPeople", "imageOutputOptions"]
        try GoogleFields.check(
            image, known: Set(["aspectRatio", "imageSize"]).union(onVertex ? vertexOnly : []))
        ratio = try image.string("aspectRatio")
        if let ratio, !model.ratios.contains(ratio) {
            throw GoogleFailure.invalid(
                "aspect_ratio must be one of '\(model.ratios.joined(separator: "', '"))'.")
        }
        size = try image.string("imageSize")
        if let size, !model.sizes.contains(size) {
            throw GoogleFailure.invalid("image_size must be one of '\(model.sizes.joined(separator: "', '"))'.")
        }
        _ = try image.choice("personGeneration", of: ["ALLOW_ALL", "ALLOW_ADULT", "ALLOW_NONE"])
    }

    private mutating func readSpeech(_ fields: FieldReader, _ model: GoogleModel) throws {
        guard let speech = try fields.object("speechConfig") else { return }
        guard model.output == .audio else {
            throw GoogleFailure.invalid("Speech config is not supported for this model.")
        }
        try GoogleFields.check(speech, known: ["languageCode", "voiceConfig", "multiSpeakerVoiceConfig"])
        language = try speech.string("languageCode")
        let single = try speech.object("voiceConfig")
        let several = try speech.object("multiSpeakerVoiceConfig")
        if single != nil, several != nil {
            throw GoogleFailure.invalid("Only one of voice_config and multi_speaker_voice_config can be set.")
        }
        if let single { voices = [try voice(single, model)] }
        guard let several else { return }
        try GoogleFields.check(several, known: ["speakerVoiceConfigs"])
        let speakers = try several.array("speakerVoiceConfigs") ?? []
        guard speakers.count == 2 else {
            throw GoogleFailure.invalid("The number of enabled_voices must equal 2 for multi-speaker synthesis.")
        }
        for (index, speaker) in speakers.enumerated() {
            let reader = try FieldReader(speaker, path: several.child("speaker_voice_configs[\(index)]"))
            try GoogleFields.check(reader, known: ["speaker", "voiceConfig"])
            _ = try reader.requiredString("speaker")
            guard let config = try reader.object("voiceConfig") else { throw reader.missing("voiceConfig", "object") }
            voices.append(try voice(config, model))
        }
    }

    private func voice(_ config: FieldReader, _ model: GoogleModel) throws -> String {
        try GoogleFields.check(config, known: ["prebuiltVoiceConfig", "voice", "replicatedVoiceConfig"])
        let prebuilt = try config.object("prebuiltVoiceConfig")
        guard let name = try prebuilt?.requiredString("voiceName") ?? config.string("voice") else { return "Kore" }
        guard Self.voiceNames.contains(where: { $0.lowercased() == name.lowercased() }) else {
            throw GoogleFailure.invalid(
                "Voice name \(name) is not supported. Allowed voice names are: \(Self.voiceNames.joined(separator: ", ").lowercased())"
            )
        }
        return name
    }

    private static let voiceNames = [
        "Achernar", "Achird", "Algenib", "Algieba", "Alnilam", "Aoede", "Autonoe", "Callirrhoe", "Charon", "Despina",
        "Enceladus", "Erinome", "Fenrir", "Gacrux", "Iapetus", "Kore", "Laomedeia", "Leda", "Orus", "Pulcherrima",
        "Puck", "Rasalgethi", "Sadachbia", "Sadaltager", "Schedar", "Sulafat", "Umbriel", "Vindemiatrix", "Zephyr",
        "Zubenelgenubi",
    ]
}
