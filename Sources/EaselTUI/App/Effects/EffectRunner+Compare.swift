import EaselCore
import EaselEngine
import Foundation
import TerminalUI

/// The work of the screen of comparisons.
extension EffectRunner {
    func perform(_ effect: CompareEffect, _ context: Context) async {
        if case .play(let path, let isFilm, let seconds, let gain) = effect {
            return await play(path, isFilm: isFilm, from: seconds, gain: gain, context)
        }
        guard let store = outside.comparisons else {
            return context.send(.failed(EaselError(.unsupported, "Nothing can be compared here.")))
        }
        let engine = ComparisonRunner(outside.runner, store: store)
        switch effect {
        case .foresee(let order, let serial): await foresee(order, serial, engine, context)
        case .start(let order): await start(order, engine, context)
        case .retry, .goOn, .takeUp: await again(effect, engine, context)
        case .judge(let order): await judge(order, engine, context)
        case .rename(let id, let name):
            await report(context) {
                try await store.rename(id, to: name)
                return .compare(.keep(.renamed(id, name)))
            }
        case .export(let order):
            await report(context) {
                guard let export = outside.exportComparison else {
                    throw EaselError(
                        .unsupported, "Nothing can be exported here.", remedy: "`easel compare export` writes it.")
                }
                try await export(order)
                return .compare(.keep(.exported(order.path)))
            }
        case .sweep(let effect): await perform(effect, context)
        case .vote(let vote):
            await report(context) {
                try await store.add(vote)
                return .compare(.verdict(.voted(try await store.votes(of: vote.comparison))))
            }
        case .loadList(let modality):
            await report(context) {
                let page = try await store.page(ComparisonQuery(modality: modality, limit: 100))
                return .compare(.listed(try await digests(page.comparisons, store)))
            }
        case .load(let id):
            await report(context) {
                .compare(
                    .recalledBoard(
                        try await engine.board(of: id), try await store.votes(of: id),
                        try await store.judgements(of: id)))
            }
        case .loadRating(let modality, let isSandbox):
            await report(context) {
                let ballots = try await store.ballots(BallotQuery(modality, isSandbox: isSandbox))
                return .compare(.rated(modality, BradleyTerry(ballots), isSandbox: isSandbox))
            }
        case .play: break
        case .matchLoudness(let paths):
            let gains = await outside.matchLoudness?(paths.map { URL(fileURLWithPath: $0) }) ?? []
            context.send(.compare(.matched(Dictionary(zip(paths, gains)) { first, _ in first })))
        case .loadSets: await report(context) { .compare(.setUp(.setsListed(try await store.targetSets()))) }
        case .keepSet(let set):
            await report(context) {
                try await store.keep(set)
                return .told("Kept as \(set.name).")
            }
        case .loadVeiled:
            await report(context) {
                let page = try await store.page(ComparisonQuery(limit: 200))
                let blind = try await digests(page.comparisons.filter(\.isBlind), store)
                return .comparisonsHidden(blind.filter { $0.verdict == nil }.map(\.comparison))
            }
        }
    }

    private func play(
        _ path: String, isFilm: Bool, from seconds: Double, gain: Double, _ context: Context
    ) async {
        guard let playTake = outside.playTake else { return await play(path, isFilm: isFilm, context) }
        await play(path, isFilm: isFilm, context) { try await playTake($0, isFilm, seconds, gain) }
    }

    private func digests(
        _ comparisons: [Comparison], _ store: any ComparisonStore
    ) async throws(EaselError) -> [ComparisonDigest] {
        var digests: [ComparisonDigest] = []
        for comparison in comparisons {
            digests.append(
                ComparisonDigest(
                    comparison: comparison, verdict: try await store.votes(of: comparison.id).last?.verdict))
        }
        return digests
    }

    private func foresee(
        _ order: ComparisonOrder, _ serial: Int, _ engine: ComparisonRunner, _ context: Context
    ) async {
        do throws(EaselError) {
            context.send(.compare(.foretold(try await engine.outlook(of: order), nil, serial: serial)))
        } catch {
            context.send(.compare(.foretold(nil, error, serial: serial)))
        }
    }

    private func start(_ order: ComparisonOrder, _ engine: ComparisonRunner, _ context: Context) async {
        if !order.isConfirmed {
            let questions = await engine.questions(about: order)
            guard questions.isEmpty else { return context.send(.compare(.questioned(order, questions))) }
        }
        let kept: @Sendable (Comparison) -> Void = { context.send(.compare(.began($0))) }
        do throws(EaselError) {
            guard order.kind == .race else {
                return context.send(.compare(.underWay(try await engine.start(order, kept: kept))))
            }
            let board = try await engine.race(
                order, kept: kept, began: { context.send(.compare(.underWay($0))) })
            context.send(.compare(.underWay(board.comparison)))
        } catch {
            context.send(.compare(.refused(order.id, error)))
        }
    }
}
