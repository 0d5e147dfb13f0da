import EaselCore
import Foundation
import TerminalUI

/// Having the prompt rewritten: an instruction, a model, an ordinary generation of text, and a review of what came.
extension StudioScreen {
    static func rewrite(_ message: PromptMessage, _ state: inout State, _ session: inout Session) -> [Effect] {
        guard !state.prompt.isBlank else { return session.tell("The prompt is empty: write what is to be rewritten.") }
        switch message {
        case .rewriteAsked: session.show(.picker(instructions))
        case .instructionAsked: session.show(.fields(.instruction))
        case .rewriteInstructed(let words): return offerWriters(words, state, &session)
        case .rewriteSent(let words, let target): return send(words, to: target, &state, &session)
        default: break
        }
        return []
    }

    private static var instructions: Picker {
        let own = Picker.Item(
            title: "Say it in your own words", detail: "A field opens for the instruction.",
            message: .studio(.prompt(.instructionAsked)))
        let presets = PromptRewrite.presets.map { preset in
            Picker.Item(
                title: preset.name, detail: preset.words, message: .studio(.prompt(.rewriteInstructed(preset.words))))
        }
        return Picker(title: "Rewrite the prompt", placeholder: "How?", items: presets + [own])
    }

    /// The text models that are ready, the last writer first, then the desk's own choice.
    private static func offerWriters(_ words: String, _ state: State, _ session: inout Session) -> [Effect] {
        let desk = state.desks[.text]
        var items: [Picker.Item] = []
        for row in state.providers where row.readiness(for: .text, limit: nil).isUsable {
            let cards = state.cards[CardQuery(provider: row.id, modality: .text)]?.cards ?? []
            let known = cards.map { (target: ModelReference(provider: row.id, model: $0.model), name: $0.name) }
            let chosen = desk?.models[row.id] ?? row.defaults[.text]
            let named =
                chosen.flatMap { id in known.contains { $0.target.model == id } ? nil : id }
                .map { [(target: ModelReference(provider: row.id, model: $0), name: $0.rawValue)] } ?? []
            let any = known.isEmpty && named.isEmpty ? [(ModelReference(provider: row.id), "its default model")] : []
            items += (named + known + any).map { writer in
                Picker.Item(
                    title: TextSanitizer.singleLine(writer.1), note: row.name, detail: "\(writer.0)",
                    message: .studio(.prompt(.rewriteSent(words, writer.0))))
            }
        }
        guard !items.isEmpty else { return session.tell(state.obstacle(to: .text), .warning) }
        let first = state.writer ?? desk?.provider.map { ModelReference(provider: $0, model: desk?.models[$0]) }
        if let index = items.firstIndex(where: { $0.detail == first.map { "\($0)" } }) {
            items.insert(items.remove(at: index), at: 0)
        }
        session.show(.picker(Picker(title: "Rewritten by", placeholder: "Which model?", items: items)))
        return []
    }

    private static func send(
        _ words: String, to target: ModelReference, _ state: inout State, _ session: inout Session
    ) -> [Effect] {
        let original = state.prompt.buffer.text
        let draft = GenerationDraft(modality: .text, prompt: PromptRewrite.request(words, original))
        let order = GenerationOrder(
            id: session.newJobID(), draft: draft, target: target, allowsUnknownModel: state.isUnlisted(target, .text),
            fallback: session.fallbacks[.text] ?? .none)
        let isSandbox = state.providers.first { $0.id == target.provider }?.isSandbox ?? session.isSandbox
        state.writer = target
        session.generations.begin(order, isSandbox: isSandbox, at: session.now)
        session.show(.review(RewriteReview(id: order.id, original: original, target: "\(target)")))
        return [.start(order)]
    }

    /// Brings the review up to date with its generation.
    static func settleReview(_ session: inout Session) {
        for index in session.overlays.indices {
            guard case .review(var review) = session.overlays[index], review.isWriting else { continue }
            review.follow(session.generations[review.id])
            session.overlays[index] = .review(review)
        }
    }
}

extension Session {
    /// Whether somebody looks at a generation in a review.
    func isReviewing(_ id: JobID) -> Bool {
        overlays.contains { if case .review(let review) = $0 { review.id == id } else { false } }
    }
}
