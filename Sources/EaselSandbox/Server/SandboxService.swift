/// One provider's wire protocol.
///
/// Adding a service is one folder with a conforming type, and one line in `SandboxServices.all`.
protocol SandboxService: Sendable {
    /// Name used by fault specifications and in the journal: `openrouter`.
    static var name: String { get }

    /// First path components that lead here, without slashes.
    static var prefixes: [String] { get }

    init(world: SandboxWorld)

    func respond(to request: SandboxRequest) async throws -> SandboxReply

    /// The provider's own body and headers for a status that a fault asks for.
    func failure(status: Int, request: SandboxRequest) -> SandboxReply

    /// The provider's event for an error after the first token, as it stands on the wire.
    func midstreamFailure(status: Int, request: SandboxRequest) -> String

    /// A 200 reply that is an error all the same; nil when the provider has no such thing.
    func failureInsideSuccess() -> SandboxReply?

    /// Whether events leave in awkward pieces (see `EventSink`).
    var splitsWrites: Bool { get }
}

extension SandboxService {
    func failureInsideSuccess() -> SandboxReply? { nil }

    var splitsWrites: Bool { true }
}
