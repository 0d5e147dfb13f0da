/// A voice of Cloud Text-to-Speech (sheet 5.2).
struct GoogleCloudVoice: Sendable {
    let language: String
    let name: String
    let gender: String
    let isChirp: Bool

    var resource: JSON {
        [
            "languageCodes": [.string(language)], "name": .string(name), "ssmlGender": .string(gender),
            "naturalSampleRateHertz": 24_000,
        ]
    }

    /// Every Chirp 3 HD voice in every locale, and an older voice for each locale.
    static let all: [GoogleCloudVoice] = locales.flatMap { locale in
        stars.map {
            GoogleCloudVoice(
                language: locale, name: "\(locale)-Chirp3-HD-\($0.name)", gender: $0.gender, isChirp: true)
        } + [GoogleCloudVoice(language: locale, name: "\(locale)-Standard-A", gender: "FEMALE", isChirp: false)]
    }

    private static let locales = [
        "ar-XA", "bn-IN", "cmn-CN", "da-DK", "de-DE", "en-AU", "en-GB", "en-IN", "en-US", "es-ES", "es-US", "fi-FI",
        "fr-CA", "fr-FR", "gu-IN", "hi-IN", "id-ID", "it-IT", "ja-JP", "kn-IN", "ko-KR", "ml-IN", "mr-IN", "nb-NO",
        "nl-BE", "nl-NL", "pl-PL", "pt-BR", "ru-RU", "sv-SE", "sw-KE", "ta-IN", "te-IN", "th-TH", "tr-TR", "uk-UA",
        "ur-IN", "vi-VN",
    ]

    private static let stars: [(name: String, gender: String)] =
        [
            "Achernar", "Aoede", "Autonoe", "Callirrhoe", "Despina", "Erinome", "Gacrux", "Kore", "Laomedeia", "Leda",
            "Pulcherrima", "Sulafat", "Vindemiatrix", "Zephyr",
        ].map { ($0, "FEMALE") }
        + [
            "Achird", "Algenib", "Algieba", "Alnilam", "Charon", "Enceladus", "Fenrir", "Iapetus", "Orus", "Puck",
            "Rasalgethi", "Sadachbia", "Sadaltager", "Schedar", "Umbriel", "Zubenelgenubi",
        ].map { ($0, "MALE") }
}
