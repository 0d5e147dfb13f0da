import EaselCore
import EaselProviderKit
import Foundation

/// Hugging Face's two hosts (wire sheet B1): the router that runs models, and the Hub that knows them.
struct HuggingFaceClient: Sendable {
    /// `router.huggingface.co`, with one path prefix for each inference provider.
    let router: APIClient
    /// The router's own OpenAI route, `/v1`.
    let chat: APIClient
    /// `huggingface.co`.
    let hub: APIClient
    let mappings = HuggingFaceMappings()

    init(_ context: ProviderContext) {
        let profile = APIProfile(
            HuggingFaceProvider.descriptor, scheme: "Bearer", classify: HuggingFaceErrorMapping.error)
        let base = context.endpoints["router"]
        router = APIClient(profile, base: base, context: context)
        chat = APIClient(profile, base: base?.appending(path: "v1"), context: context)
        hub = APIClient(profile, base: context.endpoints["hub"], context: context)
    }

    /// Sends an order to the inference provider that serves its model.
    func submit(
        _ order: HuggingFaceOrder, of model: ModelID, _ modality: Modality
    ) async throws(EaselError) -> Submission {
        let destination = try await destination(of: order)
        let post = try destination.route.post(destination.order, destination.mapping)
        let reply = try await router.send(try call(post, to: destination.route))
        let standing: HuggingFaceStanding
        do {
            standing = try await destination.route.read(reply, self, destination.mapping)
        } catch {
            throw error.with { if $0.kind != .cancelled { $0.mayHaveBeenAccepted = true } }
        }
        let ticket = HuggingFaceTicket(
            route: destination.route.name, path: "", wanted: order.wanted, warnings: destination.order.warnings)
        switch standing {
        case .finished(let batch): return .completed(finished(batch, ticket))
        case .failed(let error): throw error
        case .waiting(let id, let path, _):
            var ticket = ticket
            ticket.path = path
            return .accepted(
                RemoteJob(
                    provider: HuggingFaceProvider.id, modality: modality, model: model, id: id,
                    handle: RemoteJob.encodeHandle(ticket), acceptedAt: router.context.now()))
        }
    }

    /// Asks the inference provider once how a job stands.
    func status(of job: RemoteJob) async throws(EaselError) -> RemoteJobStatus {
        guard let ticket = job.decodeHandle(HuggingFaceTicket.self), let route = HuggingFaceRoute.named(ticket.route)
        else {
            throw EaselError(
                .storage, "The record of job \(job.id) does not say which inference provider works on it.",
                provider: HuggingFaceProvider.id)
        }
        switch try await route.follow(ticket.path, self) {
        case .finished(let batch): return .completed(finished(batch, ticket))
        case .failed(let error): return .failed(error)
        case .waiting(_, _, let status): return status
        }
    }

    /// The POST that `submit` would send as far as it is known: where the Hub was not asked yet and no card says more,
    /// the Hub's own id stands for the provider's.
    func preview(_ order: HuggingFaceOrder) async throws(EaselError) -> RequestPreview {
        let usual = HuggingFaceMapping(
            provider: order.model.provider ?? HuggingFaceRoute.falAI.name, providerID: order.model.hubID,
            task: order.task.rawValue)
        let known = await mappings.of(order.model.hubID)
        let mapping =
            known.flatMap { try? choose(from: $0, for: order) }
            ?? HuggingFaceMapping(route: order.knownRoute, task: order.task).flatMap {
                order.model.provider == nil || order.model.provider == $0.provider ? $0 : nil
            } ?? usual
        let destination = try self.destination(order, mapping)
        return router.preview(
            try call(try destination.route.post(destination.order, destination.mapping), to: destination.route))
    }

    private func call(_ post: HuggingFacePost, to route: HuggingFaceRoute) throws(EaselError) -> HTTPCall {
        var call = try router.call(
            .post, "\(route.name)/\(post.path)", query: post.query, patience: .generation)
        for field in post.headers.fields { call.headers.set(field.name, field.value) }
        switch post.body {
        case .fields(let fields): return try call.with(json: fields, provider: HuggingFaceProvider.id)
        case .file(let bytes, let type): return call.with(body: bytes, type: type.rawValue)
        }
    }

    private func finished(_ batch: MediaBatch, _ ticket: HuggingFaceTicket) -> MediaBatch {
        var batch = batch
        batch.warnings = ticket.warnings + batch.warnings
        if let wanted = ticket.wanted, batch.items.count < wanted,
            !batch.warnings.contains(where: { $0.parameter == ParameterKey.count.rawValue })
        {
            batch.warnings.append(
                GenerationWarning(.adjusted, parameter: .count, "\(batch.items.count) of \(wanted) results came back."))
        }
        return batch
    }
}

/// What is kept of a job.
struct HuggingFaceTicket: Codable, Sendable, Hashable {
    /// The inference provider: `fal-ai`.
    var route: String
    /// Where it answers for the job, below its prefix at the router.
    var path: String
    /// How many results were asked for.
    var wanted: Int?
    var warnings: [GenerationWarning]
}
