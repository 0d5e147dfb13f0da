import EaselCore
import EaselProviderKit
import EaselProviders
import EaselTestSupport
import Foundation
import Testing

/// One service of one registered provider, with what the contract knows of its wire.
struct ContractSubject: Sendable, CustomTestStringConvertible {
    static let secret = "contract-id-0001:contract-secret-0002"

    let registration: ProviderRegistration
    let modality: Modality

    var testDescription: String { "\(registration.id) \(modality)" }

    /// Every service of every provider: a new provider is covered at once, and fails until its wire is described below.
    static let all: [ContractSubject] = BuiltinProviders.all.flatMap { registration in
        let context = ProviderContext(registration.descriptor, transport: CannedTransport(.json("{}")))
        return registration.make(context).services.modalities.map {
            ContractSubject(registration: registration, modality: $0)
        }
    }

    /// The wire of the provider. A provider without one fails every test of the contract.
    var wire: any ContractWire {
        ContractWires.all.first { $0.id == registration.id } ?? UndescribedWire(id: registration.id)
    }

    func success(_ call: HTTPCall) -> CannedTransport.Reply { wire.success(call, modality) }

    /// A transport that answers the generating call with `reply` and every other one as if all were well.
    func transport(_ reply: CannedTransport.Reply) -> CannedTransport {
        CannedTransport { (call) throws(EaselError) in wire.isGeneration(call) ? reply : success(call) }
    }

    func provider(_ transport: some HTTPTransport, credential: Bool = true) -> Provider {
        let key = Credential(secret: Self.secret, origin: "test")
        let configured = Dictionary(
            registration.descriptor.endpoints.map { ($0.name, $0.address) }, uniquingKeysWith: { first, _ in first })
        var context = ProviderContext(
            registration.descriptor, transport: transport, configured: configured, credential: credential ? key : nil)
        context.now = { Date(timeIntervalSince1970: 1_787_270_000) }
        return registration.make(context)
    }

    var model: ModelID {
        registration.make(ProviderContext(registration.descriptor, transport: CannedTransport(.json("{}")))).models
            .defaults[modality] ?? "none"
    }

    private var facts: ModelFacts {
        registration.curated.first { $0.model == model && $0.modality == modality }.map(ModelFacts.init) ?? ModelFacts()
    }

    private func request<Kind: MediaKind>(_ parameters: RequestParameters) -> MediaRequest<Kind> {
        var request = MediaRequest<Kind>(model: model, prompt: "a prompt", parameters: parameters)
        request.facts = facts
        return request
    }

    private func text(_ parameters: RequestParameters) -> TextRequest {
        var request = TextRequest(model: model, prompt: "a prompt", parameters: parameters)
        request.facts = facts
        return request
    }

    /// Sends a request to its end and returns the warnings.
    func generate(_ provider: Provider, _ values: ParameterValues = [:]) async throws(EaselError) -> [GenerationWarning]
    {
        let parameters = RequestParameters(
            values: values, specs: registration.curated.first { $0.model == model }?.parameters ?? [])
        switch modality {
        case .text:
            return try await provider.services.text?.stream(
                text(parameters)
            ) { _ in }.warnings ?? []
        case .image:
            guard let service = provider.services.image else { throw Self.noService }
            return try await finish(service, request(parameters))
        case .video:
            guard let service = provider.services.video else { throw Self.noService }
            return try await finish(service, request(parameters))
        case .audio:
            guard let service = provider.services.audio else { throw Self.noService }
            return try await finish(service, request(parameters))
        case .speech:
            guard let service = provider.services.speech else { throw Self.noService }
            return try await finish(service, request(parameters))
        }
    }

    private static let noService = EaselError(.unsupported, "no service")

    private func finish<Service: MediaService>(
        _ service: Service, _ request: Service.Request
    ) async throws(EaselError) -> [GenerationWarning] {
        switch try await service.submit(request) {
        case .completed(let batch): return batch.warnings
        case .accepted(let job):
            guard case .completed(let batch) = try await service.status(of: job) else {
                throw EaselError(.invalidResponse, "not completed")
            }
            return batch.warnings
        }
    }

    func preview(_ provider: Provider) async throws(EaselError) -> RequestPreview? {
        switch modality {
        case .text: try await provider.services.text?.preview(text(RequestParameters()))
        case .image: try await provider.services.image?.preview(request(RequestParameters()))
        case .video: try await provider.services.video?.preview(request(RequestParameters()))
        case .audio: try await provider.services.audio?.preview(request(RequestParameters()))
        case .speech: try await provider.services.speech?.preview(request(RequestParameters()))
        }
    }
}

/// Stands for a wire that is missing in `ContractWires`.
private struct UndescribedWire: ContractWire {
    let id: ProviderID
    func success(_ call: HTTPCall, _ modality: Modality) -> CannedTransport.Reply { .json("{}", status: 501) }
}
