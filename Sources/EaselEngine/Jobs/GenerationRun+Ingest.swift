import EaselCore

extension GenerationRun {
    /// Brings results to disk, one after the other, the one that the provider takes back first at the front; what an earlier
    /// process saved already is not fetched again.
    ///
    /// A result that cannot be saved now, of a job that the provider still has, ends the run and leaves the job ours. One
    /// that can never be saved does not keep the others from being saved.
    func ingest(_ batch: MediaBatch, _ record: inout GenerationRecord) async -> RunEnd {
        note(batch.warnings, in: &record)
        charge(batch.usage, &record)
        record.text = record.text ?? batch.text
        if record.draft.modality != .text && batch.items.isEmpty {
            return .failed(
                EaselError(.invalidResponse, "The provider finished without a result.", provider: provider.id))
        }
        var failure: EaselError?
        await noteDeadline(of: batch, &record)
        for (index, item) in DownloadOrder.of(batch, without: record.assets) {
            if record.remoteJob != nil, await !renewLease(record.id) { return .left(nil) }
            do {
                try await keep(item, index: index, of: batch, &record)
            } catch {
                if failure == nil, isWorthReturning(for: error, record) { return .left(leaving(error)) }
                if Task.isCancelled { return .cancelled(nil) }
                failure =
                    failure
                    ?? (isExpired(error, record) ? .resultExpired(provider.id, status: error.httpStatus) : error)
            }
        }
        guard let failure else { return .succeeded }
        return isStillThere(after: failure, record) ? .left(leaving(failure)) : .failed(failure)
    }

    /// Ingests results that exist nowhere but here. The end of Easel waits for them; only a person cuts them off.
    func keepOnlyCopy(of batch: MediaBatch, _ record: inout GenerationRecord) async -> RunEnd {
        if Task.isCancelled && signal.reason == .cancelled { return await keepLate(batch, &record) }
        let saving = saving(batch, record)
        let outcome = await withTaskCancellationHandler {
            await saving.value
        } onCancel: {
            if signal.reason == .cancelled { saving.cancel() }
        }
        record = outcome.record
        return outcome.end
    }

    /// Ingests results that came although a person had cancelled: they are paid for.
    func keepLate(_ batch: MediaBatch, _ record: inout GenerationRecord) async -> RunEnd {
        note([GenerationWarning(.other, "It was done before the cancel arrived: the result was kept.")], in: &record)
        let outcome = await saving(batch, record).value
        record = outcome.record
        return outcome.end
    }

    /// Its caller waits for the task, and cancels it where that is wanted.
    private func saving(_ batch: MediaBatch, _ record: GenerationRecord) -> Task<
        (end: RunEnd, record: GenerationRecord), Never
    > {
        Task {
            var copy = record
            let end = await ingest(batch, &copy)
            return (end, copy)
        }
    }

    /// A file that history could not be told of is still shown, unless its job is fetched again anyhow.
    private func keep(
        _ item: MediaReference, index: Int, of batch: MediaBatch, _ record: inout GenerationRecord
    ) async throws(EaselError) {
        let place = MediaPlacement(
            folder: record.draft.localFolder, prompt: record.draft.prompt, id: record.id, date: record.createdAt,
            index: index, provenance: MediaProvenance(record, seed: batch.seed))
        var asset = try await fetch(item, at: place, of: batch.items.count)
        asset.index = index
        asset.cloud = environment.mirror?.place(for: asset, of: record)
        let (saved, id) = (asset, record.id)
        do {
            try await shielded { () async throws(EaselError) in try await history.add(saved, to: id) }
        } catch {
            if record.remoteJob == nil { record.assets.append(saved) }
            throw error
        }
        record.assets.append(saved)
        record.assets.sort { ($0.index ?? 0) < ($1.index ?? 0) }
        send(.saved(saved))
    }

    /// A result that could not be saved is not lost while the provider still has it.
    private func isWorthReturning(for error: EaselError, _ record: GenerationRecord) -> Bool {
        record.remoteJob != nil && (isLeaving || error.kind.isTransient || error.kind == .storage)
    }

    /// The address of a result that the provider made leads nowhere any more: 403 is how some storage says so.
    private func isExpired(_ error: EaselError, _ record: GenerationRecord) -> Bool {
        record.remoteJob != nil && [403, 404, 410].contains(error.httpStatus ?? 0)
    }

    /// What came in place of a result makes no sense; the result itself is paid for, and the provider has it as long as it does
    /// not say that it is gone.
    private func isStillThere(after error: EaselError, _ record: GenerationRecord) -> Bool {
        record.remoteJob != nil && error.kind == .invalidResponse && ![403, 404, 410].contains(error.httpStatus ?? 0)
    }

    private func leaving(_ error: EaselError) -> EaselError? {
        isLeaving
            ? nil : error.with { $0.remedy += " The result is still at the provider: `easel jobs resume` fetches it." }
    }

    private var isLeaving: Bool { Task.isCancelled && signal.reason != .cancelled }

    /// Adds warnings to the record and tells whoever listens.
    func note(_ warnings: [GenerationWarning], in record: inout GenerationRecord) {
        for warning in warnings {
            record.warnings.append(warning)
            send(.warning(warning))
        }
    }

    /// Takes over what the provider counted; an estimate stands where it told no cost.
    func charge(_ usage: Usage?, _ record: inout GenerationRecord) {
        guard var usage else { return }
        if usage.costUSD == nil {
            usage.costUSD = card.flatMap { CostEstimate.after($0, usage) } ?? record.usage.costUSD
            usage.costIsEstimate = true
        }
        record.usage = usage
    }
}
