/// One provider's way to make one kind of media.
///
/// A provider that answers at once returns `.completed`, a queue returns `.accepted`. An adapter never retries, sleeps,
/// polls, reads the environment or touches disk: the engine does.
public protocol MediaService<Request>: Sendable {
    associatedtype Request: GenerationRequest

    /// Sends the request.
    func submit(_ request: Request) async throws(EaselError) -> Submission

    /// Asks once how the job stands. A failure of the job is `.failed`; a failure to ask is thrown.
    func status(of job: RemoteJob) async throws(EaselError) -> RemoteJobStatus

    /// Asks the provider to stop the job.
    func cancel(_ job: RemoteJob) async throws(EaselError) -> CancelReply

    /// The exact HTTP request that `submit` would send, with secrets redacted; sends nothing.
    func preview(_ request: Request) async throws(EaselError) -> RequestPreview
}

public protocol ImageModelService: MediaService where Request == ImageRequest {}

public protocol VideoModelService: MediaService where Request == VideoRequest {}

/// Music and sound effects.
public protocol AudioModelService: MediaService where Request == AudioRequest {}

/// Text to speech.
public protocol TTSService: MediaService where Request == SpeechRequest {
    /// The voices of a model, asked of the provider where it can be asked; empty where the card names them all.
    func voices(for model: ModelID) async throws(EaselError) -> [Voice]
}

extension TTSService {
    public func voices(for model: ModelID) async throws(EaselError) -> [Voice] { [] }
}

extension MediaService {
    /// For providers that answer at once and so never hand out a job.
    public func status(of job: RemoteJob) async throws(EaselError) -> RemoteJobStatus {
        throw EaselError(.unsupported, "\(job.provider) has no job to ask about.", provider: job.provider)
    }

    public func cancel(_ job: RemoteJob) async throws(EaselError) -> CancelReply { .unsupported }
}
