import EaselApp
import EaselCore
import EaselEngine
import Foundation
import Synchronization

/// Follows unfinished generations until they have ended, and says how.
struct JobWatch: Sendable {
    var context: CommandContext
    var runtime: EaselRuntime
    var json: Bool
    /// Also waits for those that another process follows.
    var waitsForOthers: Bool

    /// How often another process's rows are looked at.
    private static let pause = Duration.milliseconds(500)

    /// Takes up what the ids stand for, all unfinished ones for none, and returns the code of the one that ended worst.
    func run(_ ids: [String]) async throws(EaselError) -> ExitStatus {
        let events = runtime.runner.events()
        let wanted = try await records(ids)
        if wanted.isEmpty { context.output.note("Nothing to resume.") }
        return try await follow(wanted.map(\.id), events)
    }

    /// Follows generations of this process and, where wanted, of others.
    ///
    /// - Parameter events: listened to since before the first of them began.
    func follow(_ ids: [JobID], _ events: AsyncStream<JobEvent>) async throws(EaselError) -> ExitStatus {
        let ends = Ends()
        let failure: EaselError? = await withTaskGroup(of: EaselError?.self) { group in
            group.addTask {
                await collect(Set(ids), events, ends)
                return nil
            }
            group.addTask {
                for await signal in context.signals() {
                    ends.stop(by: signal)
                    await runtime.runner.shutdown()
                }
                return nil
            }
            var failure: EaselError?
            do throws(EaselError) { try await wait(for: ids, ends) } catch { failure = error }
            await runtime.runner.shutdown()
            group.cancelAll()
            return failure
        }
        if let failure { throw failure }
        let records = ids.compactMap { ends.record($0) }
        if json { _ = context.output.printJSON(GenerationListJSON(records)) }
        let worst = ExitStatus.worst(of: records.map(ExitStatus.init))
        return worst == .done && ends.isInterrupted && records.count < ids.count ? .cancelled : worst
    }

    private func records(_ ids: [String]) async throws(EaselError) -> [GenerationRecord] {
        guard !ids.isEmpty else { return try await runtime.history.unfinished() }
        var records: [GenerationRecord] = []
        for id in ids { records.append(try await runtime.history.only(id)) }
        return records
    }

    /// Returns when every generation has ended, or cannot be waited for.
    private func wait(for ids: [JobID], _ ends: Ends) async throws(EaselError) {
        var open = ids
        while true {
            var left: [JobID] = []
            let running = await runtime.runner.activeJobs
            for id in open where ends.record(id) == nil {
                if running.contains(id) { left.append(id) } else if try await !isSettled(id, ends) { left.append(id) }
            }
            open = left
            guard !open.isEmpty, !ends.isStopped else { return }
            try? await Task.sleep(for: Self.pause)
        }
    }

    /// Takes up a generation that does not run here. True when there is nothing to wait for any more.
    private func isSettled(_ id: JobID, _ ends: Ends) async throws(EaselError) -> Bool {
        guard let record = try await runtime.history.record(id), !ends.isStopped else { return true }
        if record.status.isFinished, !record.isOfUnknownFate || ends.wasTried(id) {
            report(record, ends)
            return true
        }
        do throws(EaselError) {
            ends.noteTry(id)
            if try await runtime.runner.resume(record) { return false }
        } catch  where error.kind != .storage {
            var obstacle = record
            obstacle.error = error
            report(obstacle, ends)
            return true
        }
        guard let now = try await runtime.history.record(id) else { return true }
        if now.status.isFinished {
            report(now, ends)
            return true
        }
        if now.isSandbox, (try? runtime.registry.provider(now.provider))?.isSandbox != true {
            context.output.note("\(id.short): belongs to a sandbox that is not the one in use.")
            return true
        }
        guard waitsForOthers else {
            context.output.note("\(id.short): another Easel follows it; `easel jobs wait` waits for it.")
            return true
        }
        return false
    }

    /// Takes what this process's own runs tell.
    private func collect(_ ids: Set<JobID>, _ events: AsyncStream<JobEvent>, _ ends: Ends) async {
        for await event in events where ids.contains(event.id) {
            switch event.event {
            case .saved(let asset) where !json: context.output.line(asset.path)
            case .warning(let warning): context.output.note("! \(event.id.short): \(warning.message)")
            // One that another process has taken over ends here without an end.
            case .finished(let record) where record.status.isFinished || record.error != nil: report(record, ends)
            default: break
            }
        }
    }

    private func report(_ record: GenerationRecord, _ ends: Ends) {
        guard ends.note(record) else { return }
        if let error = record.error { context.output.show(error) }
        context.output.note("\(record.id.short): \(record.stateWord)  \(RecordText.summary(record))")
    }
}

/// How generations ended, each told once.
private final class Ends: Sendable {
    private struct State {
        var records: [JobID: GenerationRecord] = [:]
        var tried: Set<JobID> = []
        var isStopped = false
        var isInterrupted = false
    }

    private let state = Mutex(State())

    /// False when its end was told before.
    func note(_ record: GenerationRecord) -> Bool {
        state.withLock { state in
            guard state.records[record.id] == nil else { return false }
            state.records[record.id] = record
            return true
        }
    }

    func record(_ id: JobID) -> GenerationRecord? { state.withLock { $0.records[id] } }
    func noteTry(_ id: JobID) { state.withLock { _ = $0.tried.insert(id) } }
    func wasTried(_ id: JobID) -> Bool { state.withLock { $0.tried.contains(id) } }
    func stop(by signal: Int32) {
        state.withLock { state in
            state.isStopped = true
            if signal == SIGINT { state.isInterrupted = true }
        }
    }
    var isInterrupted: Bool { state.withLock { $0.isInterrupted } }
    var isStopped: Bool { state.withLock { $0.isStopped } }
}
