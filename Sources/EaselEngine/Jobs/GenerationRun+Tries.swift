import EaselCore
import Foundation

extension GenerationRun {
    /// The lane of this run's requests, with the limits that they share with others.
    private func plan(_ modality: Modality) -> LanePlan { LanePlan(provider, modality, card) }

    /// Sends a request until it is answered, or until another try would help nobody.
    ///
    /// Only failures before anything was accepted are repeated, and only if `mayRepeat`: what a person has seen of a
    /// streamed answer is not taken back.
    ///
    /// - Parameter tokens: what the request may take.
    func sending<Value: Sendable>(
        _ record: inout GenerationRecord, tokens: Int = 0, mayRepeat: @Sendable () -> Bool = { true },
        _ send: () async throws(EaselError) -> Value
    ) async throws(EaselError) -> Value {
        let plan = plan(record.draft.modality)
        var start: Duration?
        var attempt = 1
        while true {
            let pass = try await enter(plan, tokens)
            let began = start ?? environment.uptime()
            start = began
            await noteSending(&record)
            let board = RateBoard()
            switch await RateBoard.$current.withValue(board, operation: { await Self.outcome(of: send) }) {
            case .success(let value):
                await traffic.noteSuccess(pass, board)
                return value
            case .failure(let error):
                await traffic.note(error, of: pass, board)
                let wait = environment.retries.wait(
                    after: error, attempt: attempt, elapsed: environment.uptime() - began, random: environment.random())
                guard let wait, mayRepeat(), !Task.isCancelled, await traffic.mayRetry(provider.id) else {
                    throw error.saidWhen(environment.now())
                }
                try await pause(wait, because: error, &record)
                attempt += 1
            }
        }
    }

    /// Waits between two tries, in no lane.
    private func pause(
        _ wait: Duration, because error: EaselError, _ record: inout GenerationRecord
    ) async throws(EaselError) {
        noteFailedTry(error, &record)
        await noteWaiting(&record)
        await leaveLane()
        send(.retrying(because: error, at: environment.now().addingTimeInterval(wait / .seconds(1))))
        tries.update { $0.wasSent = false }
        do { try await environment.sleep(wait) } catch { throw .cancelled }
    }

    private func enter(_ plan: LanePlan, _ tokens: Int) async throws(EaselError) -> TrafficPass {
        tries.update { $0.wasSent = false }
        let send = send
        let pass = try await traffic.enter(plan, tokens: tokens) { send(.waiting(until: $0)) }
        let now = elapsed
        tries.update {
            $0.began = now
            $0.pass = pass
            $0.wasSent = true
        }
        return pass
    }

    /// Puts what an answer took in place of what was reserved for it.
    func settle(_ usage: Usage?) async {
        guard let taken = TokenEstimate.taken(usage), let pass = tries.pass else { return }
        await traffic.settle(pass, tokens: taken)
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
    func adoptLane(_ modality: Modality) async {
        let pass = await traffic.adopt(plan(modality))
        tries.update { $0.pass = pass }
    }

    /// The work that the lane waits for has ended. Calling it again does nothing.
    func leaveLane() async { if let pass = tries.takePass() { await traffic.leave(pass) } }

    /// Notes a try that was not the last one.
    func noteFailedTry(_ error: EaselError, _ record: inout GenerationRecord) {
        record.attempts.append(
            Attempt(
                provider: record.provider, model: record.model, status: .failed, errorKind: error.kind,
                milliseconds: max(0, elapsed - tries.began)))
        let now = elapsed
        tries.update { $0.began = now }
        exchanges.begin(attempt: record.attempts.count)
    }
}

extension EaselError {
    /// A limit that is not waited for, with the time at which it is over in the remedy.
    fileprivate func saidWhen(_ now: Date) -> EaselError {
        if kind == .quota, let date = resetsAt, date > now {
            let time = Duration.seconds(date.timeIntervalSince(now))
            return with { $0.remedy = LimitWords.remedy(until: date, in: time) }
        }
        guard kind == .rateLimited, let seconds = retryAfterSeconds, seconds.isFinite, seconds >= 1 else { return self }
        return with { $0.remedy = LimitWords.remedy(afterSeconds: seconds) }
    }
}
