import EaselCore
import Foundation

extension GenerationRun {
    /// Brings one result to disk. What has to be fetched waits for its turn among all generations.
    func fetch(_ item: MediaReference, at place: MediaPlacement, of count: Int) async throws(EaselError) -> Asset {
        guard case .url = item.source else {
            return try await save(item, at: place)
        }
        send(.fetching(index: place.index, count: count, keptUntil: item.expiresAt))
        try await environment.downloads.enter(deadline: item.expiresAt)
        let outcome = await Self.outcome { () async throws(EaselError) in
            try await save(item, at: place)
        }
        await environment.downloads.leave()
        return try outcome.get()
    }

    /// Saves it. What waiting may mend is fetched again as requests are sent again: a result is paid for,
    /// and where there is no remote job it exists nowhere else.
    private func save(_ item: MediaReference, at place: MediaPlacement) async throws(EaselError) -> Asset {
        let start = environment.uptime()
        var attempt = 1
        while true {
            do {
                return try await environment.media.save(item, at: place, from: provider.media)
            } catch {
                let wait = environment.retries.wait(
                    after: error, attempt: attempt, elapsed: environment.uptime() - start, random: environment.random())
                guard let wait, !Task.isCancelled else { throw error }
                do { try await environment.sleep(wait) } catch { throw .cancelled }
                attempt += 1
            }
        }
    }

    /// Keeps when the first of the results goes, so that `easel jobs list` can tell should this process end meanwhile.
    func noteDeadline(of batch: MediaBatch, _ record: inout GenerationRecord) async {
        guard var job = record.remoteJob, let deadline = batch.items.compactMap(\.expiresAt).min(),
            job.resultsKeptUntil != deadline
        else { return }
        job.resultsKeptUntil = deadline
        record.remoteJob = job
        let (kept, id) = (job, record.id)
        try? await shielded { () async throws(EaselError) in try await history.accept(kept, for: id) }
    }
}

/// In which order the results of a batch are fetched.
enum DownloadOrder {
    /// What is still to be fetched, with its place in the batch: the earliest deadline first, equals in the batch's order.
    static func of(_ batch: MediaBatch, without saved: [Asset]) -> [(Int, MediaReference)] {
        let known = Set(saved.enumerated().map { $1.index ?? $0 })
        return batch.items.enumerated().filter { !known.contains($0.offset) }
            .sorted { left, right in
                (left.element.expiresAt ?? .distantFuture, left.offset)
                    < (right.element.expiresAt ?? .distantFuture, right.offset)
            }
            .map { ($0.offset, $0.element) }
    }
}
