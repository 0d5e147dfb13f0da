public import Foundation

/// Where a generation stands.
public enum GenerationStatus: String, Sendable, Codable, CaseIterable {
    /// Sent, or about to be; no remote job is known. Next: accepted, succeeded, failed, cancelled.
    case submitted
    /// A remote job is ours. Next: succeeded, failed, cancelled.
    case accepted
    case succeeded, failed, cancelled

    public var isFinished: Bool { self != .submitted && self != .accepted }
}

/// One try at one target.
public struct Attempt: Hashable, Sendable, Codable {
    public var provider: ProviderID
    public var model: ModelID
    public var status: GenerationStatus
    public var errorKind: EaselError.Kind?
    public var milliseconds: Int

    public init(
        provider: ProviderID, model: ModelID, status: GenerationStatus, errorKind: EaselError.Kind? = nil,
        milliseconds: Int
    ) {
        self.provider = provider
        self.model = model
        self.status = status
        self.errorKind = errorKind
        self.milliseconds = milliseconds
    }
}

/// Everything that is remembered of one generation: what was asked and what came back.
public struct GenerationRecord: Hashable, Sendable, Identifiable {
    public var id: JobID
    public var createdAt: Date
    public var draft: GenerationDraft
    public var provider: ProviderID
    public var model: ModelID
    /// No real model answered.
    public var isSandbox: Bool
    public var status: GenerationStatus
    public var text: String?
    public var assets: [Asset]
    public var warnings: [GenerationWarning]
    public var usage: Usage
    public var attempts: [Attempt]
    public var timing: Timing
    public var remoteJob: RemoteJob?
    public var error: EaselError?
    /// What the provider said to a request to cancel.
    public var cancelReply: CancelReply?
    /// When the present request was handed to the provider, nil before that.
    public var sentAt: Date?
    /// When the answer to it was found to be lost.
    public var lostAt: Date?
    /// What the provider told last; nil once it is finished.
    public var progress: JobProgress?

    public struct Timing: Hashable, Sendable, Codable {
        /// From sending to the first piece of an answer.
        public var firstOutputMilliseconds: Int?
        public var totalMilliseconds: Int?

        public init(firstOutputMilliseconds: Int? = nil, totalMilliseconds: Int? = nil) {
            self.firstOutputMilliseconds = firstOutputMilliseconds
            self.totalMilliseconds = totalMilliseconds
        }
    }

    public init(
        id: JobID, createdAt: Date, draft: GenerationDraft, provider: ProviderID, model: ModelID, isSandbox: Bool
    ) {
        self.id = id
        self.createdAt = createdAt
        self.draft = draft
        self.provider = provider
        self.model = model
        self.isSandbox = isSandbox
        self.status = .submitted
        self.assets = []
        self.warnings = []
        self.usage = Usage()
        self.attempts = []
        self.timing = Timing()
    }

    public var target: ModelReference { ModelReference(provider: provider, model: model) }

    /// An order that was refused before anything was sent; it is in no history.
    ///
    /// - Parameter target: as it was named, nil when it was not.
    public static func refused(
        _ draft: GenerationDraft, _ target: ModelReference?, _ error: EaselError
    ) -> GenerationRecord {
        var record = GenerationRecord(
            id: .new(), createdAt: Date(), draft: draft, provider: target?.provider ?? ProviderID(rawValue: ""),
            model: target?.model ?? ModelID(rawValue: ""), isSandbox: false)
        record.status = .failed
        record.error = error
        return record
    }

    /// It ended without anybody knowing whether the provider accepted it, and with nothing to show for it.
    public var isOfUnknownFate: Bool {
        status.isFinished && status != .succeeded && error?.mayHaveBeenAccepted == true && remoteJob == nil
            && assets.isEmpty && text?.isEmpty != false
    }

    /// The status in a word for people: `unknown` where the fate is.
    public var stateWord: String { isOfUnknownFate ? "unknown" : status.rawValue }
}
