import EaselCore

extension GenerationRun {
    /// Brings results to disk, one after the other; what an earlier process saved already is not fetched again.
    func ingest(_ batch: MediaBatch, _ record: inout GenerationRecord) async -> RunEnd {
        note(batch.warnings, in: &record)
        charge(batch.usage, &record)
        record.text = record.text ?? batch.text
        if record.draft.modality != .text && batch.items.isEmpty {
            return .failed(EaselError(.invalidResponse, "The provider finished without a result.", provider: provider.id))
        }
        for (index, item) in batch.items.enumerated() where index >= record.assets.count {
            do {
                let asset = try await save(item, index: index, record)
                try await history.add(asset, to: record.id)
                record.assets.append(asset)
                send(.saved(asset))
            } catch {
                return leave(error, record)
            }
        }
        return .succeeded
    }

    private func save(_ item: MediaReference, index: Int, _ record: GenerationRecord) async throws(EaselError) -> Asset {
        let place = MediaPlacement(
            folder: record.draft.outputFolder, prompt: record.draft.prompt, id: record.id, date: record.createdAt, index: index)
        return try await environment.media.save(item, at: place, from: provider.media)
    }

    /// A result that could not be saved is not lost while the provider still has it: the job stays ours.
    private func leave(_ error: EaselError, _ record: GenerationRecord) -> RunEnd {
        let isLeaving = Task.isCancelled && signal.reason != .cancelled
        if record.remoteJob != nil && (isLeaving || error.kind.isTransient || error.kind == .storage) {
            return .left(isLeaving ? nil : error.with { $0.remedy += " The result is still at the provider: `easel jobs resume` fetches it." })
        }
        return Task.isCancelled ? .cancelled(nil) : .failed(error)
    }

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
