import EaselCore
import EaselProviderKit
import EaselProviders
import EaselTestSupport
import Foundation

/// Google's adapter with a token and a project, with a key, or with both.
struct GoogleVertexMediaBench: Sendable {
    let provider: Provider

    /// - Parameter base: the address of a sandbox; nil keeps Google's own.
    init(
        _ transport: any HTTPTransport, token: Bool = true, key: String? = nil,
        settings: [String: String] = ["project": "studio-1"], base: String? = nil
    ) throws {
        guard let registration = BuiltinProviders.all.first(where: { $0.id == "vertex" }) else {
            throw CocoaError(.fileNoSuchFile)
        }
        var configured: [String: URL] = [:]
        for endpoint in registration.descriptor.endpoints {
            configured[endpoint.name] = base.flatMap { URL(string: $0 + endpoint.sandboxPath) }
        }
        var context = ProviderContext(
            registration.descriptor, transport: transport, configured: configured,
            credential: key.map { Credential(secret: $0, origin: "test") }, isSandbox: base != nil)
        context.authorizer = token ? FixedToken() : nil
        context.settings = settings
        context.now = { Date(timeIntervalSince1970: 1_795_500_000) }
        provider = registration.make(context)
    }

    var video: any VideoModelService { get throws { try Self.found(provider.services.video) } }
    var audio: any AudioModelService { get throws { try Self.found(provider.services.audio) } }
    var speech: any TTSService { get throws { try Self.found(provider.services.speech) } }

    /// A request with what the curated card says, as the engine would build it.
    func request<Kind: MediaKind>(
        _ model: ModelID, _ prompt: String, _ values: ParameterValues = [:], inputs: [MediaInput] = []
    ) -> MediaRequest<Kind> {
        let card = provider.models.curated.first { $0.model == model && $0.modality == Kind.modality }
        var request = MediaRequest<Kind>(
            model: model, prompt: prompt, inputs: inputs,
            parameters: RequestParameters(values: values, specs: card?.parameters ?? []))
        request.facts = card.map(ModelFacts.init) ?? ModelFacts()
        return request
    }

    private static func found<Service>(_ service: Service?) throws -> Service {
        guard let service else { throw CocoaError(.featureUnsupported) }
        return service
    }

    static let pixel =
        Data(
            base64Encoded:
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
        ?? Data()

    static func picture(_ role: AttachmentRole) -> MediaInput {
        MediaInput(role: role, bytes: pixel, type: .png, name: "pixel.png")
    }
}

/// Stands for an access token that was fetched.
private struct FixedToken: CallAuthorizer {
    private static let token = Credential(secret: "ya29.test-token", origin: "test")

    func authorize(_ call: HTTPCall) async throws(EaselError) -> HTTPCall {
        var call = call
        call.headers.set("Authorization", scheme: "Bearer", secret: Self.token)
        return call
    }

    func preview(_ call: HTTPCall) -> HTTPCall {
        var call = call
        call.headers.set("Authorization", "Bearer •••")
        return call
    }

    var secrets: [Credential] { [Self.token] }
}

extension CannedTransport {
    /// Method and address of each call.
    var places: [String] { calls.map { "\($0.method.rawValue) \($0.url.absoluteString)" } }

    /// The JSON of the newest body.
    var sent: JSONValue? { calls.last?.body.flatMap { JSONText.decode(String(decoding: $0, as: UTF8.self)) } }
}
