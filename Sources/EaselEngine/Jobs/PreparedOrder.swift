import EaselCore
import Foundation

/// An order with its target resolved and its request checked: nothing was sent, nothing was written.
struct PreparedOrder: Sendable {
    let order: GenerationOrder
    let provider: Provider
    let card: ModelCard
    let request: CheckedRequest
    let warnings: [GenerationWarning]
    /// Nil when unknown.
    let estimate: CostEstimate?

    /// Resolves the target, asks the gate, and reads the attachments and the conversation that goes on.
    init(_ order: GenerationOrder, catalog: ModelCatalog, environment: EngineEnvironment) async throws(EaselError) {
        let draft = order.draft
        self.order = order
        self.provider = try environment.registry.provider(order.target.provider, for: draft.modality)
        self.card = try await catalog.card(for: order.target, draft.modality, allowsUnknown: order.allowsUnknownModel)
        let gate = CapabilityGate(card: card)
        let verdict = try gate.check(draft)
        var inputs: [MediaInput] = []
        for attachment in draft.attachments { inputs.append(try await environment.media.read(attachment)) }
        try gate.check(inputs)
        let conversation = try await Conversation(before: draft, for: card, from: environment.history)
        self.request = CheckedRequest(
            draft, card: card, verdict: verdict, inputs: inputs, conversation: conversation.turns)
        self.warnings = verdict.warnings + conversation.warnings
        self.estimate =
            CostEstimate.before(card, draft.with(verdict.values, behind: conversation.turns))
            ?? (provider.isFree ? CostEstimate(dollars: 0) : nil)
    }

    /// The row as it is opened.
    func record(at date: Date) -> GenerationRecord {
        var record = GenerationRecord(
            id: order.id, createdAt: date, draft: order.draft, provider: provider.id, model: card.model,
            isSandbox: provider.isSandbox)
        record.warnings = warnings
        record.usage = Usage(costUSD: estimate?.dollars)
        return record
    }
}

extension GenerationDraft {
    /// The same draft with the values that the gate let through, and with all that is read before the prompt in front of it:
    /// that is charged for as well.
    fileprivate func with(_ values: ParameterValues, behind turns: [TextRequest.Turn]) -> GenerationDraft {
        var copy = self
        copy.parameters = values
        copy.prompt = turns.map(\.text).joined() + prompt
        return copy
    }
}
