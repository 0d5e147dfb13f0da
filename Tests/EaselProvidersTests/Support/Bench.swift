import EaselCore
import EaselProviderKit
import EaselProviders
import EaselTestSupport
import Foundation

/// A provider on a scripted transport.
struct Bench: Sendable {
    let provider: Provider
    let transport: CannedTransport

    /// - Parameter configured: addresses that a person set, by endpoint name.
    init(
        _ id: ProviderID, _ transport: CannedTransport, configured: [String: String] = [:],
        credential: String? = "test-key-0123:secret-4567"
    ) throws {
        guard let registration = BuiltinProviders.all.first(where: { $0.id == id }) else {
            throw CocoaError(.fileNoSuchFile)
        }
        var context = ProviderContext(
            registration.descriptor, transport: transport, configured: configured.compactMapValues { URL(string: $0) },
            credential: credential.map { Credential(secret: $0, origin: "test") })
        context.now = { Date(timeIntervalSince1970: 1_787_270_000) }
        self.provider = registration.make(context)
        self.transport = transport
    }

    /// Streams text and returns all that came before the end.
    func write(_ request: TextRequest) async throws(EaselError) -> (events: [TextEvent], completion: TextCompletion) {
        guard let text = provider.services.text else { throw EaselError(.unsupported, "no text") }
        let heard = Heard()
        let completion = try await text.stream(request) { await heard.add($0) }
        return (await heard.events, completion)
    }

    /// What the curated card of a model tells the adapter, as the engine would pass it on.
    func facts(_ model: ModelID) -> ModelFacts {
        provider.models.curated.first { $0.model == model }.map(ModelFacts.init) ?? ModelFacts()
    }

    /// The JSON of the newest request.
    var sent: JSONValue? { transport.calls.last?.body.flatMap { JSONText.decode(String(decoding: $0, as: UTF8.self)) } }
}

private actor Heard {
    var events: [TextEvent] = []
    func add(_ event: TextEvent) { events.append(event) }
}

/// Runs work that is expected to fail and returns its error.
func failure<Value>(_ work: () async throws(EaselError) -> Value) async -> EaselError? {
    do {
        _ = try await work()
        return nil
    } catch {
        return error
    }
}

extension JSONValue {
    /// A member of an object, an element of an array by its number.
    subscript(_ name: String) -> JSONValue? {
        switch self {
        case .object(let members): members[name]
        case .array(let elements): Int(name).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
        default: nil
        }
    }
}
