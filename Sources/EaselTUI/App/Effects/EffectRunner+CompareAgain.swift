import EaselCore
import EaselEngine
import Foundation
import TerminalUI

/// What is sent of a comparison after its first send: again, the rest of it, or to a judge.
extension EffectRunner {
    func again(_ effect: CompareEffect, _ engine: ComparisonRunner, _ context: Context) async {
        do throws(EaselError) {
            switch effect {
            case .retry(let seat, let id, let isConfirmed):
                let asked = isConfirmed ? [] : try await engine.questions(about: [seat], of: id)
                guard asked.isEmpty else {
                    return context.send(
                        .compare(.agreementAsked(.retry(seat, id, isConfirmed: true), asked)))
                }
                let comparison = try await engine.retry(
                    seat, of: id, isConfirmed: isConfirmed, kept: { context.send(.compare(.began($0))) })
                context.send(.compare(.underWay(comparison)))
            case .goOn(let id, let isConfirmed): try await goOn(id, isConfirmed, engine, context)
            default: try await takeUp(engine, context)
            }
        } catch {
            context.send(.failed(error))
        }
    }

    private func goOn(
        _ id: ComparisonID, _ isConfirmed: Bool, _ engine: ComparisonRunner, _ context: Context
    ) async throws(EaselError) {
        let unsent = try await engine.unsentSeats(of: id)
        guard !unsent.isEmpty else { return context.send(.told("All of it was sent: r asks one again.")) }
        let asked = isConfirmed ? [] : try await engine.questions(about: unsent, of: id)
        guard asked.isEmpty else {
            return context.send(.compare(.agreementAsked(.goOn(id, isConfirmed: true), asked)))
        }
        let comparison = try await engine.resume(
            id, isConfirmed: isConfirmed, kept: { context.send(.compare(.began($0))) })
        context.send(.compare(.underWay(comparison)))
        guard comparison.kind == .race, comparison.raceWinner == nil else { return }
        context.send(.compare(.underWay(try await engine.resumeRace(id, sendsUnsent: false).comparison)))
    }

    /// Nothing is sent without a person: races are decided among those that were sent, and the newest comparison of the last
    /// day that is unfinished is laid out.
    private func takeUp(_ engine: ComparisonRunner, _ context: Context) async throws(EaselError) {
        let races = try await engine.openRaces()
        let newest = try await engine.store.unfinishedComparisons().last
        // What nobody went on with for a day stays in the list.
        if let newest, outside.now().timeIntervalSince(newest.createdAt) < 86_400 {
            context.send(
                .compare(
                    .foundUnfinished(
                        try await engine.board(of: newest.id), try await engine.store.votes(of: newest.id),
                        try await engine.store.judgements(of: newest.id))))
        }
        await withTaskGroup(of: Void.self) { group in
            for race in races {
                group.addTask {
                    guard let board = try? await engine.resumeRace(race.id, sendsUnsent: false) else { return }
                    context.send(.compare(.underWay(board.comparison)))
                    guard board.comparison.raceWinner != nil else { return }
                    context.send(.told("A race of an earlier start is decided: Alt-E in F3 shows it."))
                }
            }
        }
    }

    func judge(_ order: JudgeOrder, _ engine: ComparisonRunner, _ context: Context) async {
        do throws(EaselError) {
            if !order.isConfirmed, let question = try await engine.question(about: order) {
                var agreed = order
                agreed.isConfirmed = true
                return context.send(.compare(.agreementAsked(.judge(agreed), [question])))
            }
            _ = try await engine.judge(order) { id in
                context.send(.compare(.judge(.began(id, order.comparison, order.judge))))
            }
            let all = try await engine.store.judgements(of: order.comparison)
            context.send(.compare(.judge(.judged(all, order.comparison))))
        } catch {
            context.send(.compare(.judge(.refused(error, order.comparison))))
        }
    }
}
