import EaselCore
import Foundation

extension GenerationRun {
    /// The limit that this run's requests share with others: the model's where the provider counts by model.
    private var lane: Lane {
        Lane(
            provider: provider.id, modality: card?.modality ?? .text,
            model: card?.limits.rate == nil ? nil : card?.model)
    }

    private var limits: RateLimits { card?.limits.rate ?? provider.descriptor.rate }

    /// Sends a request until it is answered, or until another try would help nobody.
    ///
    /// Only failures before anything was accepted are repeated, and only if `mayRepeat`: what a person has seen of a
    /// streamed answer is not taken back.
    func sending<Value: Sendable>(
        _ record: inout GenerationRecord, mayRepeat: @Sendable () -> Bool = { true },
        _ send: () async throws(EaselError) -> Value
    ) async throws(EaselError) -> Value {
        let lane = lane
        let start = environment.uptime()
        var attempt = 1
        while true {
            try await enter(lane)
            await noteSending(&record)
            do {
                let value = try await send()
                await traffic.noteSuccess(lane)
                return value
            } catch {
                await traffic.note(error, in: lane)
                let wait = environment.retries.wait(
                    after: error, attempt: attempt, elapsed: environment.uptime() - start, random: environment.random())
                guard let wait, mayRepeat(), !Task.isCancelled, await traffic.mayRetry(lane) else { throw error }
                noteFailedTry(error, &record)
                await noteWaiting(&record)
                await leaveLane()
                self.send(.retrying(because: error, at: environment.now().addingTimeInterval(wait / .seconds(1))))
                tries.update { $0.wasSent = false }
                do { try await environment.sleep(wait) } catch { throw .cancelled }
                attempt += 1
            }
        }
    }

    private func enter(_ lane: Lane) async throws(EaselError) {
        tries.update { $0.wasSent = false }
        let send = send
        try await traffic.enter(lane, limits: limits) { send(.waiting(until: $0)) }
        let now = elapsed
        tries.update {
            $0.began = now
            $0.lane = lane
            $0.wasSent = true
        }
    }

    /// Keeps that from now on the request may be accepted; the write survives the process, and costs no wait for the disk.
    private func noteSending(_ record: inout GenerationRecord) async {
        let date = environment.now()
        record.sentAt = date
        let (history, id) = (history, record.id)
        try? await shielded { () async throws(EaselError) in try await history.note(.sending, of: id, at: date) }
    }

    private func noteWaiting(_ record: inout GenerationRecord) async {
        record.sentAt = nil
        try? await history.note(.waiting, of: record.id, at: environment.now())
    }

    /// A job of an earlier process counts among those at work.
    func adoptLane() async {
        let lane = lane
        await traffic.adopt(lane, limits: limits)
        tries.update { $0.lane = lane }
    }

    /// The work that the lane waits for has ended. Calling it again does nothing.
    func leaveLane() async { if let lane = tries.takeLane() { await traffic.leave(lane) } }

    /// Notes a try that was not the last one.
    func noteFailedTry(_ error: EaselError, _ record: inout GenerationRecord) {
        record.attempts.append(
            Attempt(
                provider: record.provider, model: record.model, status: .failed, errorKind: error.kind,
                milliseconds: max(0, elapsed - tries.began)))
        let now = elapsed
        tries.update { $0.began = now }
    }
}
