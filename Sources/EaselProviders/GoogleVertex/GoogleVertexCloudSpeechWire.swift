import EaselCore
import EaselProviderKit

/// The body of `text:synthesize` and the answers of Cloud Text-to-Speech (wire sheet 5.2).
enum GoogleVertexCloudSpeechWire {
    struct Request: Encodable, Sendable {
        struct Input: Encodable, Sendable {
            var text: String?
            /// Text with marks for pauses, in place of `text`.
            var markup: String?
        }

        struct Voice: Encodable, Sendable {
            var languageCode: String
            var name: String
        }

        var input: Input
        var voice: Voice
        var audioConfig: FlatFields
        /// What the answer will be; nil for an encoding that Easel does not know.
        var type: MediaType?
        var warnings: [GenerationWarning]

        /// Largest input, in bytes of UTF-8 (5.2).
        private static let largestInput = 5000

        init(_ request: SpeechRequest) throws(EaselError) {
            let bytes = request.prompt.utf8.count
            guard bytes <= Self.largestInput else {
                throw EaselError(
                    .invalidRequest,
                    "The text has \(bytes) bytes; \(request.model) reads at most \(Self.largestInput) at a time.",
                    remedy: "Cut the text in parts.", provider: GoogleVertexProvider.id)
            }
            let writer = ParameterWriter(
                request.parameters, handled: [.voice, .language, .format, "markup"], customary: Self.customary,
                provider: GoogleVertexProvider.descriptor.name)
            input =
                request.parameters["markup"]?.bool == true
                ? Input(text: nil, markup: request.prompt) : Input(text: request.prompt, markup: nil)
            voice = Self.voice(request)
            let wanted = request.parameters.wireValue(.format)?.string ?? "MP3"
            let encoding = Self.encodings[wanted] ?? wanted
            audioConfig = FlatFields(
                writer.fields.merging(["audioEncoding": JSONValue.string(encoding)]) { _, last in last })
            type = Self.types[encoding]
            warnings = writer.warnings
        }

        enum CodingKeys: String, CodingKey { case input, voice, audioConfig }

        /// Both fields are needed: the language by the API, the name because it chooses the model. A whole name
        /// (`en-US-Chirp3-HD-Kore`) has the language in it; a short one (`Kore`) speaks any.
        private static func voice(_ request: SpeechRequest) -> Voice {
            let wanted = request.voice ?? "Kore"
            let parts = wanted.split(separator: "-")
            if parts.count >= 4 {
                return Voice(languageCode: request.language ?? parts.prefix(2).joined(separator: "-"), name: wanted)
            }
            let language = request.language ?? "en-US"
            return Voice(languageCode: language, name: "\(language)-Chirp3-HD-\(wanted)")
        }

        /// Wire names for models without a card.
        private static let customary: [ParameterKey: String] = [.speed: "speakingRate"]

        /// The words of a form for those of the API.
        private static let encodings = ["mp3": "MP3", "wav": "LINEAR16", "ogg": "OGG_OPUS", "m4a": "M4A"]

        /// `LINEAR16` has a WAV header (5.2).
        private static let types: [String: MediaType] = [
            "MP3": .mp3, "LINEAR16": .wav, "OGG_OPUS": .ogg, "M4A": "audio/mp4",
        ]
    }

    struct Answer: Decodable, Sendable {
        /// Base64.
        var audioContent: String
    }

    struct Listing: Decodable, Sendable {
        struct Entry: Decodable, Sendable {
            var name: String
            var languageCodes: LenientArray<String>?
            var ssmlGender: Lenient<String>?
        }

        var voices: LenientArray<Entry>?
    }
}
