import EaselCore
import EaselProviderKit
import Foundation

/// Payloads of `POST /audio/speech` (wire sheet A5.1).
enum OpenRouterSpeechWire {
    struct Request: Encodable, Sendable {
        var model: String
        var input: String
        var references: [Reference]
        var options: FlatFields
        var warnings: [GenerationWarning]

        init(_ request: SpeechRequest) throws(EaselError) {
            let parameters = try OpenRouterRouting.checked(request.parameters, .speech)
            let writer = ParameterWriter(parameters, handled: [], customary: customary, provider: "OpenRouter")
            model = request.model.rawValue
            input = request.prompt
            references = []
            for input in request.inputs { references.append(try Reference(input)) }
            options = FlatFields(nesting: writer.fields)
            warnings = writer.warnings
        }

        enum CodingKeys: String, CodingKey {
            case model, input
            case references = "input_references"
        }

        func encode(to encoder: any Encoder) throws {
            try options.encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(model, forKey: .model)
            try container.encode(input, forKey: .input)
            if !references.isEmpty { try container.encode(references, forKey: .references) }
        }
    }

    /// A voice to imitate, or a picture of who speaks.
    struct Reference: Encodable, Sendable {
        private var fields: FlatFields

        init(_ input: MediaInput) throws(EaselError) {
            switch input.type.family {
            case "audio":
                let sound: [String: JSONValue] =
                    switch input.content {
                    case .hosted(let url): ["url": .string(url.absoluteString)]
                    case .bytes(let bytes):
                        [
                            "data": .string(bytes.base64EncodedString()),
                            "format": .string(input.type.fileExtension),
                        ]
                    }
                fields = FlatFields(["type": "input_audio", "input_audio": .object(sound)])
            case "image":
                fields = FlatFields([
                    "type": "image_url", "image_url": .object(["url": .string(input.address)]),
                ])
            default:
                throw EaselError(
                    .unsupported,
                    "OpenRouter's voices are modelled on sound, not on \(input.type) (\(ControlText.oneLine(input.name))).",
                    provider: OpenRouterProvider.id)
            }
        }

        func encode(to encoder: any Encoder) throws { try fields.encode(to: encoder) }
    }

    private static let customary: [ParameterKey: String] = [
        .voice: "voice", .speed: "speed", .format: "response_format",
    ]

    /// What `GET /generation` says of a finished call: the only place that names its cost (A8.4).
    struct Receipt: Decodable, Sendable {
        struct Entry: Decodable, Sendable {
            var cost: Lenient<Double>?
            enum CodingKeys: String, CodingKey { case cost = "total_cost" }
        }

        var data: Entry
    }

    /// The sound of an answer. Samples without a header get one, with the rate and the channels that `Content-Type` names
    /// (`audio/pcm;rate=24000;channels=1`, A5.1).
    static func reference(_ bytes: Data, contentType: String?) -> MediaReference {
        let type = MediaType(rawValue: contentType ?? "")
        guard ["audio/pcm", "audio/l16"].contains(type.rawValue) else {
            return MediaReference(.bytes(bytes), declaredType: type.rawValue.isEmpty ? nil : type)
        }
        let rate = number("rate", in: contentType, 1...768_000) ?? 24_000
        let channels = number("channels", in: contentType, 1...8) ?? 1
        let file = WaveFile.wrapping(bytes, rate: rate, channels: channels)
        let seconds = Double(bytes.count) / Double(rate * channels * 2)
        return MediaReference(.bytes(file), declaredType: .wav, durationSeconds: seconds)
    }

    private static func number(_ name: String, in contentType: String?, _ range: ClosedRange<Int>) -> Int? {
        let fields = (contentType ?? "").split(separator: ";").dropFirst()
        let values = fields.compactMap { field -> Int? in
            let sides = field.filter { !$0.isWhitespace && $0 != "\"" }.lowercased().split(separator: "=")
            return sides.count == 2 && sides[0] == name ? Int(sides[1]) : nil
        }
        return values.first.flatMap { range.contains($0) ? $0 : nil }
    }
}
