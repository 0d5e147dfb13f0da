import EaselApp
import EaselConfig
import EaselCore
import EaselEngine
import Foundation

/// One `easel batch` or `easel sweep` from its lines to its exit code.
struct BatchSession<Lines: AsyncSequence & Sendable> where Lines.Element == BatchInput {
    var context: CommandContext
    var options: BatchOptions
    var runtime: EaselRuntime
    var shard: BatchShard
    /// Names the run in history; `-` for standard input, which is never gone on with.
    var file: String
    var lines: Lines
    /// The target of lines that name none.
    var on: ModelReference?

    func run() async throws(EaselError) -> ExitStatus {
        let name = name
        let before = try await runtime.batches.summary(of: name)
        if before.lines > 0, !options.resume, !options.anew, !isRetriedTask {
            throw EaselError(
                .invalidRequest, "\(file) was begun before: \(before.finished) of \(before.lines) lines ended.",
                remedy: "--resume goes on with it, --anew sends everything again.")
        }
        var plan = BatchPlan(name: name, concurrency: options.concurrency, shard: shard)
        plan.resumes = options.resume || isRetriedTask
        plan.retriesFailed = options.retryFailed
        plan.resendsUnknown = options.resendUnknown
        plan.outputFolder = options.output.flatMap(OutputPlace.url)
        let results = try await resultsFile(&plan)
        let cap = BatchBudget(limit: options.budget, spent: plan.resumes ? before.spentUSD : 0)
        let view = BatchView(context.output, isQuiet: options.quiet, cap: cap, file: results)
        var batch = BatchRun(
            plan, on: runtime.runner, ledger: runtime.batches, cap: cap, route: route, report: view.report)
        batch.isConfirmed = options.yes
        let tally = try await follow(batch, view)
        view.finish(tally, canResume: file != "-")
        return Self.status(tally)
    }

    /// The whole run with what goes on beside it: signals and the line of progress.
    private func follow(
        _ batch: BatchRun, _ view: BatchView
    ) async throws(EaselError) -> BatchTally {
        let outcome = await withTaskGroup(of: Result<BatchTally, EaselError>?.self) { group in
            group.addTask {
                do throws(EaselError) { return .success(try await batch.run(lines)) } catch { return .failure(error) }
            }
            group.addTask {
                await stopOnSignal(batch, view)
                return nil
            }
            group.addTask {
                while (try? await Task.sleep(for: .seconds(1))) != nil {
                    view.show(batch.tally, await runtime.runner.lanes())
                }
                return nil
            }
            var outcome: Result<BatchTally, EaselError>?
            while outcome == nil, let next = await group.next() { outcome = next }
            group.cancelAll()
            return outcome
        }
        return try outcome?.get() ?? batch.tally
    }

    /// The first Ctrl-C ends the taking up of lines, the second cancels at the providers; SIGTERM leaves remote jobs to the
    /// next run.
    private func stopOnSignal(_ batch: BatchRun, _ view: BatchView) async {
        var interrupts = 0
        for await signal in context.signals() {
            batch.stop()
            guard signal == SIGINT else {
                await runtime.runner.shutdown()
                continue
            }
            interrupts += 1
            let running = await runtime.runner.activeJobs
            if interrupts == 1 {
                view.note("Finishing \(running.count) under way; Ctrl-C again cancels them.")
            } else {
                for id in running { _ = try? await runtime.runner.cancel(id) }
            }
        }
    }

    private func resultsFile(_ plan: inout BatchPlan) async throws(EaselError) -> ResultsFile? {
        guard let path = options.results else { return nil }
        let suffix = shard == .all ? "" : ".\(shard.index)-of-\(shard.count)"
        let file = try ResultsFile(path + suffix)
        var settled = Set<Int>()
        let (retries, resumes) = (options.retryFailed, plan.resumes)
        try await file.read { head in
            guard resumes, head.status == "succeeded" || head.status == "failed" && !retries else { return }
            settled.insert(head.batchID.hashValue)
        }
        let known = settled
        plan.isSettled = { known.contains($0.hashValue) }
        plan.trustsHistory = false
        return file
    }

    private var route: BatchRun.Route {
        let (setup, fallback) = (runtime.setup, on)
        return { (request) throws(EaselError) in
            let target: ModelReference
            if let named = request.target ?? fallback {
                target = named
            } else {
                target = try setup.defaultTarget(for: request.draft.modality)
            }
            return (target, setup.fallback(for: request.draft.modality, named: request.fallbacks))
        }
    }

    var name: String {
        file == "-" ? "standard input " + JobID.new().rawValue : runtime.batchName(ofFile: file)
    }

    /// Cloud Run starts a task that failed once more; it goes on by itself.
    private var isRetriedTask: Bool {
        !options.anew && context.environment["CLOUD_RUN_TASK_ATTEMPT"].flatMap(Int.init).map { $0 > 0 } ?? false
    }

    private static func status(_ tally: BatchTally) -> ExitStatus {
        switch tally.stop {
        case .interrupted: .cancelled
        case .budget: .tryLater
        case .failure(let error): ExitStatus(error.kind)
        case .unread: .done
        case nil: tally.firstError.map { ExitStatus($0.kind) } ?? .done
        }
    }
}
