import EaselCore
import EaselProviderKit
import Foundation

/// Create, get and cancel of the Interactions API (wire sheet 11), for whatever it makes.
extension GoogleVertexClient {
    /// What is kept of a job.
    struct JobHandle: Codable, Sendable, Hashable {
        var site: GoogleVertexSite
        /// The name of a Veo operation; nil for an interaction.
        var operation: String?
        /// How many results were asked for.
        var wanted: Int?
        var warnings: [GenerationWarning]
    }

    /// Media come inline, as tens of megabytes of base64 (11.4).
    static let largestAnswer = 512 << 20

    func interactionCall(
        _ body: GoogleVertexInteractionsWire.Request, at site: GoogleVertexSite
    ) throws(EaselError) -> HTTPCall {
        // In the background the answer comes at once; without it the POST stays open for all of the work (3.6).
        let patience =
            body.background == true ? HTTPPatience(head: .seconds(120), idle: .seconds(120)) : .generation
        return try api(site).post(site.interactionsPath(), body: body, patience: patience)
    }

    /// Starts an interaction. One that is finished when the answer comes is a completed batch.
    func startInteraction<Kind: MediaKind>(
        _ body: GoogleVertexInteractionsWire.Request, of request: MediaRequest<Kind>, at site: GoogleVertexSite,
        warnings: [GenerationWarning]
    ) async throws(EaselError) -> Submission {
        let api = try api(site)
        let interaction = try await api.value(
            GoogleVertexInteractionsWire.Interaction.self, from: try interactionCall(body, at: site),
            limit: Self.largestAnswer)
        let handle = JobHandle(site: site, operation: nil, wanted: nil, warnings: site.notices + warnings)
        switch standing(of: interaction, Kind.modality, handle: handle, api) {
        case .completed(let batch): return .completed(batch)
        case .failed(let error): throw error
        case .queued, .running: break
        }
        guard let id = interaction.id?.value, !id.isEmpty else {
            throw api.failure(EaselError(.invalidResponse, "Google started an interaction without an id.")).with {
                $0.mayHaveBeenAccepted = true
            }
        }
        return .accepted(
            RemoteJob(
                provider: GoogleVertexProvider.id, modality: Kind.modality, model: request.model, id: id,
                handle: RemoteJob.encodeHandle(handle), acceptedAt: api.context.now()))
    }

    func interactionStatus(of job: RemoteJob, _ handle: JobHandle) async throws(EaselError) -> RemoteJobStatus {
        let api = try api(handle.site)
        let call = try api.call(.get, handle.site.interactionsPath(job.id), patience: .download)
        do {
            let interaction = try await api.value(
                GoogleVertexInteractionsWire.Interaction.self, from: call, limit: Self.largestAnswer)
            return standing(of: interaction, job.modality, handle: handle, api)
        } catch {
            // A poll is answered 400 now and then although the job is well, so one such answer ends nothing (9.4).
            guard error.httpStatus == 400, error.kind != .authentication else { throw error }
            throw error.with { $0.kind = .unavailable }
        }
    }

    /// Cancels; only what runs in the background can be (11.4).
    func cancelInteraction(_ job: RemoteJob, _ handle: JobHandle) async throws(EaselError) -> CancelReply {
        let api = try api(handle.site)
        let call = try api.call(.post, handle.site.interactionsPath(job.id, "cancel"))
        let interaction = try await api.value(
            GoogleVertexInteractionsWire.Interaction.self, from: call, limit: Self.largestAnswer)
        switch interaction.status {
        case "cancelled": return .requested
        case "completed", "failed", "incomplete", "budget_exceeded": return .alreadyFinished
        default: return .requested
        }
    }
}

extension GoogleVertexClient {
    /// What an interaction comes to, by its status (11.2) and by what is in it (3.6).
    private func standing(
        of interaction: GoogleVertexInteractionsWire.Interaction, _ modality: Modality, handle: JobHandle,
        _ api: APIClient
    ) -> RemoteJobStatus {
        switch interaction.status {
        case "queued": return .queued(position: nil)
        case "in_progress": return .running(progress: nil, log: [])
        case "cancelled":
            return .failed(api.failure(EaselError(.cancelled, "The interaction was cancelled at Google.")))
        case "budget_exceeded":
            return .failed(api.failure(EaselError(.quota, "Google stopped the interaction: its budget is used up.")))
        case "completed", "failed", "incomplete": break
        case let other:
            let word = ControlText.oneLine(String(other.prefix(60)))
            return .failed(
                api.failure(
                    EaselError(
                        .invalidResponse, "The interaction waits for something that Easel cannot give (\(word)).")))
        }
        var batch = batch(from: interaction, modality)
        batch.warnings = handle.warnings
        guard batch.items.isEmpty else {
            if interaction.status != "completed" {
                let words = Self.quote(interaction.fault?.message?.value)
                batch.warnings.append(
                    GenerationWarning(.other, "Google ended the interaction before it was complete\(words)"))
            }
            return .completed(batch)
        }
        return .failed(withoutMedia(interaction, modality, text: batch.text, api))
    }

