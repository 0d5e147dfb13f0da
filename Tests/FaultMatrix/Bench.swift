import EaselApp
import EaselCore
import EaselEngine
import EaselProviderKit
import EaselSandbox
import EaselTestSupport
import Foundation
import Synchronization

/// Runs one generation against a server that misbehaves at one moment of it.
enum Bench {
    /// Few at once: each cell is a whole program, and the stalls among them are told from slowness by time.
    private static let slots = Slots(4)

    /// - Parameter isHurried: the requests of the stage are given up after a moment of silence.
    static func run(
        _ subject: Subject, _ fault: RawFault
    ) async throws -> Outcome {
        try await slots.take {
            let honest = try await SandboxHandle.shared()
            let server = try Misbehaver(before: honest.port)
            let stranger = try Misbehaver()
            defer {
                server.stop()
                stranger.stop()
            }
            fault.prepare(server, for: subject, stranger: stranger.port)
            var outcome = try await run(subject, at: server.port, hurry: fault.hurry) { server.journal }
            outcome.strangers = stranger.connections
            return outcome
        }
    }

    /// The same against a sandbox with a fault of its own, without anybody between.
    static func run(_ subject: Subject, sandbox fault: String, hurry: HTTPPatience?) async throws -> Outcome {
        try await slots.take {
            let sandbox = try await SandboxHandle.start([fault])
            do {
                var outcome = try await run(subject, at: sandbox.port, hurry: hurry) { try await sandbox.journal() }
                outcome.mistreated = try await sandbox.strikes()
                await sandbox.stop()
                return outcome
            } catch {
                await sandbox.stop()
                throw error
            }
        }
    }

    private static func run(
        _ subject: Subject, at port: Int, hurry: HTTPPatience?, journal: () async throws -> [MisbehaverRequest]
    ) async throws -> Outcome {
        let isFirst = Once()
        let installation = try await Installation.open(subject.provider, port: port) { call in
            let isOfStage = call.method.rawValue == subject.method && call.url.absoluteString.contains(subject.mark)
            // Once is enough: what comes after the fault may take its time.
            return isOfStage && isFirst.take() ? hurry : nil
        }
        let runner = installation.runtime.runner
        // Every cell is a home of its own at one account: no two ask for the same, or one could adopt another's job.
        let prompt = "a paper boat on pond \(JobID.new().short)"
        var draft = GenerationDraft(modality: subject.modality, prompt: prompt)
        if subject.stage == .text { draft.parameters[.maxOutputTokens] = .integer(40) }
        let order = GenerationOrder(
            draft: draft, target: ModelReference(provider: subject.provider, model: subject.model),
            allowsUnknownModel: true)
        let opened = try await runner.start(order)
        let record = await runner.result(of: opened.id) ?? opened
        let history = installation.runtime.history
        let requests = try await journal()
        let files = installation.files
        let outcome = Outcome(
            record: record, stored: try await history.record(opened.id), waits: installation.waits,
            results: files.results.count, leftovers: files.leftovers.count,
            owner: try await history.owner(of: opened.id),
            lanes: await runner.lanes(), journal: requests, submits: requests.count(where: subject.isSubmit),
            mistreated: requests.count(where: \.wasMistreated))
        await installation.close()
        return outcome
    }
}

/// True once.
final class Once: Sendable {
    private let isLeft = Mutex(true)

    func take() -> Bool {
        isLeft.withLock { isLeft in
            defer { isLeft = false }
            return isLeft
        }
    }
}

/// Lets so many in at once.
actor Slots {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ count: Int) { free = count }

    nonisolated func take<Value: Sendable>(_ work: () async throws -> Value) async throws -> Value {
        await enter()
        do {
            let value = try await work()
            await leave()
            return value
        } catch {
            await leave()
            throw error
        }
    }

    private func enter() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    private func leave() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
