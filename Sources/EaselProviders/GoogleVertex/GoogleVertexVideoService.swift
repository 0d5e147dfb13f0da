import EaselCore
import EaselProviderKit

/// Clips: Omni through the Interactions API, Veo as a long-running operation of Vertex AI (wire sheet 3).
struct GoogleVertexVideoService: VideoModelService {
    let client: GoogleVertexClient

    func submit(_ request: VideoRequest) async throws(EaselError) -> Submission {
        let request = Self.routed(request)
        let site = try client.site(for: request)
        if GoogleVertexRoute(request.facts) == .longRunning {
            return try await startOperation(try GoogleVertexVideoWire.Request(request), of: request, at: site)
        }
        let files = try await client.parts(for: Self.ordered(request.inputs), at: site)
        let (body, warnings) = Self.interaction(request, files: files, at: site)
        return try await client.startInteraction(body, of: request, at: site, warnings: warnings)
    }

    func status(of job: RemoteJob) async throws(EaselError) -> RemoteJobStatus {
        let handle = try Self.handle(of: job)
        guard let operation = handle.operation else { return try await client.interactionStatus(of: job, handle) }
        return try await operationStatus(operation, handle)
    }

    /// An operation of Veo cannot be cancelled (3.3).
    func cancel(_ job: RemoteJob) async throws(EaselError) -> CancelReply {
        let handle = try Self.handle(of: job)
        return handle.operation == nil ? try await client.cancelInteraction(job, handle) : .unsupported
    }

    func preview(_ request: VideoRequest) async throws(EaselError) -> RequestPreview {
        let request = Self.routed(request)
        let site = try client.site(for: request)
        let api = try client.api(site)
        if GoogleVertexRoute(request.facts) == .longRunning {
            return api.preview(try operationCall(try GoogleVertexVideoWire.Request(request), of: request, at: site))
        }
        let files = client.previewParts(for: Self.ordered(request.inputs))
        return api.preview(
            try client.interactionCall(Self.interaction(request, files: files, at: site).body, at: site))
    }

    /// A model that nobody described goes the way of its family: ids of Veo begin so, and what is newer is served by the
    /// Interactions API (0).
    private static func routed(_ request: VideoRequest) -> VideoRequest {
        guard request.facts.route == nil else { return request }
        var request = request
        let isVeo = request.model.rawValue.split(separator: "/").last?.hasPrefix("veo-") == true
        request.facts.route = (isVeo ? GoogleVertexRoute.longRunning : .interactions).rawValue
        if isVeo, request.facts.locations.isEmpty { request.facts.locations = ["us-central1"] }
        return request
    }

    static func handle(of job: RemoteJob) throws(EaselError) -> GoogleVertexClient.JobHandle {
        guard let handle = job.decodeHandle(GoogleVertexClient.JobHandle.self) else {
            throw EaselError(
                .invalidRequest, "What was stored of this job cannot be read.", provider: GoogleVertexProvider.id)
        }
        return handle
    }
}

extension GoogleVertexVideoService {
    /// The body for Omni (3.6).
    private static func interaction(
        _ request: VideoRequest, files: [GoogleVertexContent.Part], at site: GoogleVertexSite
    ) -> (body: GoogleVertexInteractionsWire.Request, warnings: [GenerationWarning]) {
        let writer = ParameterWriter(
            request.parameters, handled: [], customary: customary, provider: GoogleVertexProvider.descriptor.name)
        var fields = writer.fields
        // A bare number is refused (3.6).
        if let seconds = fields["duration"], seconds.double != nil {
            fields["duration"] = .string(seconds.plainText + "s")
        }
        if fields["task"] == nil, let task = task(request) { fields["task"] = .string(task) }
        // Above 4 MB the Gemini API gives clips by address only; Vertex AI wants a bucket for that (3.6).
        if site.platform == .gemini, fields["delivery"] == nil { fields["delivery"] = "uri" }
        var body = GoogleVertexInteractionsWire.Request(
            request, files: files, type: "video", fields: fields)
        body.background = true
        return (body, writer.warnings)
    }

    /// First frame before references, so that the prompt can name them by their order.
    private static func ordered(_ inputs: [MediaInput]) -> [MediaInput] {
        [AttachmentRole.first, .last, .reference, .mask].flatMap { role in inputs.filter { $0.role == role } }
    }

    /// What the roles of the files say; mixed ones are left to the model, and so is a clip to edit or to continue.
    private static func task(_ request: VideoRequest) -> String? {
        let roles = Set(request.inputs.map(\.role))
        if roles == [.first] { return "image_to_video" }
        let isPictures = request.inputs.allSatisfy { $0.type.family == "image" }
        return roles == [.reference] && isPictures ? "reference_to_video" : nil
    }

    /// Wire names for models without a card.
    private static let customary: [ParameterKey: String] = [
        .aspectRatio: "aspect_ratio", .resolution: "resolution", .durationSeconds: "duration", .seed: "seed",
    ]
}
