/// The body of `text:synthesize`, read as strictly as the sheet has it (section 5.2).
struct GoogleCloudSpeechOrder: Sendable {
    let text: String
    let encoding: String
    let rate: Int
    let speed: Double

    private static let largestInput = 5000

    /// Throws a `FieldComplaint` or a `GoogleFailure`.
    init(_ body: JSON) throws {
        let top = try FieldReader(body)
        try Self.refuseUnknown(top, known: ["input", "voice", "audioConfig", "advancedVoiceOptions"])
        guard let input = try top.object("input") else { throw top.missing("input", "object") }
        text = try Self.text(input)
        guard let voice = try top.object("voice") else { throw top.missing("voice", "object") }
        try Self.check(voice: voice, input: input)
        guard let audio = try top.object("audioConfig") else { throw top.missing("audioConfig", "object") }
        try Self.refuseUnknown(
            audio,
            known: [
                "audioEncoding", "speakingRate", "pitch", "volumeGainDb", "sampleRateHertz", "effectsProfileId",
            ])
        let encoding = try audio.choice(
            "audioEncoding", of: ["LINEAR16", "MP3", "OGG_OPUS", "MULAW", "ALAW", "PCM", "M4A"])
        guard let encoding else { throw audio.missing("audioEncoding", "string") }
        self.encoding = encoding
        speed = try audio.number("speakingRate", in: 0.25...2) ?? 1
        _ = try audio.number("volumeGainDb", in: -96...16)
        rate = try audio.integer("sampleRateHertz", in: 8000...48_000) ?? 24_000
        if let pitch = try audio.number("pitch", in: -20...20), pitch != 0 {
            throw audio.complaint("pitch", "This voice does not support pitch parameters at this time.")
        }
    }

    /// LINEAR16 has a WAV header, PCM has not. Nil for what the sandbox cannot encode.
    var format: SoundFormat? {
        switch encoding {
        case "LINEAR16": .wav(rate: rate)
        case "PCM": .pcm(rate: rate)
        case "MP3": .mp3(rate: rate)
        default: nil
        }
    }

    private static func text(_ input: FieldReader) throws -> String {
        try refuseUnknown(
            input, known: ["text", "ssml", "markup", "multiSpeakerMarkup", "prompt", "customPronunciations"])
        let sources = ["text", "ssml", "markup"].filter { input.value($0) != nil }
        guard sources.count == 1, let source = sources.first else {
            throw input.complaint("input_source", "exactly one of text, ssml and markup is required")
        }
        let text = try input.requiredString(source)
        guard !text.isEmpty else { throw input.complaint(source, "must not be empty") }
        guard text.utf8.count <= largestInput else {
            throw input.complaint(source, "is longer than the limit of 5000 bytes")
        }
        return text
    }

    private static func check(voice: FieldReader, input: FieldReader) throws {
        try refuseUnknown(
            voice,
            known: [
                "languageCode", "name", "ssmlGender", "modelName", "customVoice", "voiceClone",
                "multiSpeakerVoiceConfig",
            ])
        let language = try voice.requiredString("languageCode")
        let name = try voice.string("name") ?? "\(language)-Standard-A"
        guard let known = GoogleCloudVoice.all.first(where: { $0.name == name }) else {
            throw FieldComplaint(path: "", problem: "Voice '\(name)' does not exist. Is it misspelled?")
        }
        guard known.language.lowercased() == language.lowercased() else {
            throw FieldComplaint(
                path: "",
                problem: "Requested language code '\(language)' doesn't match the voice '\(name)''s language code.")
        }
        if input.value("markup") != nil, !known.isChirp {
            throw input.complaint("markup", "This voice does not support markup.")
        }
    }

    private static func refuseUnknown(_ reader: FieldReader, known: Set<String>) throws {
        if let unknown = reader.fields.keys.sorted().first(where: { !known.contains($0) }) {
            throw GoogleFailure.unknownField(unknown, at: reader.path)
        }
    }
}
