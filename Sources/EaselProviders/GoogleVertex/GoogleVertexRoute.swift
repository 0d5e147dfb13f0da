import EaselCore

/// The words in `ModelCard.route`: which protocol serves a model, and at which of the two doors.
enum GoogleVertexRoute: String, Sendable {
    /// `generateContent`, at both doors: the usual one.
    case generate
    /// `generateContent`, at the Gemini API only.
    case geminiGenerate = "gemini"
    /// The Interactions API, at both doors (wire sheet 11).
    case interactions
    /// The Interactions API, at the Gemini API only.
    case geminiInteractions = "gemini-interactions"
    /// `predictLongRunning` and `fetchPredictOperation`, on Vertex AI only (wire sheet 3.1).
    case longRunning = "predictLongRunning"
    /// `predict`, on Vertex AI only (wire sheet 4.1).
    case predict
    /// Cloud Text-to-Speech, with a token only (wire sheet 5.2).
    case cloudSpeech = "cloud-tts"

    init(_ facts: ModelFacts) { self = facts.route.flatMap(GoogleVertexRoute.init) ?? .generate }

    var isInteractions: Bool { self == .interactions || self == .geminiInteractions }

    /// Where it is served.
    var platforms: Set<GoogleVertexPlatform> {
        switch self {
        case .generate, .interactions: [.gemini, .vertex]
        case .geminiGenerate, .geminiInteractions: [.gemini]
        case .longRunning, .predict, .cloudSpeech: [.vertex]
        }
    }
}
