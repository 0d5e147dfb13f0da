import EaselCore
import EaselProviderKit
import Foundation

/// Veo: start and poll, both a POST (wire sheet 3.1, 3.2).
extension GoogleVertexVideoService {
    func operationCall(
        _ body: GoogleVertexVideoWire.Request, of request: VideoRequest, at site: GoogleVertexSite
    ) throws(EaselError) -> HTTPCall {
        try client.api(site).post(
            site.path(request.model, "predictLongRunning", version: "v1"), body: body,
            patience: HTTPPatience(head: .seconds(120), idle: .seconds(120)))
    }

    func startOperation(
        _ body: GoogleVertexVideoWire.Request, of request: VideoRequest, at site: GoogleVertexSite
    ) async throws(EaselError) -> Submission {
        let api = try client.api(site)
        // An answer without a name may be a job all the same; `value` says so (3.1).
        let operation = try await api.value(
            GoogleVertexVideoWire.Operation.self, from: try operationCall(body, of: request, at: site))
        let handle = GoogleVertexClient.JobHandle(
            site: site, operation: operation.name, wanted: body.wanted, warnings: site.notices + body.warnings)
        return .accepted(
            RemoteJob(
                provider: GoogleVertexProvider.id, modality: .video, model: request.model, id: operation.name,
                handle: RemoteJob.encodeHandle(handle), acceptedAt: api.context.now()))
    }

    /// Asks once. The model is part of the address and has to be that of the operation's name (3.2).
    func operationStatus(
        _ name: String, _ handle: GoogleVertexClient.JobHandle
    ) async throws(EaselError) -> RemoteJobStatus {
        let api = try client.api(handle.site)
        guard let end = name.range(of: "/operations/") else {
            throw EaselError(.invalidResponse, "Google named an operation in an unknown way.", provider: api.provider)
        }
        let call = try api.post(
            "v1/\(name[..<end.lowerBound]):fetchPredictOperation",
            body: GoogleVertexVideoWire.Poll(operationName: name),
            patience: .download)
        do {
            let operation = try await api.value(
                GoogleVertexVideoWire.Operation.self, from: call, limit: GoogleVertexClient.largestAnswer)
            return standing(of: operation, handle, api)
        } catch {
            // A POST that only looks: asking again is harmless.
            throw error.with { $0.mayHaveBeenAccepted = false }
        }
    }

    private func standing(
        of operation: GoogleVertexVideoWire.Operation, _ handle: GoogleVertexClient.JobHandle, _ api: APIClient
    ) -> RemoteJobStatus {
        guard operation.done?.value == true else { return .running(progress: nil, log: []) }
        if let fault = operation.error?.value { return .failed(failure(fault, api)) }
        guard let outcome = operation.response?.value else {
            return .failed(api.failure(EaselError(.invalidResponse, "Google finished the operation without a result.")))
        }
        let items = (outcome.videos?.elements ?? []).compactMap { clip -> MediaReference? in
            let type = clip.mimeType?.value.map(MediaType.init(rawValue:))
            if let bytes = clip.bytesBase64Encoded?.value { return MediaReference(.base64(bytes), declaredType: type) }
            return clip.gcsUri?.value.flatMap { client.reference(to: $0, type: type) }
        }
        let wanted = handle.wanted ?? 1
        let reasons = outcome.filteredReasons?.elements ?? []
        guard !items.isEmpty else { return .failed(refusal(reasons, api)) }
        var batch = MediaBatch(items: items, warnings: handle.warnings)
        // Fewer clips than were asked for are filtered, also when no count says so (3.2).
        if items.count < wanted {
            batch.warnings.append(
                GenerationWarning(
                    .filtered, parameter: .count,
                    "Google withheld \(wanted - items.count) of \(wanted) clips"
                        + GoogleVertexClient.quote(reasons.first)))
        }
        return .completed(batch)
    }

    /// All clips were withheld: the number before the colon of a reason is a support code (3.2, 3.5).
    private func refusal(_ reasons: [String], _ api: APIClient) -> EaselError {
        let words = reasons.joined(separator: " ")
        let error = EaselError(
            .contentPolicy,
            "Google Vertex AI refused the content: all clips were withheld"
                + GoogleVertexClient.quote(words))
        return api.failure(error).with {
            $0.providerCode = GoogleVertexSupportCodes(reasons: reasons).category ?? "filtered"
        }
    }

    /// An operation's error has a number and a message, and no status word (3.2). The support codes in the message are
    /// what tells a refusal: numbers, not words, and the only sign there is.
    private func failure(_ fault: GoogleVertexVideoWire.Fault, _ api: APIClient) -> EaselError {
        client.failureInsideSuccess(code: fault.code, message: fault.message?.value, api)
    }
}

extension GoogleVertexSupportCodes {
    /// Reads the numbers that `raiMediaFilteredReasons` begin with: `17301594: …` (3.2).
    init(reasons: [String]) {
        let numbers = reasons.map { $0.prefix(while: \.isNumber) }.filter { !$0.isEmpty }
        self.init(
            in: numbers.isEmpty ? reasons.joined(separator: " ") : "Support codes: " + numbers.joined(separator: ", "))
    }
}
