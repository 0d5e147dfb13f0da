public import EaselCore
import Foundation

extension GenerationOrder {
    /// An order for the fake provider's default model.
    public static func fake(
        _ modality: Modality, _ prompt: String = "a red fox", parameters: ParameterValues = [:],
        on target: ModelReference? = nil
    ) -> GenerationOrder {
        GenerationOrder(
            draft: GenerationDraft(modality: modality, prompt: prompt, parameters: parameters),
            target: target ?? ModelReference(provider: "fake"))
    }
}

extension ModelCard {
    /// A curated card of the fake provider.
    public static func fake(_ modality: Modality, _ model: ModelID? = nil, parameters: [ParameterSpec] = [])
        -> ModelCard
    {
        let model = model ?? ModelID(rawValue: "fake-\(modality.rawValue)")
        return ModelCard(provider: "fake", model: model, modality: modality, name: "Fake \(modality.title)").with {
            $0.parameters = parameters
        }
    }
}

extension RemoteJob {
    /// A job of the fake provider.
    public static func fake(_ modality: Modality, id: String = "remote-1") -> RemoteJob {
        RemoteJob(
            provider: "fake", modality: modality, model: ModelID(rawValue: "fake-\(modality.rawValue)"), id: id,
            acceptedAt: Date(timeIntervalSince1970: 1_750_000_000))
    }
}

extension MediaBatch {
    /// So many pictures, told apart by their bytes.
    public static func pictures(_ count: Int, usage: Usage? = nil) -> MediaBatch {
        MediaBatch(
            items: (0..<count).map { MediaReference(.base64("picture \($0)"), declaredType: .png) }, usage: usage)
    }
}
