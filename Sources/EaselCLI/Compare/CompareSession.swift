import EaselApp
import EaselCore
import EaselEngine
import Foundation

/// One comparison from its order, or from where an earlier process left it, to its exit code.
struct CompareSession {
    var context: CommandContext
    var options: CompareRunOptions
    var runtime: EaselRuntime

    private var engine: ComparisonRunner { runtime.comparisonRunner }

    /// With `--json`, what stands against sending it is told as an object too.
    func run(_ order: ComparisonOrder) async throws(EaselError) -> ExitStatus {
        let outlook = try await engine.outlook(of: order)
        do throws(EaselError) {
            return try await send(order, outlook)
        } catch {
            guard options.json else { throw error }
            return refused(order, outlook, error)
        }
    }

    /// Nothing was sent.
    private func refused(_ order: ComparisonOrder, _ outlook: ComparisonOutlook?, _ error: EaselError) -> ExitStatus {
        let report = ComparisonReport(refused: order, outlook, error)
        let printed = context.output.printJSON(ComparisonJSON(report, error: error))
        return printed == .done ? ExitStatus(error.kind) : printed
    }

    private func send(_ first: ComparisonOrder, _ outlook: ComparisonOutlook) async throws(EaselError) -> ExitStatus {
        var order = first
        let view = CompareView(
            context.output, isQuiet: options.quiet || options.json && !context.output.errorIsTerminal)
        if options.dryRun { return view.preview(outlook, order, json: options.json) }
        view.announce(outlook, order)
        order.isConfirmed = options.yes
        if !order.isConfirmed {
            for question in await engine.questions(about: order) {
                guard context.output.ask(question.reason + " Send it all the same?") else { throw question.refusal }
                order.isConfirmed = true
            }
        }
        let asked = order
        return try await follow(view) { began throws(EaselError) in
            if asked.kind == .race { return try await engine.race(asked, began: began) }
            let comparison = try await engine.start(asked)
            began(comparison)
            return try await engine.results(of: comparison.id)
        }
    }

    /// Goes on with a comparison whose process ended, or whose seat is to be tried again.
    func goOn(
        _ comparison: Comparison, _ change: @escaping @Sendable () async throws(EaselError) -> Comparison
    ) async throws(EaselError) -> ExitStatus {
        let view = CompareView(
            context.output, isQuiet: options.quiet || options.json && !context.output.errorIsTerminal)
        return try await follow(view) { began throws(EaselError) in
            if comparison.kind == .race, comparison.raceWinner == nil {
                began(comparison)
                return try await engine.resumeRace(comparison.id, isConfirmed: options.yes)
            }
            began(try await change())
            return try await engine.results(of: comparison.id)
        }
    }

    typealias Work = @Sendable (_ began: @Sendable (Comparison) -> Void) async throws(EaselError) -> ComparisonBoard

    /// The work with what goes on beside it: signals and progress.
    private func follow(_ view: CompareView, _ work: @escaping Work) async throws(EaselError) -> ExitStatus {
        let events = runtime.runner.events()
        let (beginning, began) = AsyncStream.makeStream(of: Comparison.self)
        let outcome = await withTaskGroup(of: Result<ComparisonBoard, EaselError>?.self) { group in
            group.addTask {
                do throws(EaselError) {
                    return .success(try await work { began.yield($0) })
                } catch {
                    return .failure(error)
                }
            }
            group.addTask {
                await show(beginning, events, view)
                return nil
            }
            group.addTask {
                await stopOnSignal()
                return nil
            }
            var outcome: Result<ComparisonBoard, EaselError>?
            while outcome == nil, let next = await group.next() { outcome = next }
            group.cancelAll()
            return outcome
        }
        guard let board = try outcome?.get() else { return .software }
        return try await finish(board, view)
    }

    private func show(
        _ beginning: AsyncStream<Comparison>, _ events: AsyncStream<JobEvent>, _ view: CompareView
    ) async {
        for await comparison in beginning {
            var board = ComparisonBoard(comparison)
            view.show(board)
            for await event in events where board.apply(event) {
                view.show(board)
                if case .finished = event.event { view.note(event.id, board) }
            }
        }
    }

    /// Ctrl-C cancels all at their providers; SIGTERM leaves remote jobs to be fetched later.
    private func stopOnSignal() async {
        for await signal in context.signals() {
            guard signal == SIGINT else {
                await runtime.runner.shutdown()
                continue
            }
            for id in await runtime.runner.activeJobs { _ = try? await runtime.runner.cancel(id) }
        }
    }

    private func finish(_ board: ComparisonBoard, _ view: CompareView) async throws(EaselError) -> ExitStatus {
        let report = try await ComparisonReport(board, runtime.comparisons)
        if let file = options.html { try await report.write(as: .html, to: file, context.previews) }
        if options.json {
            _ = context.output.printJSON(ComparisonJSON(report))
        } else {
            view.finish(report, sort: options.sort.key)
        }
        return Self.status(board)
    }

    static func status(_ board: ComparisonBoard) -> ExitStatus {
        if board.comparison.kind == .race, board.comparison.raceWinner != nil { return .done }
        return .worst(of: board.all.compactMap { $0.error.map { ExitStatus($0.kind) } })
    }
}
