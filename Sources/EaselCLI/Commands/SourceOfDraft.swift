import EaselApp
import EaselCore
import EaselEngine
import Foundation

/// What `--continue` and `--from` add to a draft, and who it goes to.
struct SourceOfDraft {
    var options: GenerateOptions
    var runtime: EaselRuntime

    /// The draft with its lineage and what it takes from there, and the target. Throws `.invalidRequest` for a source that is
    /// not there or does not fit, `.unsupported` for a model that does not take it.
    func complete(_ draft: GenerationDraft) async throws(EaselError) -> (GenerationDraft, ModelReference) {
        if let text = options.continuing { return try await goOn(draft, after: try await turn(text)) }
        if let text = options.from { return try await make(draft, from: try await result(text)) }
        return (draft, try target(draft.modality))
    }

    private func target(_ modality: Modality) throws(EaselError) -> ModelReference {
        if let named = options.on { named } else { try runtime.setup.defaultTarget(for: modality) }
    }

    /// At the same target with the same parameters; a command that names its target says all itself.
    private func goOn(
        _ draft: GenerationDraft, after turn: GenerationRecord
    ) async throws(EaselError) -> (GenerationDraft, ModelReference) {
        guard draft.modality == .text else {
            throw EaselError(
                .invalidRequest, "A conversation is made of text, not of \(draft.modality.rawValue).",
                remedy: "Use --from to make something of a result.")
        }
        var draft = draft
        draft.lineage = Lineage(.turn, of: turn.id)
        if let named = options.on { return (draft, named) }
        draft.parameters.merge(turn.draft.parameters) { given, _ in given }
        return (draft, turn.target)
    }

    private func make(
        _ draft: GenerationDraft, from source: GenerationRecord
    ) async throws(EaselError) -> (GenerationDraft, ModelReference) {
        var draft = draft
        draft.lineage = Lineage(.step, of: source.id)
        var target = try target(draft.modality)
        if let asset = source.assets.first {
            if draft.attachments.isEmpty {
                let (role, card) = try await role(for: asset, at: target, draft.modality)
                target = card.reference
                draft.attachments = [Attachment(role: role, file: URL(fileURLWithPath: asset.path))]
            }
        } else if let text = source.text, !text.isEmpty {
            if options.prompt == nil { draft.prompt = text }
        } else {
            throw EaselError(
                .invalidRequest, "Generation \(source.id.short) has no result to go on from.",
                remedy: "`easel history list --status succeeded` shows those that have.")
        }
        return (draft, target)
    }

    /// The role in which a model takes a file: that of the target, or where none is named, the first of its provider that
    /// takes it.
    private func role(
        for asset: Asset, at target: ModelReference, _ modality: Modality
    ) async throws(EaselError) -> (AttachmentRole, ModelCard) {
        let catalog = runtime.runner.catalog
        let own = try await catalog.card(for: target, modality, allowsUnknown: options.allowUnknown)
        var cards = [own]
        if target.model == nil { cards += await catalog.cards(target.provider, modality) }
        let wanted: [AttachmentRole] = modality == .video ? [.first, .reference] : [.reference, .first]
        for card in cards {
            for role in wanted where Self.takes(asset, role, card) { return (role, card) }
        }
        if !own.origin.isComplete, let role = wanted.first { return (role, own) }
        throw EaselError(
            .unsupported, "\(own.name) takes no \(asset.mediaType) file.",
            remedy: "Name a model that does with --on; `easel models show` tells what each takes.",
            provider: target.provider)
    }

    private static func takes(_ asset: Asset, _ role: AttachmentRole, _ card: ModelCard) -> Bool {
        card.inputs.contains { $0.role == role && $0.accepts(asset.mediaType) }
            && !card.inputs.contains { $0.isRequired && $0.role != role }
    }

    private func turn(_ text: String) async throws(EaselError) -> GenerationRecord {
        guard text == "last" else { return try await runtime.history.only(text) }
        let page = try await runtime.history.page(HistoryQuery(modality: .text, limit: 50))
        guard let turn = page.records.first(where: \.isTurn) else { throw Self.nothing("No answer to go on from.") }
        return turn
    }

    private func result(_ text: String) async throws(EaselError) -> GenerationRecord {
        guard text == "last" else { return try await runtime.history.only(text) }
        let page = try await runtime.history.page(HistoryQuery(status: .succeeded, limit: 1))
        guard let record = page.records.first else { throw Self.nothing("No result to go on from.") }
        return record
    }

    private static func nothing(_ what: String) -> EaselError {
        EaselError(.invalidRequest, "\(what) The history has none.", remedy: "Make one first: easel generate.")
    }
}
