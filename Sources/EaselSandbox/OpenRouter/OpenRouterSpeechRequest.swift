import Foundation

/// A `POST /audio/speech` body after every check of sheet A5.1.
struct OpenRouterSpeechRequest: Sendable {
    let model: OpenRouterModel
    let abilities: OpenRouterSpeechAbilities
    let text: String
    let voice: String
    let format: String
    let speed: Double
    let notes: [String]

    private static let known: Set<String> = [
        "model", "input", "voice", "response_format", "speed", "instructions", "input_references", "provider", "user",
        "session_id", "trace",
    ]

    init(_ body: JSON) throws {
        let fields = try FieldReader(body)
        let id = try fields.requiredString("model")
        guard let model = OpenRouterCatalog.model(id) else { throw OpenRouterFailure.unknownModel(id) }
        guard let abilities = model.speech else {
            throw OpenRouterFailure.noEndpoints("the requested output modalities: speech")
        }
        self.model = model
        self.abilities = abilities
        notes = fields.notes(unknownBeyond: Self.known)
        text = try Self.text(fields, abilities)
        let named = try fields.string("voice")
        if let named, !abilities.voices.isEmpty, !abilities.voices.contains(named) {
            throw fields.complaint(
                "voice",
                "\(named) is not supported by this model; supported: \(abilities.voices.joined(separator: ", "))"
            )
        }
        if named == nil, abilities.needsVoice { throw fields.missing("voice", "string") }
        voice = named ?? abilities.voices.first ?? "default"
        // Bare samples are the default (sheet A5.1).
        format = try fields.choice("response_format", of: ["mp3", "pcm"]) ?? "pcm"
        if !abilities.formats.contains(format) {
            throw fields.complaint("response_format", "\(format) is not supported by this model")
        }
        speed = try fields.number("speed", in: 0.25...4) ?? 1
        _ = try fields.string("instructions")
        try Self.checkReferences(fields, abilities)
        if let routing = try fields.object("provider") {
            _ = try routing.bool("zdr")
            _ = try routing.choice("data_collection", of: ["allow", "deny"])
            _ = try routing.object("options")
        }
    }

    /// Text, or turns of several speakers where the model has them.
    private static func text(_ fields: FieldReader, _ abilities: OpenRouterSpeechAbilities) throws -> String {
        guard let value = fields.value("input") else { throw fields.missing("input", "string") }
        let text: String
        if let plain = value.string {
            text = plain
        } else {
            guard let turns = value.array, abilities.takesTurns else {
                throw fields.complaint("input", "Invalid input: expected string, received \(value.kind)")
            }
            var lines: [String] = []
            for (index, turn) in turns.enumerated() {
                let reader = try FieldReader(turn, path: "input.\(index)")
                _ = try reader.string("voice")
                lines.append(try reader.requiredString("text"))
            }
            text = lines.joined(separator: "\n")
        }
        if text.isEmpty { throw fields.complaint("input", "Too small: expected string to have >=1 characters") }
        return text
    }

    private static func checkReferences(_ fields: FieldReader, _ abilities: OpenRouterSpeechAbilities) throws {
        guard let items = try fields.array("input_references") else { return }
        guard abilities.clonesVoices else {
            throw fields.complaint("input_references", "voice cloning is not supported by this model")
        }
        var (clips, pictures) = (0, 0)
        for (index, item) in items.enumerated() {
            let part = try FieldReader(item, path: "input_references.\(index)")
            switch try part.choice("type", of: ["input_audio", "text", "image_url"]) {
            case "input_audio":
                clips += 1
                try checkClip(part)
            case "image_url": pictures += 1
            case "text": _ = try part.requiredString("text")
            default: throw part.missing("type", "string")
            }
        }
        guard (1...3).contains(clips), pictures <= 1 else {
            throw fields.complaint("input_references", "expected 1 to 3 audio clips and at most one image")
        }
    }

    private static func checkClip(_ part: FieldReader) throws {
        guard let audio = try part.object("input_audio") else { throw part.missing("input_audio", "object") }
        guard let text = try audio.string("data") else {
            _ = try audio.requiredString("url")
            return
        }
        guard let bytes = Data(base64Encoded: text) else { throw audio.complaint("data", "Invalid base64") }
        guard bytes.count <= 15 << 20 else { throw OpenRouterFailure.tooLarge }
    }

    var cost: Double { Double(text.count) * abilities.cost }
}