    /// The error of an interaction that is over and has no media in it.
    private func withoutMedia(
        _ interaction: GoogleVertexInteractionsWire.Interaction, _ modality: Modality, text: String?, _ api: APIClient
    ) -> EaselError {
        if let fault = interaction.fault {
            return failureInsideSuccess(code: fault.code, message: fault.message?.value, api)
        }
        // Words in place of media, and no tokens spent on media: the model refuses (3.6). There is no other sign.
        if interaction.status == "completed", let text, interaction.tokens(of: modality.wireWord) == 0 {
            return api.failure(
                EaselError(.contentPolicy, "Google Vertex AI refused the content\(Self.quote(text))")
            ).with { $0.providerCode = "text_only" }
        }
        return api.failure(
            EaselError(
                .invalidResponse, "Google finished the interaction without any media (\(interaction.status))."))
    }

    /// Sorts an error that stands inside a successful answer as if it had come alone. Its code is a word of the
    /// Interactions API, a gRPC code, or a number like an HTTP status (3.2, 11.2).
    func failureInsideSuccess(code: FlexibleCode?, message: String?, _ api: APIClient) -> EaselError {
        let number = code.flatMap { Int($0.text) }.map { Self.statuses[$0] ?? $0 }
        let fault = GoogleVertexInteractionsWire.FaultBody.Inner(
            code: number.map { .integer(Int64($0)) } ?? code.map { .string($0.text) }, message: message)
        let body = Data(((try? JSONText.encode(GoogleVertexInteractionsWire.FaultBody(error: fault))) ?? "{}").utf8)
        // A translated number is no status that was sent.
        return api.failure(status: 0, headers: [:], body: body).with { $0.httpStatus = nil }
    }

    /// HTTP's statuses for gRPC's codes (google.rpc.Code, wire sheet 9.1).
    private static let statuses: [Int: Int] = [
        1: 499, 2: 500, 3: 400, 4: 504, 5: 404, 6: 409, 7: 403, 8: 429, 9: 400, 10: 409, 11: 400, 12: 501, 13: 500,
        14: 503, 15: 500, 16: 401,
    ]

    /// The media of an interaction, with the words beside them: lyrics and structure of music (4.2, 4.3).
    func batch(from interaction: GoogleVertexInteractionsWire.Interaction, _ modality: Modality) -> MediaBatch {
        let content = interaction.content
        let items = content.filter { $0.type == modality.wireWord }.compactMap { block -> MediaReference? in
            // `audio/mp3` is Google's word for MP3.
            let type = block.mimeType.map { $0 == "audio/mp3" ? MediaType.mp3 : MediaType(rawValue: $0) }
            if let data = block.data { return MediaReference(.base64(data), declaredType: type) }
            var item = block.uri.flatMap { reference(to: $0, type: type) }
            if case .url(_, .withCredential)? = item?.source { item?.expiresAt = interaction.filesKeptUntil }
            return item
        }
        let words = content.filter { $0.type == "text" }.compactMap(\.text).filter { !$0.isEmpty }
        var batch = MediaBatch(items: items, text: words.isEmpty ? nil : words.joined(separator: "\n"))
        if let tokens = interaction.usage?.value, tokens.input?.value != nil || tokens.output?.value != nil {
            batch.usage = Usage(inputTokens: tokens.input?.value, outputTokens: tokens.output?.value)
        }
        return batch
    }

    /// A result by its address: on the Gemini API's own host it needs the key (3.6), in a bucket it is `gs://…`.
    func reference(to address: String, type: MediaType?) -> MediaReference? {
        var item =
            MediaReference(address: address, origins: origins)
            ?? URL(string: address).flatMap { $0.scheme == "gs" ? MediaReference(.url($0, .withoutCredential)) : nil }
        item?.declaredType = type
        return item
    }

    static func quote(_ words: String?) -> String {
        guard let words, !words.isEmpty else { return "." }
        return ": " + ControlText.oneLine(String(words.prefix(400)))
    }
}

extension Modality {
    /// The word for a modality in content blocks and in the counts of tokens.
    fileprivate var wireWord: String { rawValue }
}
