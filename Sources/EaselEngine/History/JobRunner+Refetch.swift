public import EaselCore
import Foundation

extension JobRunner {
    /// Fetches results again whose files are gone, from the provider that still has the job.
    ///
    /// Each comes back under a name of its own and takes the place of the lost one in history. Throws `.unavailable` when the
    /// provider has nothing any more, `.unsupported` when there never was a job to ask for.
    ///
    /// - Parameter indexes: which of the results.
    public func refetch(_ record: GenerationRecord, _ indexes: Set<Int>) async throws(EaselError) -> [Asset] {
        guard record.status.isFinished, let job = record.remoteJob else {
            throw EaselError(
                .unsupported, "Nothing at \(record.provider) can be asked for this file again.",
                remedy: "`easel history rerun \(record.id.short)` makes it anew; it is paid for again.",
                provider: record.provider)
        }
        return try await environment.keepingExchanges(of: record) {
            await GenerationRun.outcome { () async throws(EaselError) in try await fetch(job, record, indexes) }
        }.get()
    }

    private func fetch(
        _ job: RemoteJob, _ record: GenerationRecord, _ indexes: Set<Int>
    ) async throws(EaselError) -> [Asset] {
        let batch = try await batch(of: job, record)
        var saved: [Asset] = []
        for index in indexes.sorted() where batch.items.indices.contains(index) {
            saved.append(try await refetch(batch.items[index], index, record))
        }
        guard !saved.isEmpty else { throw Self.gone(record) }
        return saved
    }

    private func batch(of job: RemoteJob, _ record: GenerationRecord) async throws(EaselError) -> MediaBatch {
        let provider = try environment.registry.provider(record.provider)
        guard provider.isSandbox == record.isSandbox, let service = provider.services.media(job.modality) else {
            throw EaselError(
                .unavailable, "\(record.provider) is not set up as it was when this was made.",
                remedy: record.isSandbox
                    ? "It was made on the sandbox, which keeps nothing." : "`easel doctor` shows why.",
                provider: record.provider)
        }
        let status: RemoteJobStatus
        do throws(EaselError) { status = try await service.status(of: job) } catch {
            throw [.modelNotFound, .invalidRequest].contains(error.kind) || [404, 410].contains(error.httpStatus ?? 0)
                ? Self.gone(record) : error
        }
        guard case .completed(let batch) = status else { throw Self.gone(record) }
        return batch
    }

    private func refetch(
        _ item: MediaReference, _ index: Int, _ record: GenerationRecord
    ) async throws(EaselError) -> Asset {
        let provider = try environment.registry.provider(record.provider)
        let place = MediaPlacement(
            folder: record.draft.localFolder, prompt: record.draft.prompt, id: record.id, date: record.createdAt,
            index: index, provenance: MediaProvenance(record))
        var asset: Asset
        do throws(EaselError) {
            asset = try await environment.media.save(item, at: place, from: provider.media)
        } catch {
            throw [403, 404, 410].contains(error.httpStatus ?? 0) ? Self.gone(record) : error
        }
        asset.index = index
        try await environment.history.add(asset, to: record.id)
        return asset
    }

    private static func gone(_ record: GenerationRecord) -> EaselError {
        EaselError(
            .unavailable, "\(record.provider) does not have this result any more.",
            remedy: "`easel history rerun \(record.id.short)` makes it anew; it is paid for again.",
            provider: record.provider)
    }
}

extension HistoryDesk {
    /// Fetches the missing files of a generation again. Empty when none is missing.
    public func refetch(_ id: JobID) async throws(EaselError) -> [Asset] {
        let record = try await known(id)
        let missing = try await look(at: record, verifying: false).filter { $0.state == .missing }
        guard !missing.isEmpty else { return [] }
        let saved = try await runner.refetch(record, Set(missing.map(\.index)))
        var found: [AssetFinding] = []
        for asset in saved {
            let look = try await shelf.look(at: asset, known: nil, verifying: false)
            found.append(
                AssetFinding(id: id, index: asset.index ?? 0, state: look.state, modified: look.modified))
        }
        try await curation.note(found, at: now())
        return saved
    }
}
