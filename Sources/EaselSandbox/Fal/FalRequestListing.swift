import Foundation

/// `GET /v1/models/requests/by-endpoint`: what ran lately on some endpoints (fal's published schema). What waits in the queue
/// has not started, and is not listed.
struct FalRequestListing: Sendable {
    let jobs: FalJobStore

    private struct Page: Encodable, Sendable {
        var items: [Item]
        @Nullable var nextCursor: String?
        var hasMore: Bool
    }

    private struct Item: Encodable, Sendable {
        var requestId: String
        var endpointId: String
        var startedAt: String
        var sentAt: String
        @Nullable var endedAt: String?
        @Nullable var statusCode: Int?
        @Nullable var duration: Double?
        var jsonInput: JSON?
        var jsonOutput: JSON?
    }

    func respond(to request: SandboxRequest) async throws -> SandboxReply {
        let endpoints = Set(request.queryValues("endpoint_id"))
        guard (1...50).contains(endpoints.count) else {
            throw FalPlatformRoutes.failure(400, "validation_error", "endpoint_id is required, 1 to 50 times")
        }
        let limit = request.queryValue("limit").map { Int($0) ?? 0 } ?? 50
        guard (1...100).contains(limit) else {
            throw FalPlatformRoutes.failure(400, "validation_error", "limit must be between 1 and 100")
        }
        let start = try Self.time(request, "start") ?? Date(timeIntervalSinceNow: -86_400)
        let end = try Self.time(request, "end") ?? .distantFuture
        let page = try Self.page(request)
        let now = ContinuousClock.now
        let found = await jobs.all().reversed().filter { job in
            endpoints.contains(job.endpoint) && job.submitted >= start && job.submitted < end && job.hasStarted(at: now)
        }
        let shown = found.dropFirst((page - 1) * limit).prefix(limit)
        let hasMore = page * limit < found.count
        let hasPayloads = request.queryValues("expand").contains("payloads")
        return SandboxReply(
            json: Page(
                items: shown.map { Self.item($0, at: now, hasPayloads: hasPayloads) },
                nextCursor: hasMore ? Data(String(page + 1).utf8).base64EncodedString() : nil, hasMore: hasMore))
    }

    private static func item(_ job: FalJob, at now: ContinuousClock.Instant, hasPayloads: Bool) -> Item {
        let isOver = job.state(at: now) == .completed
        let started = job.submitted.addingTimeInterval(job.queueSeconds)
        var status = 200
        if case .failure(let failure, _) = job.outcome { status = failure.status }
        return Item(
            requestId: job.id, endpointId: job.endpoint, startedAt: WireTime.text(started),
            sentAt: WireTime.text(job.submitted),
            endedAt: isOver ? WireTime.text(started.addingTimeInterval(job.inferenceSeconds)) : nil,
            statusCode: isOver ? status : nil, duration: isOver ? job.inferenceSeconds : nil,
            jsonInput: hasPayloads ? job.input : nil, jsonOutput: hasPayloads ? job.output : nil)
    }

    private static func page(_ request: SandboxRequest) throws -> Int {
        guard let text = request.queryValue("cursor") else { return 1 }
        guard let bytes = Data(base64Encoded: text), let page = Int(String(decoding: bytes, as: UTF8.self)), page > 0
        else { throw FalPlatformRoutes.failure(400, "validation_error", "Invalid cursor") }
        return page
    }

    private static func time(_ request: SandboxRequest, _ name: String) throws -> Date? {
        guard let text = request.queryValue(name) else { return nil }
        guard let date = try? Date(text.count == 10 ? text + "T00:00:00Z" : text, strategy: .iso8601) else {
            throw FalPlatformRoutes.failure(400, "validation_error", "\(name) is not a date")
        }
        return date
    }
}
