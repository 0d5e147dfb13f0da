/// What a provider can do: one optional service per modality. A decorator forwards the whole set.
public struct ServiceSet: Sendable {
    public var text: (any TextModelService)?
    public var image: (any ImageModelService)?
    public var video: (any VideoModelService)?
    public var audio: (any AudioModelService)?
    public var speech: (any TTSService)?

    public init(
        text: (any TextModelService)? = nil, image: (any ImageModelService)? = nil,
        video: (any VideoModelService)? = nil,
        audio: (any AudioModelService)? = nil, speech: (any TTSService)? = nil
    ) {
        self.text = text
        self.image = image
        self.video = video
        self.audio = audio
        self.speech = speech
    }

    /// The modalities that have a service.
    public var modalities: [Modality] {
        Modality.allCases.filter { $0 == .text ? text != nil : media($0) != nil }
    }

    /// The media service for a modality, to ask for status or to cancel; nil for text.
    public func media(_ modality: Modality) -> (any MediaService)? {
        switch modality {
        case .text: nil
        case .image: image
        case .video: video
        case .audio: audio
        case .speech: speech
        }
    }
}
