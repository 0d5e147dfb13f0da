import EaselCore
import EaselProviderKit
import Foundation

/// The queue: submit, status, result, cancel (wire sheet A4, A5, A7, A8).
extension FalClient {
    /// What is kept of a job: the addresses that the queue named, and what the completed batch must still say.
    struct Handle: Codable, Sendable, Hashable {
        var statusURL: URL?
        var responseURL: URL?
        var cancelURL: URL?
        /// How many results were asked for.
        var wanted: Int?
        var warnings: [GenerationWarning]
    }

    private struct Ticket: Decodable, Sendable {
        var requestID: String
        var statusURL: Lenient<URL>?
        var responseURL: Lenient<URL>?
        var cancelURL: Lenient<URL>?

        enum CodingKeys: String, CodingKey {
            case requestID = "request_id"
            case statusURL = "status_url"
            case responseURL = "response_url"
            case cancelURL = "cancel_url"
        }
    }

    private struct Standing: Decodable, Sendable {
        struct Line: Decodable, Sendable {
            var message: String
            var timestamp: Lenient<String>?
        }

        var status: String
        var queuePosition: Lenient<Int>?
        var logs: LenientArray<Line>?
        var error: JSONValue?
        var errorType: Lenient<String>?

        enum CodingKeys: String, CodingKey {
            case status, logs, error
            case queuePosition = "queue_position"
            case errorType = "error_type"
        }
    }

    private struct CancelAnswer: Decodable, Sendable { var status: String? }

    /// The SDKs give a submit 120 s (A4).
    private static let submitPatience = HTTPPatience(head: .seconds(120), idle: .seconds(120))

    func submission(_ body: some Encodable, to model: ModelID) throws(EaselError) -> HTTPCall {
        var call = try queue.post(try FalEndpoint(model).submitPath, body: body, patience: Self.submitPatience)
        for (name, value) in try FalSubmitHeaders(queue.context.settings).fields { call.headers.set(name, value) }
        return call
    }

    func submit(
        _ call: HTTPCall, _ modality: Modality, of model: ModelID, wanted: Int?, warnings: [GenerationWarning]
    ) async throws(EaselError) -> Submission {
        let ticket = try await queue.value(Ticket.self, from: call)
        let handle = Handle(
            statusURL: ticket.statusURL?.value, responseURL: ticket.responseURL?.value,
            cancelURL: ticket.cancelURL?.value,
            wanted: wanted, warnings: warnings)
        return .accepted(
            RemoteJob(
                provider: FalProvider.id, modality: modality, model: model, id: ticket.requestID,
                handle: RemoteJob.encodeHandle(handle), acceptedAt: queue.context.now()))
    }

    func status(of job: RemoteJob) async throws(EaselError) -> RemoteJobStatus {
        let handle = job.decodeHandle(Handle.self)
        let call = try call(.get, handle?.statusURL, else: "/status", of: job, query: [("logs", "1")])
        let reply = try await queue.answer(to: call)
        guard reply.isSuccess else {
            let body = try await reply.collectExplanation(limit: 256 << 10)
            let failure = queue.failure(status: reply.status, headers: reply.headers, body: body)
            guard reply.status == 404 else { throw failure }
            return .failed(
                failure.with {
                    $0.kind = .invalidRequest
                    $0.remedy = "fal.ai no longer knows this job (results are kept 30 days); send the prompt again."
                })
        }
        let standing = try await queue.decode(Standing.self, from: reply)
        let log = (standing.logs?.elements ?? []).map {
            LogLine(timestamp: $0.timestamp?.value ?? "", message: $0.message)
        }
        switch standing.status {
        case "IN_QUEUE": return .queued(position: standing.queuePosition?.value)
        case "COMPLETED":
            guard let told = failure(in: standing) else { return try await result(of: job, handle) }
            // The result says more than "Invalid status code: 422"; if it cannot be had, what was told must do.
            if case .failed(let detailed)? = try? await result(of: job, handle), detailed.httpStatus != nil {
                return .failed(detailed)
            }
            if Task.isCancelled { throw .cancelled }
            return .failed(told)
        default: return .running(progress: Self.progress(in: log), log: log)
        }
    }

