import EaselCore

extension BatchRun {
    /// Sees one line to its end, or to where an earlier run left it.
    func work(_ line: BatchLine, _ request: BatchRequest) async {
        do throws(EaselError) {
            let entry = plan.resumes ? try await ledger.entry(of: line) : nil
            guard let entry, let stored = try await runner.environment.history.record(entry.id) else {
                return try await send(request, as: line)
            }
            guard stored.draft.asks(theSameAs: draft(of: request)) else {
                return refuse(line, request.draft, request.target, Self.changed(line))
            }
            let record = stored.status.isFinished ? stored : try await follow(stored)
            guard record.status.isFinished else { return state.update { $0.open += 1 } }
            if shouldSend(record) || wasNeverSent(stored, record) { return try await send(request, as: line) }
            if entry.isReported && plan.trustsHistory { return state.update { $0.skipped += 1 } }
            try await end(record, of: line)
        } catch {
            if error.kind == .storage { state.stop(.failure(error)) }
            if error.kind != .cancelled { refuse(line, request.draft, request.target, error) }
        }
    }

    /// Whether a line that has ended is sent once more.
    private func shouldSend(_ record: GenerationRecord) -> Bool {
        switch record.status {
        case .cancelled: true
        case .failed where record.error?.mayHaveBeenAccepted == true:
            // Text whose stream was cut off is nowhere; media may be finished at the provider and paid for.
            record.draft.modality == .text || plan.resendsUnknown
        case .failed: plan.retriesFailed
        default: false
        }
    }

    /// Whether a row that was found open was closed because its request certainly never left.
    private func wasNeverSent(_ open: GenerationRecord, _ closed: GenerationRecord) -> Bool {
        !open.status.isFinished && closed.status == .failed && closed.remoteJob == nil
            && closed.error?.mayHaveBeenAccepted == false
    }

    /// The row as it is when it has ended, or when nothing of this process can bring it to its end.
    private func follow(_ record: GenerationRecord) async throws(EaselError) -> GenerationRecord {
        _ = try await runner.resume(record)
        if let ended = await runner.result(of: record.id) { return ended }
        return try await runner.environment.history.record(record.id) ?? record
    }

    private func send(_ request: BatchRequest, as line: BatchLine) async throws(EaselError) {
        let (target, fallback) = try route(request)
        var order = GenerationOrder(draft: draft(of: request), target: target, fallback: fallback)
        order.isConfirmed = isConfirmed
        try await ledger.assign(order.id, to: line)
        do throws(EaselError) {
            try await runner.start(order, within: cap)
        } catch {
            guard error.kind == .quota, cap.isFull else { throw error }
            return state.stop(.budget)
        }
        let record = await runner.result(of: order.id)
        cap.settle(record?.usage.costUSD, for: order.id)
        guard let record, record.status.isFinished, !isOurDoing(record) else { return state.update { $0.open += 1 } }
        try await end(record, of: line)
    }

    /// A line that ended because the whole run ends is not told of: the next run sends it.
    private func isOurDoing(_ record: GenerationRecord) -> Bool { record.status == .cancelled && state.isStopped }

    private func end(_ record: GenerationRecord, of line: BatchLine) async throws(EaselError) {
        handOut(BatchResult(line: line, record: record))
        try await ledger.noteReported(line)
    }

    private func draft(of request: BatchRequest) -> GenerationDraft {
        var draft = request.draft
        draft.outputFolder = plan.outputFolder
        return draft
    }

    private static func changed(_ line: BatchLine) -> EaselError {
        EaselError(
            .invalidRequest, "Another request was sent under the id \"\(TerminalSafeText.line(line.id))\" before.",
            remedy: "Give the changed line a new id, or begin with --anew.")
    }
}

extension GenerationDraft {
    /// Whether nothing that the provider sees differs; where files go does not matter.
    fileprivate func asks(theSameAs other: GenerationDraft) -> Bool {
        modality == other.modality && prompt == other.prompt && parameters == other.parameters
            && attachments == other.attachments
    }
}
