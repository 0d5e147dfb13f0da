import EaselCore

extension GenerationRun {
    /// Brings one result to disk. What waiting may mend is fetched again as requests are sent again: a result is paid for,
    /// and where there is no remote job it exists nowhere else.
    func save(_ item: MediaReference, at place: MediaPlacement) async throws(EaselError) -> Asset {
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
}
