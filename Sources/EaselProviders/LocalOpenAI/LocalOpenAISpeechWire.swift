import EaselCore
import EaselProviderKit

/// `POST /audio/speech` and the lists of voices (wire sheet C6).
enum LocalOpenAISpeechWire {
    struct Request: Encodable, Sendable {
        var model: String
        var input: String
        var options: FlatFields
        var warnings: [GenerationWarning]

        /// Throws `unsupported` for any file.
        init(_ request: SpeechRequest) throws(EaselError) {
            guard request.inputs.isEmpty else {
                throw EaselError(
                    .unsupported, "The local server takes words for speech, and no file.",
                    provider: LocalOpenAIProvider.id)
            }
            let writer = ParameterWriter(
                request.parameters, handled: [],
                customary: [.voice: "voice", .format: "response_format", .speed: "speed"],
                provider: "The local server")
            model = request.model.rawValue
            input = request.prompt
            options = FlatFields(writer.fields)
            warnings = writer.warnings
        }

        enum CodingKeys: String, CodingKey { case model, input }

        func encode(to encoder: any Encoder) throws {
            try options.encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(model, forKey: .model)
            try container.encode(input, forKey: .input)
        }
    }

    /// An error in a 200 (C7).
    struct Refusal: Decodable, Sendable { var error: JSONValue }

    /// A list of names or of objects, alone or under `voices` or `data`.
    struct Voices: Decodable, Sendable {
        private struct Entry: Decodable, Sendable {
            struct Described: Decodable, Sendable {
                var id: Lenient<String>?
                var voice: Lenient<String>?
                var name: Lenient<String>?
                var language: Lenient<String>?

                enum CodingKeys: String, CodingKey {
                    case id, name, language
                    case voice = "voice_id"
                }
            }

            var voice: Voice?

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                if let name = try? container.decode(String.self) {
                    voice = Voice(id: ControlText.oneLine(name))
                } else {
                    let entry = try container.decode(Described.self)
                    let name = entry.name?.value
                    guard let id = entry.id?.value ?? entry.voice?.value ?? name, !id.isEmpty else { return }
                    voice = Voice(
                        id: ControlText.oneLine(id), languages: [entry.language?.value].compactMap(\.self),
                        summary: name == id ? "" : ControlText.oneLine(name ?? ""))
                }
            }
        }

        private enum CodingKeys: String, CodingKey { case voices, data }

        var voices: [Voice]

        init(from decoder: any Decoder) throws {
            let list: LenientArray<Entry>
            if let keyed = try? decoder.container(keyedBy: CodingKeys.self) {
                list = try keyed.decode(
                    LenientArray<Entry>.self, forKey: keyed.contains(.voices) ? .voices : .data)
            } else {
                list = try decoder.singleValueContainer().decode(LenientArray<Entry>.self)
            }
            voices = list.elements.compactMap(\.voice)
        }
    }
}
