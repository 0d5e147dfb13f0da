import EaselCore
import EaselProviderKit
import Foundation

/// Video from OpenRouter: a job that is asked about until it is done (wire sheet A6). There is no way to cancel one.
struct OpenRouterVideoService: VideoModelService {
    let client: OpenRouterClient

    func submit(_ request: VideoRequest) async throws(EaselError) -> Submission {
        let wire = try OpenRouterVideoWire.Request(request)
        let ticket = try await client.value(OpenRouterVideoWire.Standing.self, from: try call(wire))
        let handle = OpenRouterVideoWire.Handle(pollingURL: ticket.pollingURL?.value, warnings: wire.warnings)
        return .accepted(
            RemoteJob(
                provider: OpenRouterProvider.id, modality: .video, model: request.model, id: ticket.id,
                handle: RemoteJob.encodeHandle(handle), acceptedAt: client.api.context.now()))
    }

    func status(of job: RemoteJob) async throws(EaselError) -> RemoteJobStatus {
        let handle = job.decodeHandle(OpenRouterVideoWire.Handle.self)
        let standing: OpenRouterVideoWire.Standing
        do {
            standing = try await client.value(OpenRouterVideoWire.Standing.self, from: try poll(job, handle))
        } catch {
            guard error.httpStatus == 404 || error.httpStatus == 410 else { throw error }
            return .failed(
                error.with {
                    $0.kind = .invalidRequest
                    $0.remedy = "OpenRouter no longer knows this job; send the prompt again."
                })
        }
        switch standing.status {
        case "pending": return .queued(position: nil)
        case "completed": return .completed(try batch(standing, of: job, handle))
        case "failed", "cancelled", "expired", "dead": return .failed(failure(standing))
        // An open set: what is not known to be an end is work (A6).
        default: return .running(progress: nil, log: [])
        }
    }

    func preview(_ request: VideoRequest) async throws(EaselError) -> RequestPreview {
        client.api.preview(try call(OpenRouterVideoWire.Request(request)))
    }

    private func call(_ wire: OpenRouterVideoWire.Request) throws(EaselError) -> HTTPCall {
        // Pictures go along inside the body, and the upstream provider looks at them before it answers.
        let patience = HTTPPatience(head: .seconds(120), idle: .seconds(120))
        return try client.api.post("videos", body: wire, patience: patience)
    }

    /// Follows the address that the submit named, relative or absolute, if it is under the configured base; else builds it.
    private func poll(_ job: RemoteJob, _ handle: OpenRouterVideoWire.Handle?) throws(EaselError) -> HTTPCall {
        guard let base = client.api.base, let text = handle?.pollingURL,
            let named = URL(string: text, relativeTo: base)?.absoluteURL, OriginSet([base]).contains(named),
            named.path().hasPrefix(base.path() + (base.path().hasSuffix("/") ? "" : "/"))
        else { return try client.api.call(.get, "videos/\(job.id)") }
        return try client.api.call(.get, at: named)
    }

    /// The clips by the address that is sure to take the key: `unsigned_urls` may name a storage host, which must not get it,
    /// and the signed `urls` expire (A6).
    private func batch(
        _ standing: OpenRouterVideoWire.Standing, of job: RemoteJob, _ handle: OpenRouterVideoWire.Handle?
    ) throws(EaselError) -> MediaBatch {
        var batch = MediaBatch(items: [])
        for index in 0..<min(standing.clips, 64) {
            let content = try client.api.call(
                .get, "videos/\(job.id)/content", query: [("index", String(index))])
            batch.items.append(MediaReference(.url(content.url, .withCredential), declaredType: .mp4))
        }
        batch.usage = standing.usage?.value?.cost?.value.map { Usage(costUSD: $0, costIsEstimate: false) }
        batch.warnings = handle?.warnings ?? []
        return batch.kept(until: standing.expiresAt?.value.map(Date.init(timeIntervalSince1970:)))
    }

    /// A failed job says why in words alone, so a refusal cannot be told from any other failure (A6, A9.3); an object, should
    /// one come, is sorted like every other error.
    private func failure(_ standing: OpenRouterVideoWire.Standing) -> EaselError {
        if case .object? = standing.error {
            let body = (try? JSONText.encode(["error": standing.error])) ?? "{}"
            return client.api.failure(status: 0, headers: [:], body: Data(body.utf8))
        }
        let words = ControlText.oneLine(String((standing.error?.string ?? "").prefix(500)))
        let quote = words.isEmpty ? "." : ": \(words)"
        let code = ControlText.oneLine(String(standing.status.prefix(40)))
        let error =
            standing.status == "cancelled"
            ? EaselError(.cancelled, "OpenRouter cancelled the job\(quote)")
            : EaselError(
                .invalidRequest, "OpenRouter reports the video as \(code)\(quote)",
                remedy: "Change the prompt or the pictures, or choose another model.")
        return client.api.failure(error).with { $0.providerCode = code }
    }
}
