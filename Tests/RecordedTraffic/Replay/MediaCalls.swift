import EaselCore
import Foundation

/// Calls of a media service, whichever kind of media it makes.
extension Provider {
    /// Submits a prompt to the service of a modality and, where it becomes a job, asks once how that stands.
    func outcome(
        _ modality: Modality, _ model: ModelID, route: String? = nil, prompt: String = "a prompt"
    ) async throws -> Outcome<RemoteJobStatus> {
        switch modality {
        case .image: if let service = services.image { return await outcome(service, request(model, route, prompt)) }
        case .video: if let service = services.video { return await outcome(service, request(model, route, prompt)) }
        case .audio: if let service = services.audio { return await outcome(service, request(model, route, prompt)) }
        case .speech: if let service = services.speech { return await outcome(service, request(model, route, prompt)) }
        case .text: break
        }
        throw EaselError(.unsupported, "\(id) has no service for \(modality).")
    }

    private func request<Kind: MediaKind>(_ model: ModelID, _ route: String?, _ prompt: String) -> MediaRequest<Kind> {
        var request = MediaRequest<Kind>(model: model, prompt: prompt)
        request.facts = ModelFacts(route: route)
        return request
    }

    private func outcome<Service: MediaService>(
        _ service: Service, _ request: Service.Request
    ) async -> Outcome<RemoteJobStatus> {
        await Outcome.of { () async throws(EaselError) in
            switch try await service.submit(request) {
            case .completed(let batch): return .completed(batch)
            case .accepted(let job): return try await service.status(of: job)
            }
        }
    }
}

extension Outcome<RemoteJobStatus> {
    /// The media, where there are some.
    var batch: MediaBatch? { if case .completed(let batch)? = value { batch } else { nil } }

    /// The failure, of the call or of the job.
    var failure: EaselError? {
        if case .failed(let error)? = value { return error }
        return error
    }
}

extension MediaReference {
    /// The reference as the recording writes it: base64, a data URI or an address; the number of plain bytes.
    var recordedForm: String {
        switch source {
        case .bytes(let bytes): "\(bytes.count) bytes"
        case .base64(let text), .dataURI(let text): text
        case .url(let url, _): url.absoluteString
        }
    }

    /// How far an address is trusted; nil for what came inline.
    var trust: URLTrust? { if case .url(_, let trust) = source { trust } else { nil } }
}
