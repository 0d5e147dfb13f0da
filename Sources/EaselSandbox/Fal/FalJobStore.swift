import Foundation

/// All requests of this server's queue.
actor FalJobStore: SandboxJobStore {
    /// What a cancel found.
    enum Cancellation: Sendable {
        case removed
        case requested
        case tooLate
        case unknown
    }

    private var jobs: [String: FalJob] = [:]
    private var order: [String] = []

    /// Finished requests are forgotten beyond this many.
    private static let capacity = 2000

    func add(_ job: FalJob) {
        jobs[job.id] = job
        order.append(job.id)
        if order.count > Self.capacity { jobs[order.removeFirst()] = nil }
    }

    /// A request by id, if it belongs to that application.
    func job(_ id: String, app: String) -> FalJob? {
        jobs[id].flatMap { $0.app == app ? $0 : nil }
    }

    /// Every request in the order of submission.
    func all() -> [FalJob] { order.compactMap { jobs[$0] } }

    func waiting(app: String) -> Int {
        let now = ContinuousClock.now
        return jobs.values.count { job in
            if job.app == app, case .queued = job.state(at: now) { true } else { false }
        }
    }

    func keep(output: JSON, of id: String) {
        jobs[id]?.output = output
    }

    func cancel(_ id: String, app: String) -> Cancellation {
        guard let job = job(id, app: app) else { return .unknown }
        switch job.state(at: .now) {
        case .queued:
            jobs[id]?.wasCancelled = true
            return .removed
        case .running:
            jobs[id]?.wasCancelled = true
            return .requested
        case .completed, .cancelled:
            return .tooLate
        }
    }

    /// Lets every held job go on.
    func release() {
        let now = ContinuousClock.now
        for id in order where jobs[id]?.hold != nil { jobs[id]?.release(at: now) }
    }

    /// Every job in the order of submission.
    func report() -> [JobReport] {
        let now = ContinuousClock.now
        return order.compactMap { jobs[$0] }.map { job in
            JobReport(id: job.id, endpoint: job.endpoint, state: Self.word(job.state(at: now)))
        }
    }

    private static func word(_ state: FalJob.State) -> String {
        switch state {
        case .queued: "IN_QUEUE"
        case .running: "IN_PROGRESS"
        case .completed: "COMPLETED"
        case .cancelled: "CANCELLED"
        }
    }
}
