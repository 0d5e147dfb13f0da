import Foundation

/// `huggingface.co/api` (sheet B1, B3) and the router's list of chat models (B2).
struct HuggingFaceHub: Sendable {
    func respond(to request: SandboxRequest) throws -> SandboxReply {
        guard request.method == "GET" else { throw HuggingFaceFailure(405, "Method Not Allowed") }
        // A token that is there must be a good one, although none is needed.
        if request.hasAuthorization { _ = try HuggingFaceToken(request) }
        switch request.segments {
        case ["api", "whoami-v2"]: return try whoami(HuggingFaceToken(request))
        case ["api", "models"]: return list(request)
        case let parts where parts.count == 4 && parts.starts(with: ["api", "models"]):
            guard let model = HuggingFaceListedModel.named("\(parts[2])/\(parts[3])") else {
                throw HuggingFaceFailure.unknownRepository
            }
            return SandboxReply(json: JSON.object(page(model, expand: expansions(request), isList: false)))
        default: throw HuggingFaceFailure(404, "Sorry, we can't find the page you are looking for.")
        }
    }

    private func whoami(_ token: HuggingFaceToken) -> SandboxReply {
        SandboxReply(
            json: [
                "type": "user", "id": "64f0a1b2c3d4e5f60718293a", "name": "easel-sandbox", "fullname": "Easel Sandbox",
                "email": "sandbox@example.invalid", "emailVerified": true, "canPay": false,
                "isPro": .bool(token.text.contains("pro")), "periodEnd": 1_798_761_599, "avatarUrl": "/avatars/0.svg",
                "billingMode": "prepaid", "orgs": [],
                "auth": [
                    "type": "access_token",
                    "accessToken": [
                        "displayName": "easel", "role": "fineGrained", "createdAt": "2026-01-10T10:00:00.000Z",
                        "fineGrained": [
                            "canReadGatedRepos": true, "global": ["inference.serverless.write"], "scoped": [],
                        ],
                    ],
                ],
            ] as JSON)
    }

    private func list(_ request: SandboxRequest) -> SandboxReply {
        let tag = request.queryValue("pipeline_tag")
        let providers = Set(request.queryValues("inference_provider"))
        let search = request.queryValue("search")?.lowercased()
        let matching = HuggingFaceListedModel.all.filter { model in
            (tag == nil || model.tag == tag)
                && (providers.isEmpty || providers.contains("all")
                    || model.offers.contains { providers.contains($0.provider) })
                && (search.map { model.id.lowercased().contains($0) } ?? true)
        }
        let limit = max(1, request.queryValue("limit").flatMap { Int($0) } ?? 1000)
        let start = request.queryValue("cursor").flatMap { Int($0) } ?? 0
        let page = matching.dropFirst(start).prefix(limit)
        let expand = expansions(request)
        let reply = SandboxReply(json: page.map { JSON.object(self.page($0, expand: expand, isList: true)) })
        guard start + limit < matching.count else { return reply }
        let rest = request.target.split(separator: "?").last ?? ""
        return reply.adding(
            "Link", "<https://huggingface.co/api/models?\(rest)&cursor=\(start + limit)>; rel=\"next\"")
    }

    private func expansions(_ request: SandboxRequest) -> Set<String> {
        Set(request.queryValues("expand[]") + request.queryValues("expand"))
    }

    /// With `expand`, only what was named; the mappings are an object for one model and a list in lists (B3).
    private func page(_ model: HuggingFaceListedModel, expand: Set<String>, isList: Bool) -> [String: JSON] {
        var page: [String: JSON] = ["_id": "66aa4c2b6c5b6d1e9f0a1b2c", "id": .string(model.id)]
        let wantsAll = expand.isEmpty
        if wantsAll || expand.contains("pipeline_tag") { page["pipeline_tag"] = .string(model.tag) }
        if wantsAll {
            page["modelId"] = .string(model.id)
            page["tags"] = [.string(model.tag), "region:us"]
            page["gated"] = model.isGated ? "auto" : false
            page["private"] = false
            page["downloads"] = 123_456
            page["likes"] = 789
            page["siblings"] = []
            page["createdAt"] = "2025-07-31T12:00:00.000Z"
            page["lastModified"] = "2026-02-01T12:00:00.000Z"
        }
        if expand.contains("inference"), !model.offers.isEmpty { page["inference"] = "warm" }
        if expand.contains("inferenceProviderMapping") {
            let mappings = model.offers.map { ($0.provider, mapping($0, of: model, isList: isList)) }
            page["inferenceProviderMapping"] =
                isList
                ? .array(mappings.map { .object($0.1) })
                : .object(Dictionary(mappings.map { ($0.0, .object($0.1)) }) { first, _ in first })
        }
        return page
    }

    private func mapping(
        _ offer: HuggingFaceListedModel.Offer, of model: HuggingFaceListedModel, isList: Bool
    ) -> [String: JSON] {
        var members: [String: JSON] = [
            "status": .string(offer.status), "providerId": .string(offer.providerID), "task": .string(offer.task),
            "isModelAuthor": false,
        ]
        if isList {
            members["provider"] = .string(offer.provider)
            members["hfModelId"] = .string(model.id)
        }
        if let weights = offer.weights {
            members["adapter"] = "lora"
            members["adapterWeightsPath"] = .string(weights)
        }
        return members
    }

    /// `GET /v1/models` and `GET /v1/models/{org}/{name}`, public.
    func chatModels(_ request: SandboxRequest) throws -> SandboxReply {
        let models = HuggingFaceListedModel.all.filter { $0.offers.contains { $0.task == "conversational" } }
        if request.path == "v1/models" {
            return SandboxReply(json: ["object": "list", "data": .array(models.map(item))] as JSON)
        }
        let id = request.segments.dropFirst(2).joined(separator: "/")
        guard let model = models.first(where: { $0.id == id }) else {
            throw HuggingFaceFailure(404, "Model \(id) does not exist")
        }
        return SandboxReply(json: item(model))
    }

    private func item(_ model: HuggingFaceListedModel) -> JSON {
        let offers = model.offers.map { offer in
            var members: [String: JSON] = [
                "provider": .string(offer.provider), "status": .string(offer.status), "is_model_author": false,
            ]
            if let price = offer.price {
                members["pricing"] = ["input": .number(price.input), "output": .number(price.output)]
                members["context_length"] = .integer(Int64(offer.context ?? 0))
                members["supports_tools"] = true
                members["supports_structured_output"] = false
                members["first_token_latency_ms"] = 312
                members["throughput"] = 101.5
            }
            return JSON.object(members)
        }
        return [
            "id": .string(model.id), "object": "model", "created": 1_776_837_885,
            "owned_by": .string(String(model.id.prefix { $0 != "/" })),
            "architecture": [
                "input_modalities": model.sees ? ["text", "image"] : ["text"], "output_modalities": ["text"],
            ],
            "providers": .array(offers),
        ]
    }
}
