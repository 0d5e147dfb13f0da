import EaselCore
import EaselProviderKit
import EaselProviders
import EaselTestSupport
import Foundation
import Testing

/// One service of one registered provider, with all that the contract needs to know of its wire: the word before the key
/// and what a success looks like.
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

    var scheme: String { registration.id == "fal" ? "Key" : "Bearer" }

    /// Answers as the provider does when all is well.
    func success(_ call: HTTPCall) -> CannedTransport.Reply {
        switch (registration.id, modality) {
        case ("fal", _) where call.method == .post: .json(#"{"status":"IN_QUEUE","request_id":"r1"}"#)
        case ("fal", _) where call.url.path().hasSuffix("/status"): .json(#"{"status":"COMPLETED"}"#)
        case ("fal", .image): .json(#"{"images":[{"url":"https://v3.fal.media/a.png"}]}"#)
        case ("fal", _): .json(#"{"video":{"url":"https://v3.fal.media/a.mp4"}}"#)
        case (_, .text) where call.method == .get: .json(#"{"data":[{"id":"m","owned_by":"library"}]}"#)
        case (_, .text):
            .events(
                "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"x\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"
            )
        default: .json(#"{"created":1,"data":[{"b64_json":"AA=="}]}"#)
        }
    }

    /// A transport that answers the generating call with `reply`; looking for a local server always succeeds.
    func transport(_ reply: CannedTransport.Reply) -> CannedTransport {
        CannedTransport { (call) throws(EaselError) in call.method == .post ? reply : success(call) }
    }

    func provider(_ transport: CannedTransport, credential: Bool = true) -> Provider {
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

    /// Sends a request to its end and returns the warnings.
    func generate(_ provider: Provider, _ values: ParameterValues = [:]) async throws(EaselError) -> [GenerationWarning]
    {
        let parameters = RequestParameters(
            values: values, specs: registration.curated.first { $0.model == model }?.parameters ?? [])
        switch modality {
        case .text:
            return try await provider.services.text?.stream(
                TextRequest(model: model, prompt: "a prompt", parameters: parameters)
            ) { _ in }.warnings ?? []
        case .image:
            guard let service = provider.services.image else { throw Self.noService }
            return try await finish(service, ImageRequest(model: model, prompt: "a prompt", parameters: parameters))
        case .video:
            guard let service = provider.services.video else { throw Self.noService }
            return try await finish(service, VideoRequest(model: model, prompt: "a prompt", parameters: parameters))
        case .audio:
            guard let service = provider.services.audio else { throw Self.noService }
            return try await finish(service, AudioRequest(model: model, prompt: "a prompt", parameters: parameters))
        case .speech:
            guard let service = provider.services.speech else { throw Self.noService }
            return try await finish(service, SpeechRequest(model: model, prompt: "a prompt", parameters: parameters))
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
        case .text: try await provider.services.text?.preview(TextRequest(model: model, prompt: "a prompt"))
        case .image: try await provider.services.image?.preview(ImageRequest(model: model, prompt: "a prompt"))
        case .video: try await provider.services.video?.preview(VideoRequest(model: model, prompt: "a prompt"))
        case .audio: try await provider.services.audio?.preview(AudioRequest(model: model, prompt: "a prompt"))
        case .speech: try await provider.services.speech?.preview(SpeechRequest(model: model, prompt: "a prompt"))
        }
    }
}
