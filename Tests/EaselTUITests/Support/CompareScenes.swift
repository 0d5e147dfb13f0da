import EaselCore
import EaselEngine
import Foundation
import TerminalUI

@testable import EaselTUI

/// Comparisons at several stages, made with the messages that the studio gets.
enum CompareScenes {
    static let targets = [
        "openrouter:openai/gpt-4o-mini", "local:qwen3:0.6b", "vertex:gemini-3-flash", "huggingface:meta/llama",
        "fal:any-llm", "replicate:mistral",
    ]

    /// The screen with so many targets, before anything is sent.
    static func setUp(
        _ count: Int = 2, _ modality: Modality = .text, size: Size = Size(width: 120, height: 40),
        unicode: Bool = true, depth: ColorDepth = .trueColor
    ) -> App.State {
        var state = Scene.state(size, unicode: unicode, depth: depth)
        state.session.canCompare = true
        state.compare.modality = modality
        state.compare.targets[modality] = targets.prefix(count).compactMap {
            ModelReference($0).map { ComparisonTarget($0) }
        }
        state.press("f3")
        return state
    }

    /// Sent: every seat is kept, and nothing came back.
    static func sent(
        _ count: Int = 2, _ modality: Modality = .text, size: Size = Size(width: 120, height: 40), blind: Bool = false,
        repeats: Int = 1, kind: Comparison.Kind = .sideBySide, unicode: Bool = true, depth: ColorDepth = .trueColor,
        prompt: String = "Why is the sky blue?"
    ) -> App.State {
        var state = setUp(count, modality, size: size, unicode: unicode, depth: depth)
        state.compare.isBlind = blind
        state.compare.isRace = kind == .race
        state.compare.repeats = repeats
        _ = App.update(&state, .input(.paste(prompt), at: Scene.now))
        let effects = state.press("enter")
        for case .compare(.start(let order)) in effects {
            _ = App.update(&state, .compare(.began(comparison(order))))
        }
        return state
    }

    static func comparison(_ order: ComparisonOrder) -> Comparison {
        var comparison = Comparison(order, at: Scene.now)
        var dice = SplitMix64(seed: 7)
        comparison.members = comparison.seats.map { ComparisonMember($0, JobID(at: Scene.now, using: &dice)) }
        return comparison
    }

    static func member(_ state: App.State, slot: Int, turn: Int = 0) -> JobID {
        state.compare.sheet?.comparison.member(ComparisonSeat(slot: slot, turn: turn))?.generation
            ?? JobID(rawValue: "none")
    }

    static func take(_ event: GenerationEvent, slot: Int, turn: Int = 0, _ state: inout App.State) {
        let id = member(state, slot: slot, turn: turn)
        _ = App.update(&state, .jobEvents([JobEvent(id: id, event: event)], at: Scene.now))
    }

    /// The row of a target's generation.
    static func record(_ state: App.State, slot: Int, turn: Int = 0) -> GenerationRecord {
        let comparison = state.compare.sheet?.comparison
        let target = comparison?.targets[slot].reference
        return GenerationRecord(
            id: member(state, slot: slot, turn: turn), createdAt: Scene.now,
            draft: comparison?.draft ?? GenerationDraft(modality: .text, prompt: ""),
            provider: target?.provider ?? "none", model: target?.model ?? "none", isSandbox: false)
    }

    static func finish(
        _ text: String, slot: Int, turn: Int = 0, _ state: inout App.State,
        _ change: (inout GenerationRecord) -> Void = { _ in }
    ) {
        var record = record(state, slot: slot, turn: turn)
        take(.opened(record), slot: slot, turn: turn, &state)
        record.status = .succeeded
        record.text = text
        record.timing = .init(firstOutputMilliseconds: 300 + slot * 100, totalMilliseconds: 1300 + slot * 1000)
        record.usage.outputTokens = 120
        record.usage.costUSD = 0.0004 * Double(slot + 1)
        record.attempts = [
            Attempt(
                provider: record.provider, model: record.model, status: .succeeded, errorKind: nil, milliseconds: 1300)
        ]
        change(&record)
        take(.finished(record), slot: slot, turn: turn, &state)
    }

    static let answers = [
        "Blue light is **scattered** more than red light, because its waves are shorter.\n\n- Lord Rayleigh, 1871\n- so sunsets are red",
        "Blue light is scattered more strongly than red light, as its waves are short. The sea mirrors it.",
        "The air scatters short waves.", "Because of Rayleigh scattering.", "It is not: it is violet.", "Scattering.",
    ]

    /// All but the last have answered; the last one failed when there are more than two.
    static func answered(
        _ count: Int = 2, size: Size = Size(width: 120, height: 40), blind: Bool = false, unicode: Bool = true,
        depth: ColorDepth = .trueColor
    ) -> App.State {
        var state = sent(count, size: size, blind: blind, unicode: unicode, depth: depth)
        for slot in 0..<count {
            if count > 2 && slot == count - 1 {
                finish("", slot: slot, &state) { record in
                    record.status = .failed
                    record.text = nil
                    record.usage = Usage()
                    record.error = EaselError(
                        .quota, "No credit at \(record.provider).", remedy: "Add credit.", provider: record.provider)
                }
            } else {
                finish(answers[slot], slot: slot, &state) { record in
                    if slot == 1 {
                        record.warnings = [
                            GenerationWarning(
                                .unsupported, parameter: "seed", "\(record.model) has no seed; it was not sent.")
                        ]
                    }
                }
            }
        }
        state.session.toasts = []
        return state
    }

    /// Two pictures have arrived and are decoded.
    static func pictures(
        size: Size = Size(width: 120, height: 40), depth: ColorDepth = .trueColor, unicode: Bool = true
    )
        throws -> App.State
    {
        var state = sent(2, .image, size: size, unicode: unicode, depth: depth, prompt: "A red kite")
        for slot in 0..<2 {
            finish("", slot: slot, &state) { record in
                record.text = nil
                record.usage.outputTokens = nil
                record.assets = [Scene.asset("kite-\(slot)")]
            }
        }
        state.session.toasts = []
        return try decoded(state)
    }

    /// What was asked for is on the shelf.
    static func decoded(_ state: App.State) throws -> App.State {
        var state = state
        for request in state.session.previews.requests {
            let image = request.path.contains("kite-0") ? try Scene.plainPicture() : try Scene.picture(16, 9)
            _ = App.update(&state, .previewReady(request, .picture(request.prepared(image))))
        }
        return state
    }

    static func vote(_ effects: [Effect], _ state: inout App.State) {
        for case .compare(.vote(let vote)) in effects {
            let votes = (state.compare.sheet?.votes ?? []) + [vote]
            _ = App.update(&state, .compare(.verdict(.voted(votes))))
        }
    }
}
