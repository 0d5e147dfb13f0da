import EaselCore
import EaselEngine
import Foundation
import TerminalUI

@testable import EaselTUI

/// Sweeps and judgements at several stages, made with the messages that the studio gets.
enum SweepScenes {
    /// The form with a prompt, seeds and values in it.
    static func form(size: Size = Size(width: 120, height: 40)) -> App.State {
        var state = CompareScenes.setUp(2, .image, size: size)
        state.press("a fox at dawn", "alt-m")
        state.press("alt-enter", "an owl, at night", "tab", "1-3", "tab", "steps=20,40", "tab", "2.50")
        return state
    }

    static let kept = KeptSweep(
        SweepPlan(
            modality: .image, prompts: ["a fox at dawn", "an owl, at night"],
            targets: CompareScenes.targets.prefix(2).compactMap { ModelReference($0) },
            axes: [SweepPlan.Axis(seeds: "1-3")].compactMap(\.self), capUSD: 2.5),
        file: "/home/ada/.local/share/easel/sweeps/sweep-1.json",
        name: "/home/ada/.local/share/easel/sweeps/sweep-1.json", sheet: "/home/ada/Easel/sweep-1.html")

    static func forecast(before: BatchSummary = BatchSummary()) -> SweepForecast {
        SweepForecast(
            requests: 12, costWords: "about $0.30 and 6 of unknown cost",
            refusals: ["local:qwen3:0.6b: It makes no pictures."], questions: [], before: before)
    }

    /// Some of it is done, some failed.
    static func running(size: Size = Size(width: 120, height: 40), unicode: Bool = true) -> App.State {
        var state = CompareScenes.setUp(2, .image, size: size, unicode: unicode)
        var order = SweepOrder(plan: kept.plan, kept: kept)
        order.isConfirmed = true
        _ = App.update(&state, .compare(.sweep(.agreed(order))))
        for number in 0..<5 {
            _ = App.update(
                &state,
                .compare(
                    .sweep(
                        .ended(
                            SweepLine(
                                target: kept.plan.targets[number % 2], words: "seed \(number) a fox at dawn",
                                status: number == 3 ? .failed : .succeeded, cost: number == 3 ? nil : 0.025,
                                problem: number == 3 ? "No credit at local." : nil)))))
        }
        var tally = BatchTally()
        (tally.succeeded, tally.failed, tally.running) = (4, 1, 2)
        _ = App.update(&state, .compare(.sweep(.moved(tally, spent: 0.1, unknown: 1))))
        return state
    }

    static func finished(size: Size = Size(width: 120, height: 40), lines: Int = 0) -> App.State {
        var state = running(size: size)
        var tally = BatchTally()
        (tally.succeeded, tally.failed) = (11, 1)
        for number in 0..<lines {
            _ = App.update(
                &state,
                .compare(
                    .sweep(
                        .ended(
                            SweepLine(
                                target: kept.plan.targets[0], words: "line \(number)", status: .succeeded, cost: 0.01)))
                ))
        }
        _ = App.update(&state, .compare(.sweep(.finished(tally, sheet: kept.sheet, nil))))
        state.session.toasts = []
        return state
    }

    /// Two models judged the answers.
    static func judged(
        _ count: Int = 3, size: Size = Size(width: 120, height: 40), blind: Bool = false
    ) -> App.State {
        var state = CompareScenes.answered(count, size: size, blind: blind)
        guard let sheet = state.compare.sheet else { return state }
        let judgements = ["openrouter:openai/gpt-4o", "local:smollm2"].compactMap { ModelReference($0) }.enumerated()
            .map { number, judge in
                Judgement(
                    number == 0 ? .winner(0) : .tie([0, 1]), of: sheet.comparison.id, at: Scene.now, by: judge,
                    in: JobID(rawValue: "judge-\(number)"),
                    rubric: ["Is it correct?", "Is it short?"], answers: [0: [true, number == 1], 1: [false, true]],
                    reason: "The first names the cause.")
            }
        _ = App.update(&state, .compare(.judge(.judged(judgements, sheet.comparison.id))))
        state.session.toasts = []
        return state
    }

    /// A comparison of an earlier start of which one target was never sent.
    static func cutOff(size: Size = Size(width: 120, height: 40)) -> App.State {
        let past = CompareScenes.sent(2, size: size)
        var state = CompareScenes.setUp(2, size: size)
        guard var board = past.compare.sheet?.board else { return state }
        var record = CompareScenes.record(past, slot: 0)
        record.status = .succeeded
        record.text = CompareScenes.answers[0]
        board.take(record)
        _ = App.update(&state, .compare(.recalledBoard(board, [], [])))
        return state
    }
}
