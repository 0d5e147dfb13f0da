import Foundation

/// A queued order. Where it stands is a function of the time since it was submitted.
struct HuggingFaceJob: Sendable {
    enum State: String, Sendable {
        case queued, running, completed
    }

    let id: String
    let work: HuggingFaceWork
    let queueTime: Duration
    let runTime: Duration
    var origin: ContinuousClock.Instant
    var hold: FaultKind.HeldState?
    /// The addresses of its results, once made.
    var results: [String]?

    func state(at now: ContinuousClock.Instant) -> State {
        let elapsed = now - origin
        if hold == .queued || elapsed < queueTime { return .queued }
        return hold == .running || elapsed < queueTime + runTime ? .running : .completed
    }
}

/// The jobs of all providers behind the router.
actor HuggingFaceJobStore: SandboxJobStore {
    private var jobs: [String: HuggingFaceJob] = [:]
    private var order: [String] = []

    /// Finished jobs are forgotten beyond this many.
    private static let capacity = 1000

    func add(_ job: HuggingFaceJob) {
        jobs[job.id] = job
        order.append(job.id)
        if order.count > Self.capacity { jobs[order.removeFirst()] = nil }
    }

    func job(_ id: String, of provider: String) -> HuggingFaceJob? {
        jobs[id].flatMap { $0.work.provider == provider ? $0 : nil }
    }

    func keep(_ results: [String], of id: String) { jobs[id]?.results = results }

    func report() -> [JobReport] {
        order.compactMap { jobs[$0] }.map {
            JobReport(
                id: $0.id, endpoint: "\($0.work.provider)/\($0.work.model.id)", state: $0.state(at: .now).rawValue)
        }
    }

    func release() {
        for id in order where jobs[id]?.hold != nil {
            jobs[id]?.hold = nil
            jobs[id]?.origin = .now
        }
    }
}
