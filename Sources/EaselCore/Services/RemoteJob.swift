public import Foundation

/// A handle on work that a provider does for us: opaque to all but its adapter, and storable.
///
/// It is in the database before the first poll, so a quit, a crash or a sleep strands no paid job.
public struct RemoteJob: Hashable, Sendable, Codable {
    public var provider: ProviderID
    public var modality: Modality
    public var model: ModelID
    /// The provider's id of the job.
    public var id: String
    /// What else the adapter needs to follow the job (addresses, for example).
    public var handle: JSONValue
    public var acceptedAt: Date
    /// When the provider takes the first of the results back; nil while that is not known.
    public var resultsKeptUntil: Date?

    public init(
        provider: ProviderID, modality: Modality, model: ModelID, id: String, handle: JSONValue = .null,
        acceptedAt: Date = Date()
    ) {
        self.provider = provider
        self.modality = modality
        self.model = model
        self.id = id
        self.handle = handle
        self.acceptedAt = acceptedAt
    }

    /// Stores an adapter's own value as the handle.
    public static func encodeHandle(_ value: some Encodable) -> JSONValue {
        guard let bytes = try? JSONEncoder().encode(value) else { return .null }
        return (try? JSONDecoder().decode(JSONValue.self, from: bytes)) ?? .null
    }

    /// Reads the handle back; nil when it is not of that shape.
    public func decodeHandle<Handle: Decodable>(_ type: Handle.Type = Handle.self) -> Handle? {
        guard let bytes = try? JSONEncoder().encode(handle) else { return nil }
        return try? JSONDecoder().decode(Handle.self, from: bytes)
    }
}

/// Where a remote job stands.
public enum RemoteJobStatus: Hashable, Sendable {
    /// Waiting; position 0 is next, nil is not told.
    case queued(position: Int?)
    /// Working; progress from 0 to 1 where it is known, and lines of the provider's log, oldest first. The same line may
    /// come again.
    case running(progress: Double?, log: [LogLine])
    case completed(MediaBatch)
    case failed(EaselError)
}

/// A line of a provider's log.
public struct LogLine: Hashable, Sendable, Codable {
    /// As the provider wrote it; used to tell lines apart.
    public var timestamp: String
    public var message: String

    public init(timestamp: String, message: String) {
        self.timestamp = timestamp
        self.message = message
    }
}

/// A provider's answer to a request for media.
public enum Submission: Hashable, Sendable {
    case completed(MediaBatch)
    case accepted(RemoteJob)
}

/// What a provider said to a request to cancel.
public enum CancelReply: String, Hashable, Sendable, Codable {
    /// It was waiting and is gone.
    case removed
    /// It was told to stop; it may finish, and be charged, all the same.
    case requested
    /// Too late: the result is there.
    case alreadyFinished
    /// The provider cannot cancel; we only stopped listening.
    case unsupported
}
