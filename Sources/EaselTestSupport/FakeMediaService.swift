public import EaselCore
import Synchronization

/// A media service that answers by script. A call without a script fails the test.
public final class FakeMediaService<Request: GenerationRequest>: MediaService {
    public typealias Submit = @Sendable (Request) async throws(EaselError) -> Submission
    /// The number counts the calls for the same job, from 0.
    public typealias Status = @Sendable (RemoteJob, Int) async throws(EaselError) -> RemoteJobStatus
    public typealias Cancel = @Sendable (RemoteJob) async throws(EaselError) -> CancelReply

    private struct State {
        var requests: [Request] = []
        var asked: [String: Int] = [:]
    }

    private let state = Mutex(State())
    private let journal: CallJournal
    private let onSubmit: Submit?
    private let onStatus: Status?
    private let onCancel: Cancel?

    public init(_ journal: CallJournal, submit: Submit? = nil, status: Status? = nil, cancel: Cancel? = nil) {
        self.journal = journal
        self.onSubmit = submit
        self.onStatus = status
        self.onCancel = cancel
    }

    /// What was submitted, in order.
    public var requests: [Request] { state.withLock { $0.requests } }

    public func submit(_ request: Request) async throws(EaselError) -> Submission {
        journal.note("service.submit")
        state.withLock { $0.requests.append(request) }
        guard let onSubmit else { throw unscripted("submit of \"\(request.prompt)\"") }
        return try await onSubmit(request)
    }

    public func status(of job: RemoteJob) async throws(EaselError) -> RemoteJobStatus {
        journal.note("service.status")
        let count = state.withLock { state in
            defer { state.asked[job.id, default: 0] += 1 }
            return state.asked[job.id, default: 0]
        }
        guard let onStatus else { throw unscripted("status of \(job.id)") }
        return try await onStatus(job, count)
    }

    public func cancel(_ job: RemoteJob) async throws(EaselError) -> CancelReply {
        journal.note("service.cancel")
        guard let onCancel else { throw unscripted("cancel of \(job.id)") }
        return try await onCancel(job)
    }

    public func preview(_ request: Request) async throws(EaselError) -> RequestPreview {
        RequestPreview(method: "POST", url: "https://fake.example/\(request.model)", headers: [], body: request.prompt)
    }

    /// Answers in this order; a call beyond the last fails the test.
    public static func inOrder(_ journal: CallJournal, _ answers: Result<RemoteJobStatus, EaselError>...) -> Status {
        { (_, count) async throws(EaselError) in
            guard answers.indices.contains(count) else {
                journal.unscripted("status call \(count + 1)")
                return .failed(EaselError(.invalidResponse, "Not in the script."))
            }
            return try answers[count].get()
        }
    }

    private func unscripted(_ call: String) -> EaselError {
        journal.unscripted(call)
        return EaselError(.invalidResponse, "Not in the script: \(call).")
    }
}

extension FakeMediaService: ImageModelService where Request == ImageRequest {}
extension FakeMediaService: VideoModelService where Request == VideoRequest {}
extension FakeMediaService: AudioModelService where Request == AudioRequest {}
extension FakeMediaService: TTSService where Request == SpeechRequest {}
