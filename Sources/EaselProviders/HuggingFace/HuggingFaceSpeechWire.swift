import EaselCore

/// Requests for spoken words as the task `text-to-speech` (wire sheet B4, B5).
enum HuggingFaceSpeechWire {
    static func order(_ request: SpeechRequest) throws(EaselError) -> HuggingFaceOrder {
        try HuggingFaceOrder(request, .textToSpeech, customary: customary)
    }

    private static let customary: [ParameterKey: String] = [.voice: "voice", .speed: "speed", .seed: "seed"]
}
