import EaselCore
import Foundation

/// What is laid out for one modality: who makes it, with what, from what. It stays when another modality is looked at.
struct Desk: Equatable, Sendable {
    var provider: ProviderID?
    /// The model chosen last at each provider.
    var models: [ProviderID: ModelID] = [:]
    /// Everything that was set, also what the present model does not have: it comes back with a model that does.
    var values: ParameterValues = [:]
    var attachments: [Attachment] = []
    /// What is on the desk came from another generation.
    var source: Source?

    struct Source: Equatable, Sendable {
        var lineage: Lineage
        /// The file that was taken over; nil when the prompt was.
        var file: URL?
    }

    /// What a draft with these attachments goes on from: nothing when the file that was taken over does not go along.
    func lineage(with attachments: [Attachment]) -> Lineage? {
        guard let source else { return nil }
        return source.file.map { file in attachments.contains { $0.file == file } } == false ? nil : source.lineage
    }

    /// What of the values a model takes. Only what the form shows is ever sent.
    func values(for card: ModelCard) -> ParameterValues {
        values.filter { key, value in card[key]?.accepts(value) == true }
    }

    /// The titles of what is set and would not be sent to a model, in a stable order.
    func dropped(by card: ModelCard, titles: (ParameterKey) -> String) -> [String] {
        let kept = values(for: card)
        return values.keys.filter { kept[$0] == nil }.map(titles).sorted()
    }

    /// The attachments for which a model has a role.
    func attachments(for card: ModelCard) -> [Attachment] {
        guard card.origin.isComplete else { return attachments }
        return attachments.filter { attachment in card.inputs.contains { $0.role == attachment.role } }
    }
}
