import EaselCore

/// A model id as Hugging Face's router reads it: `org/name`, with who is to run it after a colon (wire sheet B2).
struct HuggingFaceModel: Sendable, Hashable {
    /// The id at the Hub.
    let hubID: String
    /// The inference provider that the id names: `fal-ai`; nil where the account's order decides.
    let provider: String?
    /// A rule in place of a provider: `fastest`, `cheapest`, `preferred`. The router knows them for chat alone.
    let policy: String?

    init(_ model: ModelID) {
        guard let colon = model.rawValue.lastIndex(of: ":"), model.rawValue[colon...].count > 1 else {
            (hubID, provider, policy) = (model.rawValue, nil, nil)
            return
        }
        let suffix = String(model.rawValue[colon...].dropFirst())
        hubID = String(model.rawValue[..<colon])
        policy = Self.policies.contains(suffix) ? suffix : nil
        provider = policy == nil ? suffix : nil
    }

    private static let policies: Set<String> = ["fastest", "cheapest", "preferred"]
}

/// What a model is asked to do, in the words of the Hub (`pipeline_tag`, and `task` in a provider mapping).
enum HuggingFaceTask: String, Sendable, Codable {
    case textToImage = "text-to-image"
    case imageToImage = "image-to-image"
    case textToVideo = "text-to-video"
    case imageToVideo = "image-to-video"
    case textToAudio = "text-to-audio"
    case textToSpeech = "text-to-speech"

    /// The tasks that make a kind of media; text has the chat route instead.
    static func making(_ modality: Modality) -> [HuggingFaceTask] {
        switch modality {
        case .text: []
        case .image: [.textToImage, .imageToImage]
        case .video: [.textToVideo, .imageToVideo]
        case .audio: [.textToAudio]
        case .speech: [.textToSpeech]
        }
    }

    /// The role of the picture that the task starts from, nil where it starts from words alone.
    var pictureRole: AttachmentRole? {
        switch self {
        case .imageToImage: .reference
        case .imageToVideo: .first
        case .textToImage, .textToVideo, .textToAudio, .textToSpeech: nil
        }
    }
}
