/// Replies of the queue (sheet A4, A5).
struct FalQueueStatus: Encodable, Sendable {
    struct Metrics: Encodable, Sendable {
        @Nullable var inference_time: Double?
    }

    let status: String
    let request_id: String
    let response_url: String
    let status_url: String
    let cancel_url: String
    var queue_position: Int?
    /// Null unless asked for with `?logs=1`.
    @Nullable var logs: [FalLogLine]?
    var metrics: Metrics?
    var error: String?
    var error_type: String?

    init(_ job: FalJob, base: String, withLogs: Bool, at now: ContinuousClock.Instant) {
        request_id = job.id
        response_url = "\(base)/\(job.app)/requests/\(job.id)"
        status_url = "\(response_url)/status"
        cancel_url = "\(response_url)/cancel"
        logs = withLogs ? job.logs(at: now) : nil
        switch job.state(at: now) {
        case .queued(let position):
            status = "IN_QUEUE"
            queue_position = position
        case .running:
            status = "IN_PROGRESS"
        case .completed:
            status = "COMPLETED"
            metrics = Metrics(inference_time: job.inferenceSeconds)
            if case .failure(let failure, let type) = job.outcome {
                error = "Invalid status code: \(failure.status)"
                error_type = type
            }
        case .cancelled:
            status = "COMPLETED"
            metrics = Metrics(inference_time: nil)
            error = "Request was cancelled by the client"
            error_type = "client_cancelled"
        }
    }

    var isCompleted: Bool { status == "COMPLETED" }
}
