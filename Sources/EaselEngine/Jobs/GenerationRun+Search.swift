import EaselCore
import Foundation

extension GenerationRun {
    /// Takes up a row whose request was cut off before its answer.
    @concurrent
    func reconcile(_ stored: GenerationRecord) async -> GenerationRecord {
        await working(on: stored) { record in
            await noteLost(&record)
            return await recover(.interrupted(provider.id), &record)
        }
    }

    /// How a run ends whose submit failed. Where it is not known whether it was accepted, and the provider can be asked,
    /// the job is looked for.
    func end(afterSubmit error: EaselError, _ record: inout GenerationRecord) async -> RunEnd {
        let end = end(ofSubmit: error)
        guard let lost = end.unknownFate, provider.finder != nil else { return end }
        await leaveLane()
        await noteLost(&record)
        switch signal.reason {
        case .detached, .dispossessed: return .left(nil)
        case .cancelled: return await cancelLost(end, &record)
        case nil: return await recover(lost, &record)
        }
    }

    /// Looks for the job until it is found or cannot be there any more, and follows it.
    private func recover(_ lost: EaselError, _ record: inout GenerationRecord) async -> RunEnd {
        let name = provider.descriptor.name
        note(
            [
                GenerationWarning(
                    .other, "It is not known whether \(name) accepted the request; the job is looked for there.")
            ], in: &record)
        switch await search(&record) {
        case .adopted(let job):
            await adoptLane(job.modality)
            return await follow(job, &record)
        case .absent(let words): return .failed(lost.with { $0.message += " " + words })
        case .left where signal.reason == .cancelled: return .cancelled(nil, .cancelledInSubmit(provider.id))
        case .left(let error): return .left(error)
        }
    }

    /// A person cancelled before the answer came: if the job is there, it is told to stop.
    private func cancelLost(_ end: RunEnd, _ record: inout GenerationRecord) async -> RunEnd {
        let (run, opened) = (self, record)
        let found = await Task { () -> (RemoteJob?, GenerationRecord) in
            var record = opened
            for pause in [Duration.zero, .seconds(1), .seconds(2)] {
                if pause > .zero { try? await run.environment.sleep(pause) }
                if case .adopted(let job)? = try? await run.look(&record) { return (job, record) }
            }
            return (nil, record)
        }.value
        guard let job = found.0, let service = provider.services.media(job.modality) else { return end }
        record = found.1
        return await stop(job, service, &record)
    }

    private func search(_ record: inout GenerationRecord) async -> SearchEnd {
        let name = provider.descriptor.name
        var schedule = SearchSchedule(settling: provider.finder?.settlingTime ?? .zero)
        while true {
            if Task.isCancelled { return .left(nil) }
            let wait: Duration?
            do throws(EaselError) {
                switch try await look(&record) {
                case .adopted(let job): return .adopted(job)
                case .rivals: wait = schedule.afterRival()
                case .several(let count):
                    return .absent("\(name) lists \(count) jobs that could be it, and nothing tells which one.")
                case .nothing:
                    let age = environment.now().timeIntervalSince(record.sentAt ?? record.createdAt)
                    wait = schedule.afterLook(age: .seconds(age))
                    if wait == nil { return .absent("No such job is among those that \(name) lists of that time.") }
                }
            } catch {
                if Task.isCancelled { return .left(nil) }
                if error.kind.refusesListing { return .absent("\(name) does not list its jobs to this key.") }
                wait = schedule.afterFailure(error)
                if wait == nil { return .left(stayingOpen(error, record)) }
            }
            guard let wait else { return .left(nil) }
            do { try await environment.sleep(wait) } catch { return .left(nil) }
        }
    }

    /// Asks the provider once, and takes the job for the row where it is found.
    ///
    /// The order matters: a request of another process that is answered meanwhile has its job in history by the time that
    /// is asked what is known.
    func look(_ record: inout GenerationRecord) async throws(EaselError) -> Look {
        guard let finder = provider.finder else { return .nothing }
        let search = JobSearch(record, card: card)
        let candidates = try await finder.candidates(for: search)
        guard !candidates.isEmpty else { return .nothing }
        if try await hasRivals(record) { return .rivals }
        let known = try await history.known(candidates.map(\.job.id), at: provider.id)
        switch JobMatch(candidates, known: known, search: search) {
        case .none: return .nothing
        case .several(let count): return .several(count)
        case .found(let job):
            let (history, id, owner) = (history, record.id, environment.owner)
            let end = JobLease.end(from: environment.now())
            let isOurs = try await shielded { () async throws(EaselError) in
                try await history.adopt(job, for: id, owner: owner, until: end)
            }
            guard isOurs else { return .rivals }
            adopt(job, &record)
            return .adopted(job)
        }
    }

    private func adopt(_ job: RemoteJob, _ record: inout GenerationRecord) {
        record.remoteJob = job
        record.status = .accepted
        record.error = nil
        let words = "The answer was lost; the job \(job.id) was found at \(provider.descriptor.name) and is followed."
        note([GenerationWarning(.other, words)], in: &record)
        send(.accepted(job))
    }

    /// Whether a living process waits for the answer to a request that nothing tells from ours.
    private func hasRivals(_ record: GenerationRecord) async throws(EaselError) -> Bool {
        for other in try await history.unfinished() where other.id != record.id && other.isRival(of: record) {
            guard let owner = try await history.owner(of: other.id) else { continue }
            if owner == environment.owner || environment.isOwnerAlive(owner) { return true }
        }
        return false
    }

    private func noteLost(_ record: inout GenerationRecord) async {
        let date = environment.now()
        record.lostAt = date
        let (history, id) = (history, record.id)
        try? await shielded { () async throws(EaselError) in try await history.note(.lost, of: id, at: date) }
    }

    private func stayingOpen(_ error: EaselError, _ record: GenerationRecord) -> EaselError {
        error.with {
            $0.message = "Whether the request was accepted could not be found out: \($0.message)"
            $0.remedy += " `easel jobs resume \(record.id.short)` looks again; it is not sent twice."
        }
    }
}

/// What one look at a provider's jobs told.
enum Look: Sendable {
    case adopted(RemoteJob)
    case nothing
    /// Another request of the same content has no answer yet: it could be its job.
    case rivals
    case several(Int)
}

/// How the search for a lost job ended.
private enum SearchEnd: Sendable {
    case adopted(RemoteJob)
    /// It is not there, in a sentence.
    case absent(String)
    /// It is looked for again later.
    case left(EaselError?)
}

extension RunEnd {
    /// The error of an end that does not know whether the request was accepted.
    fileprivate var unknownFate: EaselError? {
        switch self {
        case .failed(let error), .cancelled(_, let error): error.mayHaveBeenAccepted ? error : nil
        case .succeeded, .left: nil
        }
    }
}

extension GenerationRecord {
    /// Its request is out, has no answer yet, and would look like the other one's.
    fileprivate func isRival(of other: GenerationRecord) -> Bool {
        status == .submitted && remoteJob == nil && sentAt != nil && lostAt == nil && target == other.target
            && draft.modality == other.draft.modality && draft.prompt == other.draft.prompt
    }
}

extension EaselError.Kind {
    /// The list itself is not for us: asking later will not help.
    fileprivate var refusesListing: Bool {
        switch self {
        case .permission, .modelNotFound, .invalidRequest, .unsupported, .invalidResponse: true
        default: false
        }
    }
}
