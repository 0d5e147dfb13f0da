import EaselCore
import EaselProviderKit
import EaselTestSupport

/// What the contract has to know of a provider's wire. Each provider's test folder has one.
protocol ContractWire: Sendable {
    var id: ProviderID { get }
    /// The header that carries the key, and how it stands there before the key: `Key `.
    var keyHeader: String { get }
    var keyPrefix: String { get }
    /// Answers a call as the provider does when all is well.
    func success(_ call: HTTPCall, _ modality: Modality) -> CannedTransport.Reply
    /// Answers as the provider does when its safety system refuses; nil where this modality has no such answer.
    func refusal(_ call: HTTPCall, _ modality: Modality) -> CannedTransport.Reply?
    /// Whether a call makes something, as against looking, uploading or asking how a job stands.
    func isGeneration(_ call: HTTPCall) -> Bool
    /// Top-level fields of a body that sets nothing.
    var leastFields: Set<String> { get }
}

extension ContractWire {
    var keyHeader: String { "Authorization" }
    var keyPrefix: String { "Bearer " }
    func refusal(_ call: HTTPCall, _ modality: Modality) -> CannedTransport.Reply? { nil }
    func isGeneration(_ call: HTTPCall) -> Bool { call.method == .post }
    var leastFields: Set<String> { ["model", "messages", "stream", "stream_options", "prompt", "input"] }
}
