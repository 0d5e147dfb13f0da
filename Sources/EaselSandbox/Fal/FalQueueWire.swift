/// Replies of the queue (sheet A4, A5).
struct FalQueueStatus: Encodable, Sendable {
    struct Metrics: Encodable, Sendable {
        @Nullable var inferenceTime: Double?
    }

    let status: String
    let requestId: String
    let responseUrl: String
    let statusUrl: String
    let cancelUrl: String
    var queuePosition: Int?
    /// Null unless asked for with `?logs=1`.
    @Nullable var logs: [FalLogLine]?
    var metrics: Metrics?
    var error: String?
    var errorType: String?

    init(_ job: FalJob, base: String, withLogs: Bool, at now: ContinuousClock.Instant) {
        requestId = job.id
        responseUrl = "\(base)/\(job.app)/requests/\(job.id)"
        statusUrl = "\(responseUrl)/status"
        cancelUrl = "\(responseUrl)/cancel"
        logs = withLogs ? job.logs(at: now) : nil
        switch job.state(at: now) {
        case .queued(let position):
            status = "IN_QUEUE"
            queuePosition = position
        case .running:
            status = "IN_PROGRESS"
        case .completed:
            status = "COMPLETED"
            metrics = Metrics(inferenceTime: job.inferenceSeconds)
            if case .failure(let failure, let type) = job.outcome {
                error = "Invalid status code: \(failure.status)"
                errorType = type
            }
        case .cancelled:
            status = "COMPLETED"
            metrics = Metrics(inferenceTime: nil)
            error = "Request was cancelled by the client"
            errorType = "client_cancelled"
        }
    }

    var isCompleted: Bool { status == "COMPLETED" }
}
