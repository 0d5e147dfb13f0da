import EaselCore

/// The card of Cloud Text-to-Speech's newest voices, from wire sheet 5.2.
extension GoogleVertexCatalog {
    static let cloudSpeechCards: [ModelCard] = [
        ModelCard(
            provider: GoogleVertexProvider.id, model: "chirp-3-hd", modality: .speech, name: "Chirp 3 HD",
            summary: "Thirty natural voices in some forty languages, from Cloud Text-to-Speech."
        ).with {
            $0.route = GoogleVertexRoute.cloudSpeech.rawValue
            // 5,000 bytes; a text with other letters than ASCII is measured again before it is sent.
            $0.limits.promptCharacters = 5000
            $0.limits.rate = RateLimits(requestsPerMinute: 200)
            $0.price = Price([.thousandCharacters: 0.03])
            $0.parameters = [
                ParameterSpec(.voice, "Voice", kind: .text(maximumLength: 100), default: "Kore")
                    .summary("A name such as Kore, or with its language: en-US-Chirp3-HD-Kore."),
                ParameterSpec(
                    .language, "Language", kind: .choice(locales.map { ParameterChoice(.string($0)) }),
                    default: "en-US"),
                ParameterSpec(
                    .speed, "Speed", kind: .number(minimum: 0.25, maximum: 2, unit: nil), default: 1,
                    wire: "speakingRate"),
                ParameterSpec(
                    .format, "Format",
                    kind: .choice([
                        ParameterChoice("mp3", wire: "MP3"), ParameterChoice("wav", wire: "LINEAR16"),
                        ParameterChoice("ogg", wire: "OGG_OPUS"), ParameterChoice("m4a", wire: "M4A"),
                    ]), default: "mp3", wire: "audioEncoding"),
                ParameterSpec(
                    "volumeGainDb", "Volume", kind: .number(minimum: -96, maximum: 16, unit: "dB"), default: 0,
                    wire: "volumeGainDb"),
                ParameterSpec(
                    "sampleRateHertz", "Sample rate", kind: .integer(minimum: 8000, maximum: 48_000, unit: "Hz"),
                    wire: "sampleRateHertz"),
                ParameterSpec("markup", "Pause marks", kind: .boolean, default: false)
                    .summary("The text has marks such as [pause short] in it."),
            ]
        }
    ]

    private static let locales = [
        "ar-XA", "bn-IN", "cmn-CN", "da-DK", "de-DE", "en-AU", "en-GB", "en-IN", "en-US", "es-ES", "es-US", "fi-FI",
        "fr-CA", "fr-FR", "gu-IN", "hi-IN", "id-ID", "it-IT", "ja-JP", "kn-IN", "ko-KR", "ml-IN", "mr-IN", "nb-NO",
        "nl-BE", "nl-NL", "pl-PL", "pt-BR", "ru-RU", "sv-SE", "sw-KE", "ta-IN", "te-IN", "th-TH", "tr-TR", "uk-UA",
        "ur-IN", "vi-VN",
    ]
}