    func cancel(_ job: RemoteJob) async throws(EaselError) -> CancelReply {
        let handle = job.decodeHandle(Handle.self)
        let reply = try await queue.answer(to: try call(.put, handle?.cancelURL, else: "/cancel", of: job))
        let body = try await reply.collectExplanation(limit: 64 << 10)
        switch (try? JSONDecoder().decode(CancelAnswer.self, from: body))?.status {
        case "OK": return .removed
        case "CANCELLATION_REQUESTED": return .requested
        case "ALREADY_COMPLETED": return .alreadyFinished
        default: break
        }
        // `{"success": true}` is the form that per-model schemas declare: it does not say which of the two it was.
        if reply.isSuccess { return .requested }
        throw queue.failure(status: reply.status, headers: reply.headers, body: body)
    }

    /// A failure is COMPLETED with an error in it: there is no status of its own (A5).
    private func failure(in standing: Standing) -> EaselError? {
        let error = standing.error == .null ? nil : standing.error
        guard error != nil || standing.errorType?.value != nil else { return nil }
        let fault = FalErrorMapping.Fault(error: error, errorType: standing.errorType?.value)
        let body = Data(((try? JSONText.encode(fault)) ?? "{}").utf8)
        return queue.failure(status: 0, headers: [:], body: body)
    }

    private func result(of job: RemoteJob, _ handle: Handle?) async throws(EaselError) -> RemoteJobStatus {
        let reply = try await queue.answer(to: try call(.get, handle?.responseURL, else: "", of: job))
        guard reply.isSuccess else {
            let body = try await reply.collectExplanation(limit: 256 << 10)
            let failure = queue.failure(status: reply.status, headers: reply.headers, body: body)
            // The model's own failure comes with its own status and a JSON body; trouble with asking does not (A7, A11).
            let isAboutAsking = [401, 403, 408, 429].contains(reply.status)
            let isJSON = (try? JSONDecoder().decode([String: JSONValue].self, from: body)) != nil
            guard isJSON, !isAboutAsking else { throw failure }
            return .failed(failure)
        }
        let output = try await queue.decode(JSONValue.self, from: reply, limit: 512 << 20)
        // Output addresses are public and are never given the key, also when they are on a queue's own origin (A2).
        // Files are kept for seven days at least (A15); they are younger than their job.
        var batch = Self.batch(from: output, origins: OriginSet([]))
            .kept(until: job.acceptedAt.addingTimeInterval(7 * 86_400))
        batch.warnings = (handle?.warnings ?? []) + batch.warnings
        if let wanted = handle?.wanted, batch.items.count < wanted {
            batch.warnings.append(
                GenerationWarning(.filtered, parameter: .count, "\(batch.items.count) of \(wanted) results came back."))
        }
        guard !batch.items.isEmpty else {
            let words = batch.text.map { ": " + ControlText.oneLine(String($0.prefix(300))) } ?? "."
            return .failed(queue.failure(EaselError(.invalidResponse, "fal.ai finished without any media" + words)))
        }
        guard batch.items.contains(where: { !$0.isFiltered }) else {
            let refusal = EaselError(.contentPolicy, "fal.ai's safety checker blanked all that was made.")
            return .failed(queue.failure(refusal).with { $0.providerCode = "has_nsfw_concepts" })
        }
        return .completed(batch)
    }

    /// Follows the address that the queue named if it is on the configured queue, else builds it (A3, safe rule).
    private func call(
        _ method: HTTPCall.Method, _ named: URL?, else suffix: String, of job: RemoteJob, query: [(String, String)] = []
    ) throws(EaselError) -> HTTPCall {
        guard let named, OriginSet([queue.base].compactMap(\.self)).contains(named) else {
            return try queue.call(
                method, "\(try FalEndpoint(job.model).jobPath)/requests/\(job.id)\(suffix)", query: query)
        }
        return try queue.call(
            method,
            at: query.isEmpty ? named : named.appending(queryItems: query.map { URLQueryItem(name: $0.0, value: $0.1) })
        )
    }

    /// Progress, read out of the newest bar of `tqdm` in the log: ` 43%|████▎ | 12/28`. fal.ai has no field for it (A5).
    static func progress(in log: [LogLine]) -> Double? {
        log.reversed().lazy.compactMap { line in
            guard let match = line.message.firstMatch(of: /(\d{1,3})%\|/), let percent = Double(match.1), percent <= 100
            else { return nil }
            return percent / 100
        }.first
    }
}
