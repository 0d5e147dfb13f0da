import EaselCore
import EaselProviderKit
import EaselProviders
import EaselTestSupport
import Foundation
import Testing

/// A provider as Easel builds it, over a transport that answers with what was recorded.
struct Replay: Sendable {
    static let secret = "recorded-key-0001"

    let provider: Provider
    let transport: CannedTransport

    /// Throws where the provider is not among those that ship.
    init(_ id: ProviderID, _ answer: @escaping @Sendable (HTTPCall) throws(EaselError) -> CannedTransport.Reply) throws
    {
        let registration = try #require(BuiltinProviders.all.first { $0.id == id }, "\(id) is not registered")
        let transport = CannedTransport(answer)
        let key = Credential(secret: Self.secret, origin: "test")
        // An address that a person configured is taken as it is: nothing is probed.
        let endpoints = Dictionary(
            registration.descriptor.endpoints.map { ($0.name, $0.address) }, uniquingKeysWith: { first, _ in first })
        var context = ProviderContext(
            registration.descriptor, transport: transport, configured: endpoints, credential: key)
        context.pause = { (_) throws(EaselError) in }
        context.now = { Date(timeIntervalSince1970: 1_787_270_000) }
        self.transport = transport
        self.provider = registration.make(context)
    }

    /// Answers every call with one recorded response.
    init(_ id: ProviderID, _ response: RecordedExchange.Response, _ chunking: Chunking = .whole) throws {
        let reply = CannedTransport.Reply(response, chunking)
        try self.init(id) { (_) throws(EaselError) in reply }
    }
}

extension CannedTransport.Reply {
    /// The recorded status, header and bytes.
    init(_ response: RecordedExchange.Response, _ chunking: Chunking = .whole) {
        self.init(response.status, headers: response.deliveredHeaders, chunks: chunking.cut(response.body))
    }
}

/// How a call ended.
enum Outcome<Value: Sendable>: Sendable {
    case success(Value)
    case failure(EaselError)

    var value: Value? { if case .success(let value) = self { value } else { nil } }
    var error: EaselError? { if case .failure(let error) = self { error } else { nil } }

    static func of(_ work: () async throws(EaselError) -> Value) async -> Outcome {
        do {
            return .success(try await work())
        } catch {
            return .failure(error)
        }
    }
}
