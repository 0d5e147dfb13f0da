import Foundation

/// `/fal-api/v1/…`: the platform API (sheet A18). Its errors have an envelope of their own.
struct FalPlatformRoutes: Sendable {
    let requests: FalRequestListing

    func respond(to request: SandboxRequest) async throws -> SandboxReply {
        if request.hasAuthorization { try authenticate(request) }
        switch (request.method, request.path) {
        case ("GET", "v1/models"): return try models(request)
        case ("GET", "v1/models/pricing"):
            try authenticate(request)
            return try pricing(request)
        case ("GET", "v1/models/requests/by-endpoint"):
            try authenticate(request)
            return try await requests.respond(to: request)
        default: throw Self.failure(404, "not_found", "Resource not found")
        }
    }

    static func failure(_ status: Int, _ type: String, _ message: String) -> FalFailure {
        FalFailure(status: status, body: ["error": ["type": .string(type), "message": .string(message)]])
    }

    private func authenticate(_ request: SandboxRequest) throws {
        do {
            _ = try FalKey(request)
        } catch {
            throw Self.failure(401, "authorization_error", "Authentication required")
        }
    }

    private func models(_ request: SandboxRequest) throws -> SandboxReply {
        let ids = request.queryValues("endpoint_id")
        if let unknown = ids.first(where: { FalEndpointTable.endpoint($0) == nil }) {
            throw Self.failure(404, "not_found", "Endpoint \(unknown) not found")
        }
        let words = request.queryValue("q")?.lowercased()
        let category = request.queryValue("category")
        let matching = FalEndpointTable.endpoints.filter { endpoint in
            (ids.isEmpty || ids.contains(endpoint.id)) && (category == nil || endpoint.category == category)
                && request.queryValue("status") != "deprecated"
                && (words.map { endpoint.id.contains($0) || endpoint.name.lowercased().contains($0) } ?? true)
        }
        let offset = try cursor(request)
        let limit = try limit(request)
        let page = matching.dropFirst(offset).prefix(limit)
        let hasMore = offset + page.count < matching.count
        let expands = request.queryValues("expand").contains("openapi-3.0")
        return SandboxReply(
            json: FalModelPage(
                models: page.map { FalModelPage.Model($0, expanded: expands) },
                nextCursor: hasMore ? Data(String(offset + limit).utf8).base64EncodedString() : nil, hasMore: hasMore))
    }

    private func cursor(_ request: SandboxRequest) throws -> Int {
        guard let text = request.queryValue("cursor") else { return 0 }
        guard let bytes = Data(base64Encoded: text), let offset = Int(String(decoding: bytes, as: UTF8.self)),
            offset >= 0
        else { throw Self.failure(400, "validation_error", "Invalid cursor") }
        return offset
    }

    private func limit(_ request: SandboxRequest) throws -> Int {
        guard let text = request.queryValue("limit") else { return 50 }
        guard let limit = Int(text), (1...100).contains(limit) else {
            throw Self.failure(400, "validation_error", "limit must be between 1 and 100")
        }
        return limit
    }

    private func pricing(_ request: SandboxRequest) throws -> SandboxReply {
        let ids = request.queryValues("endpoint_id")
        guard (1...50).contains(ids.count) else {
            throw Self.failure(400, "validation_error", "endpoint_id is required, 1 to 50 times")
        }
        let prices = try ids.map { id in
            guard let endpoint = FalEndpointTable.endpoint(id) else {
                throw Self.failure(404, "not_found", "Endpoint \(id) not found")
            }
            return FalPricePage.Price(endpointId: id, unitPrice: endpoint.price.amount, unit: endpoint.price.unit)
        }
        return SandboxReply(json: FalPricePage(prices: prices))
    }
}
