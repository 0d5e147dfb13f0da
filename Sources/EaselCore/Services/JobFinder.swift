public import Foundation

/// Finds a job whose acceptance was never heard of, in the list of recent jobs that a provider keeps.
public protocol JobFinder: Sendable {
    /// How long after its request a job may still be missing from the list.
    var settlingTime: Duration { get }

    /// Asks once which jobs of that time could be the one. Costs nothing at the provider.
    ///
    /// A job whose input is shown and differs is none of them.
    func candidates(for search: JobSearch) async throws(EaselError) -> [JobCandidate]
}

extension JobFinder {
    public var settlingTime: Duration { .seconds(15) }
}

/// What is known of a request whose answer is lost.
public struct JobSearch: Hashable, Sendable {
    public var model: ModelID
    public var modality: Modality
    public var prompt: String
    /// As they were checked for the request.
    public var parameters: RequestParameters
    public var facts: ModelFacts
    /// Files went along; they are not compared.
    public var hasFiles: Bool
    /// When the request was sent, as exactly as it is known.
    public var sentAt: Date
    /// The job was created in this time.
    public var window: ClosedRange<Date>

    public init(
        _ record: GenerationRecord, parameters: RequestParameters, facts: ModelFacts, window: ClosedRange<Date>
    ) {
        self.model = record.model
        self.modality = record.draft.modality
        self.prompt = record.draft.prompt
        self.parameters = parameters
        self.facts = facts
        self.hasFiles = !record.draft.attachments.isEmpty
        self.sentAt = record.sentAt ?? record.createdAt
        self.window = window
    }

    /// The request that was sent, without its files.
    public func request<Kind: MediaKind>(_ kind: Kind.Type) -> MediaRequest<Kind> {
        var request = MediaRequest<Kind>(model: model, prompt: prompt, parameters: parameters)
        request.facts = facts
        return request
    }
}

/// A job that could be the one that is looked for.
public struct JobCandidate: Hashable, Sendable {
    public var job: RemoteJob
    public var createdAt: Date
    /// The provider shows what it was given, and that is what was sent. False where it shows nothing.
    public var hasSameInput: Bool

    public init(job: RemoteJob, createdAt: Date, hasSameInput: Bool) {
        self.job = job
        self.createdAt = createdAt
        self.hasSameInput = hasSameInput
    }
}
