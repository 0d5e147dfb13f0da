import EaselCore
import EaselEngine
import Foundation
import TerminalUI

/// The sweep that is under way, so that it can be stopped.
@MainActor
final class RunningSweep {
    var batch: BatchRun?
}

/// The work of sweeps: the same batch as `easel sweep`.
extension EffectRunner {
    func perform(_ effect: CompareSweepEffect, _ context: Context) async {
        guard let shelf = outside.sweeps else {
            return context.send(
                .failed(
                    EaselError(.unsupported, "Nothing can be swept here.", remedy: "`easel sweep --help` tells how.")))
        }
        switch effect {
        case .list: context.send(.compare(.sweep(.earlierListed(await shelf.all()))))
        case .stop: sweeps.batch?.stop()
        case .foresee(let order):
            do throws(EaselError) {
                let (order, forecast) = try await foresee(order, shelf)
                context.send(.compare(.sweep(.foreseen(order, forecast))))
            } catch {
                context.send(.compare(.sweep(.refused(error))))
            }
        case .run(let order): await run(order, shelf, context)
        }
    }

    private func foresee(
        _ order: SweepOrder, _ shelf: SweepShelf
    ) async throws(EaselError) -> (SweepOrder, SweepForecast) {
        var order = order
        let kept = try await shelf.keep(order.plan)
        order.kept = kept
        let sweep = Sweep([order.plan])
        let outlook = await SweepOutlook(sweep, on: outside.runner)
        var questions: [String] = []
        for target in order.plan.targets {
            guard let cell = sweep.cells.first(where: { $0.target == target }),
                let question = try? await outside.runner.question(about: cell.order),
                !questions.contains(question.reason)
            else { continue }
            questions.append(question.reason)
        }
        return (
            order,
            SweepForecast(
                requests: outlook.requests, costWords: outlook.costWords,
                refusals: outlook.refusals.sorted { $0.key.description < $1.key.description }
                    .map { "\($0.key): \($0.value.message)" },
                questions: questions, before: try await shelf.ledger.summary(of: kept.name))
        )
    }

    private func run(_ order: SweepOrder, _ shelf: SweepShelf, _ context: Context) async {
        guard let kept = order.kept else { return }
        var tally = BatchTally()
        var problem: EaselError?
        do throws(EaselError) {
            let before = try await shelf.ledger.summary(of: kept.name)
            var plan = BatchPlan(name: kept.name)
            plan.resumes = order.resumes
            plan.retriesFailed = order.resumes
            let cap = BatchBudget(limit: order.plan.capUSD, spent: order.resumes ? before.spentUSD : 0)
            let fallback = outside.fallbacks[order.plan.modality] ?? FallbackPlan(targets: [])
            let axes = order.plan.axes.map(\.key)
            var batch = BatchRun(
                plan, on: outside.runner,
                ledger: ToldLedger(shelf.ledger) { context.send(.compare(.sweep(.assigned($0)))) }, cap: cap,
                route: { (request) throws(EaselError) in
                    guard let target = request.target else {
                        throw EaselError(.invalidRequest, "A request of the sweep names no target.")
                    }
                    return (target, fallback)
                },
                report: { result in
                    context.send(.compare(.sweep(.ended(SweepLine(result.record, axes)))))
                    return true
                })
            batch.isConfirmed = order.isConfirmed
            sweeps.batch = batch
            tally = try await follow(batch, Sweep([order.plan]), cap, context)
        } catch {
            problem = error
        }
        sweeps.batch = nil
        var sheet: String?
        do throws(EaselError) {
            try await shelf.writeSheet(kept)
            sheet = kept.sheet
        } catch {
            problem = problem ?? error
        }
        context.send(.compare(.sweep(.finished(tally, sheet: sheet, problem))))
    }

    /// The run, with how far it is told a few times a second.
    private func follow(
        _ batch: BatchRun, _ sweep: Sweep, _ cap: BatchBudget, _ context: Context
    ) async throws(EaselError) -> BatchTally {
        @Sendable func tell() {
            context.send(.compare(.sweep(.moved(batch.tally, spent: cap.spent, unknown: cap.unknown))))
        }
        let outcome = await withTaskGroup(of: Result<BatchTally, EaselError>?.self) { group in
            group.addTask {
                do throws(EaselError) { return .success(try await batch.run(sweep)) } catch { return .failure(error) }
            }
            group.addTask {
                while (try? await Task.sleep(for: .milliseconds(250))) != nil { tell() }
                return nil
            }
            var outcome: Result<BatchTally, EaselError>?
            while outcome == nil, let next = await group.next() { outcome = next }
            group.cancelAll()
            return outcome
        }
        tell()
        return try outcome?.get() ?? batch.tally
    }
}

/// A ledger that tells which generations belong to the run.
private struct ToldLedger: BatchLedger {
    private let ledger: any BatchLedger
    private let tell: @Sendable (JobID) -> Void

    init(_ ledger: any BatchLedger, tell: @escaping @Sendable (JobID) -> Void) {
        self.ledger = ledger
        self.tell = tell
    }

    func assign(_ id: JobID, to line: BatchLine) async throws(EaselError) {
        tell(id)
        try await ledger.assign(id, to: line)
    }

    func entry(of line: BatchLine) async throws(EaselError) -> BatchEntry? {
        let entry = try await ledger.entry(of: line)
        if let entry { tell(entry.id) }
        return entry
    }

    func noteReported(_ line: BatchLine) async throws(EaselError) { try await ledger.noteReported(line) }

    func summary(of batch: String) async throws(EaselError) -> BatchSummary { try await ledger.summary(of: batch) }
}

extension SweepLine {
    /// - Parameter axes: parameters that the sweep varies.
    init(_ record: GenerationRecord, _ axes: [ParameterKey]) {
        let varied = axes.compactMap { key in record.draft.parameters[key].map { "\(key) \($0.plainText)" } }
        self.init(
            target: record.target, words: (varied + [String(record.draft.prompt.prefix(120))]).joined(separator: " "),
            status: record.status, cost: record.usage.costUSD, problem: record.error?.message)
    }
}

extension SweepCell {
    /// The request as the budget looks at it.
    fileprivate var order: GenerationOrder {
        GenerationOrder(
            draft: GenerationDraft(
                modality: modality, prompt: prompt, parameters: parameters,
                attachments: attachments.compactMap { Attachment($0) }), target: target)
    }
}
