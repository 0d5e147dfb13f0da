public import EaselCore
import Synchronization

/// A text service that answers by script.
public final class FakeTextService: TextModelService {
    public typealias Emit = @Sendable (TextEvent) async -> Void
    public typealias Stream = @Sendable (TextRequest, Emit) async throws(EaselError) -> TextCompletion

    private let received = Mutex<[TextRequest]>([])
    private let journal: CallJournal
    private let script: Stream

    public init(_ journal: CallJournal, _ script: @escaping Stream) {
        self.journal = journal
        self.script = script
    }

    /// Sends the pieces and ends.
    public convenience init(
        _ journal: CallJournal, pieces: [String], completion: TextCompletion = TextCompletion(finish: .stop)
    ) {
        self.init(journal) { (_, emit) async throws(EaselError) in
            await emit(.started(id: nil, model: nil))
            for piece in pieces { await emit(.delta(piece)) }
            return completion
        }
    }

    /// What was sent, in order.
    public var requests: [TextRequest] { received.withLock { $0 } }

    public func stream(
        _ request: TextRequest, onEvent: @Sendable (TextEvent) async -> Void
    ) async throws(EaselError) -> TextCompletion {
        journal.note("service.stream")
        received.withLock { $0.append(request) }
        return try await script(request, onEvent)
    }

    public func preview(_ request: TextRequest) async throws(EaselError) -> RequestPreview {
        RequestPreview(method: "POST", url: "https://fake.example/\(request.model)", headers: [], body: request.prompt)
    }
}
