public import EaselCore

/// Works through the lines of a batch file: a few at a time, through the same engine as everything else.
///
/// Memory does not grow with the file, but for a hash of every line's id. What became of each line is in history before it is
/// told, so a run that was killed goes on where it was.
public struct BatchRun: Sendable {
    /// Where a request goes, and who takes over.
    public typealias Route = @Sendable (BatchRequest) throws(EaselError) -> (ModelReference, FallbackPlan)

    let runner: JobRunner
    let ledger: any BatchLedger
    let plan: BatchPlan
    let cap: BatchBudget
    let route: Route
    /// A person agreed to pass the soft limit of the budget, or to costs that are not known.
    public var isConfirmed = false
    /// Told how each line ended; false when nobody reads it.
    let report: @Sendable (BatchResult) -> Bool
    let state = BatchState()

    public init(
        _ plan: BatchPlan, on runner: JobRunner, ledger: any BatchLedger, cap: BatchBudget,
        route: @escaping Route, report: @escaping @Sendable (BatchResult) -> Bool
    ) {
        self.plan = plan
        self.runner = runner
        self.ledger = ledger
        self.cap = cap
        self.route = route
        self.report = report
    }

    public var tally: BatchTally { state.tally }

    /// No further line is taken up; those under way go on.
    public func stop() { state.stop(.interrupted) }

    /// Works through the lines and returns when the last has ended.
    ///
    /// Throws `storage` when the lines cannot be read any more; what ended until then is kept.
    @concurrent
    public func run<Lines: AsyncSequence & Sendable>(_ lines: Lines) async throws(EaselError) -> BatchTally
    where Lines.Element == BatchInput {
        let failure = await withTaskGroup(of: Void.self) { group in
            await feed(lines, to: &group)
        }
        if let failure { throw failure }
        return state.tally
    }

    private func feed<Lines: AsyncSequence>(
        _ lines: Lines, to group: inout TaskGroup<Void>
    ) async -> EaselError? where Lines.Element == BatchInput {
        var ids = Set<Int>()
        var position = -1
        var running = 0
        do {
            for try await input in lines {
                if state.isStopped { break }
                position += 1
                guard plan.shard.holds(position) else { continue }
                guard let (line, request) = read(input, &ids), !plan.isSettled(line.id) else { continue }
                if running >= plan.concurrency {
                    await group.next()
                    running -= 1
                }
                if state.isStopped { break }
                running += 1
                state.update { $0.running += 1 }
                group.addTask {
                    await work(line, request)
                    state.update { $0.running -= 1 }
                }
            }
        } catch {
            return error as? EaselError ?? EaselError(.storage, "The batch file cannot be read to its end.")
        }
        await group.waitForAll()
        return nil
    }

    /// The request of a line; one that is none is told of and nil.
    private func read(_ input: BatchInput, _ ids: inout Set<Int>) -> (BatchLine, BatchRequest)? {
        var id = "line-\(input.number)"
        do throws(EaselError) {
            guard let text = input.text else {
                throw EaselError(
                    .invalidRequest, "Line \(input.number) is too long.", remedy: "Attach large inputs as files.")
            }
            let request: BatchRequest
            do {
                request = try BatchRequest(line: text)
            } catch {
                id = BatchRequest.id(ofUnreadable: text) ?? id
                throw error
            }
            id = request.id ?? id
            guard ids.insert(id.hashValue).inserted else {
                throw EaselError(
                    .invalidRequest, "The id \"\(TerminalSafeText.line(id))\" of line \(input.number) is used twice.",
                    remedy: "Give every line an id of its own.")
            }
            return (BatchLine(batch: plan.name, id: id), request)
        } catch {
            if !plan.isSettled(id) {
                refuse(
                    BatchLine(batch: plan.name, id: id), GenerationDraft(modality: .text, prompt: ""), nil, error)
            }
            return nil
        }
    }

    /// Tells of a line that was not sent.
    func refuse(_ line: BatchLine, _ draft: GenerationDraft, _ target: ModelReference?, _ error: EaselError) {
        handOut(BatchResult(line: line, record: .refused(draft, target, error)))
    }

    /// Tells how a line ended and counts it.
    func handOut(_ result: BatchResult) {
        state.update { tally in
            if result.record.status == .succeeded {
                tally.succeeded += 1
            } else {
                tally.failed += 1
                tally.firstError = tally.firstError ?? result.record.error
            }
        }
        if !report(result) { state.stop(.unread) }
    }
}
