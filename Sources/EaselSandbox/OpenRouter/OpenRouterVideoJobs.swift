/// All video jobs of this server.
actor OpenRouterVideoJobs: SandboxJobStore {
    private var jobs: [String: OpenRouterVideoJob] = [:]
    private var order: [String] = []

    /// Jobs are forgotten beyond this many.
    private static let capacity = 2000

    func add(_ job: OpenRouterVideoJob) {
        jobs[job.id] = job
        order.append(job.id)
        if order.count > Self.capacity { jobs[order.removeFirst()] = nil }
    }

    func job(_ id: String) -> OpenRouterVideoJob? { jobs[id] }

    func report() -> [JobReport] {
        let now = ContinuousClock.now
        return order.compactMap { jobs[$0] }.map { job in
            JobReport(id: job.id, endpoint: job.request.model.id, state: job.state(at: now).rawValue)
        }
    }

    func release() {
        let now = ContinuousClock.now
        for id in order { jobs[id]?.release(at: now) }
    }
}
