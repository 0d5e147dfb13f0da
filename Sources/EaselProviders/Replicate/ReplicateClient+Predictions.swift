import EaselCore
import EaselProviderKit
import Foundation

/// Predictions: create, get, cancel (wire sheet B2 to B4).
extension ReplicateClient {
    /// What is kept of a job: the addresses that Replicate named, and what the completed batch must still say.
    struct Handle: Codable, Sendable, Hashable {
        var getURL: URL?
        var cancelURL: URL?
        /// How many results were asked for.
        var wanted: Int?
        /// A deadline was set, so a prediction that was ended may have run out of time.
        var hasDeadline: Bool
        var warnings: [GenerationWarning]
    }

    /// The body of a create; no other keys are allowed (B2).
    private struct Creation: Encodable, Sendable {
        var version: String?
        var input: [String: JSONValue]
    }

    /// Creates the prediction and returns it as it stands.
    func create(_ order: Order) async throws(EaselError) -> Prediction {
        let fields = try await fields(of: order)
        return try await api.value(Prediction.self, from: try creation(of: order, fields), limit: Self.outputLimit)
    }

    func preview(_ order: Order) throws(EaselError) -> RequestPreview {
        api.preview(try creation(of: order, Self.previewFields(of: order)))
    }

    /// Without `Prefer: wait` the answer comes at once.
    private func creation(of order: Order, _ fields: [String: JSONValue]) throws(EaselError) -> HTTPCall {
        var call = try api.post(order.target.path, body: Creation(version: order.target.version, input: fields))
        if let seconds = order.deadlineSeconds { call.headers.set("Cancel-After", "\(seconds)s") }
        return call
    }

    /// Outputs may be data URIs.
    private static let outputLimit = 512 << 20

    func prediction(_ id: String, at url: URL?) async throws(EaselError) -> Prediction {
        let call = try call(.get, url, else: "predictions/\(id)")
        return try await api.value(Prediction.self, from: call, limit: Self.outputLimit)
    }

    func submit(_ order: Order, _ modality: Modality) async throws(EaselError) -> Submission {
        let prediction = try await create(order)
        let handle = Handle(
            getURL: resolve(prediction.urls?.value?.get?.value),
            cancelURL: resolve(prediction.urls?.value?.cancel?.value),
            wanted: order.wanted, hasDeadline: order.deadlineSeconds != nil, warnings: order.warnings)
        switch status(of: prediction, handle) {
        case .completed(let batch): return .completed(batch)
        case .failed(let error): throw error
        case .queued, .running:
            return .accepted(
                RemoteJob(
                    provider: ReplicateProvider.id, modality: modality, model: order.model, id: prediction.id,
                    handle: RemoteJob.encodeHandle(handle), acceptedAt: api.context.now()))
        }
    }

    func status(of job: RemoteJob) async throws(EaselError) -> RemoteJobStatus {
        let handle = job.decodeHandle(Handle.self)
        do {
            return status(of: try await prediction(job.id, at: handle?.getURL), handle)
        } catch  where error.httpStatus == 404 {
            return .failed(
                error.with {
                    $0.kind = .invalidRequest
                    $0.remedy = "Replicate no longer knows this prediction; send the prompt again."
                })
        }
    }

    /// Where a prediction stands. Only these states end it; an unknown one is taken for work (B3).
    private func status(of prediction: Prediction, _ handle: Handle?) -> RemoteJobStatus {
        switch prediction.state {
        case .waiting: .queued(position: nil)
        case .working: .running(progress: prediction.progress, log: prediction.logLines)
        case .succeeded: completion(of: prediction, handle)
        case .failed, .ended:
            partial(of: prediction, handle)
                ?? .failed(failure(of: prediction, hasDeadline: handle?.hasDeadline ?? false))
        }
    }

    private func completion(of prediction: Prediction, _ handle: Handle?) -> RemoteJobStatus {
        var batch = batch(from: prediction.output ?? .null).kept(until: prediction.deletion)
        batch.warnings = (handle?.warnings ?? []) + batch.warnings
        guard !batch.items.isEmpty else {
            if prediction.dataRemoved?.value == true { return .failed(.resultExpired(ReplicateProvider.id)) }
            let words =
                batch.text.map { " It said: " + ControlText.oneLine(String($0.prefix(300))) } ?? ""
            return .failed(
                api.failure(EaselError(.invalidResponse, "Replicate finished without any media.\(words)")))
        }
        if let wanted = handle?.wanted, batch.items.count < wanted {
            // Models with a safety checker leave out what it flags and tell it in their log only (B9).
            batch.warnings.append(
                GenerationWarning(
                    .filtered, parameter: .count, "\(batch.items.count) of \(wanted) results came back."))
        }
        return .completed(batch)
    }

    /// What a failed prediction made before it failed is kept, with its failure as a warning (B9).
    private func partial(of prediction: Prediction, _ handle: Handle?) -> RemoteJobStatus? {
        guard prediction.state == .failed, let output = prediction.output else { return nil }
        var batch = batch(from: output).kept(until: prediction.deletion)
        guard !batch.items.isEmpty else { return nil }
        let error = failure(of: prediction, hasDeadline: false)
        batch.warnings =
            (handle?.warnings ?? []) + batch.warnings + [
                GenerationWarning(error.kind == .contentPolicy ? .filtered : .other, error.message)
            ]
        return .completed(batch)
    }

    /// The error of a prediction that failed or was ended.
    func failure(of prediction: Prediction, hasDeadline: Bool) -> EaselError {
        switch prediction.state {
        case .ended(let wasStarted) where hasDeadline && prediction.ranOutOfTime:
            let start = wasStarted ? "" : " before it had started, so it is not charged"
            return EaselError(
                .timeout, "Replicate ended the prediction at its deadline\(start).",
                remedy: "Raise cancel_after, or leave it out.", provider: ReplicateProvider.id)
        case .ended:
            return EaselError(
                .cancelled, "Replicate reports that the prediction was cancelled.", provider: ReplicateProvider.id)
        default:
            let words = prediction.error?.string ?? prediction.error?.plainText ?? ""
            let fault = ReplicateErrorMapping.Fault(error: words)
            return api.failure(
                status: 0, headers: [:], body: Data(((try? JSONText.encode(fault)) ?? "{}").utf8))
        }
    }

    func cancel(_ job: RemoteJob) async throws(EaselError) -> CancelReply {
        let handle = job.decodeHandle(Handle.self)
        return try await cancel(job.id, at: handle?.cancelURL, get: handle?.getURL)
    }

    /// `POST …/cancel` answers with the whole prediction. What a finished one answers is UNVERIFIED (B4), so any refusal is
    /// looked into.
    func cancel(
        _ id: String, at url: URL?, get: URL?, patience: HTTPPatience = .brief
    ) async throws(EaselError) -> CancelReply {
        var call = try call(.post, url, else: "predictions/\(id)/cancel")
        call.patience = patience
        let reply = try await api.answer(to: call)
        let body = try await reply.collectExplanation(limit: 64 << 20)
        if let prediction = try? JSONDecoder().decode(Prediction.self, from: body), reply.isSuccess {
            switch prediction.state {
            case .succeeded, .failed: return .alreadyFinished
            case .ended(let wasStarted): return wasStarted ? .requested : .removed
            case .waiting, .working: return .requested
            }
        }
        let refusal = api.failure(status: reply.status, headers: reply.headers, body: body)
        guard [400, 404, 409, 422].contains(reply.status) else { throw refusal }
        let prediction = try await prediction(id, at: get)
        guard prediction.state.isFinal else { throw refusal }
        return .alreadyFinished
    }
}
