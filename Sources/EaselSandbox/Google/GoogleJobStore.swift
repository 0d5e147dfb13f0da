import Foundation

/// All jobs of one kind.
actor GoogleJobStore<Work: Sendable>: SandboxJobStore {
    private var jobs: [String: GoogleJob<Work>] = [:]
    private var order: [String] = []

    /// Jobs are forgotten beyond this many.
    private let capacity = 500

    func add(_ job: GoogleJob<Work>) {
        jobs[job.id] = job
        order.append(job.id)
        if order.count > capacity { jobs[order.removeFirst()] = nil }
    }

    func job(_ id: String) -> GoogleJob<Work>? { jobs[id] }

    func keep(_ result: JSON, of id: String) { jobs[id]?.result = result }

    /// Cancels what is not done yet, and returns the job as it then stands.
    func cancel(_ id: String) -> GoogleJob<Work>? {
        if let job = jobs[id], job.state(at: .now) != .done { jobs[id]?.wasCancelled = true }
        return jobs[id]
    }

    /// Returns false where there is nothing to delete.
    func delete(_ id: String) -> Bool {
        order.removeAll { $0 == id }
        return jobs.removeValue(forKey: id) != nil
    }

    func release() {
        let now = ContinuousClock.now
        for id in order { jobs[id]?.release(at: now) }
    }

    func report() -> [JobReport] {
        let now = ContinuousClock.now
        return order.compactMap { jobs[$0] }.map { job in
            JobReport(id: job.id, endpoint: job.model, state: "\(job.state(at: now))")
        }
    }
}
