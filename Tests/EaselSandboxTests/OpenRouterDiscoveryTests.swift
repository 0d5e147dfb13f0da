import Foundation
import Testing

struct OpenRouterDiscoveryTests {
    private func ids(_ sandbox: SandboxClient, _ query: String) async throws -> Set<String> {
        let reply = try await sandbox.get("/openrouter/models\(query)")
        #expect(reply.status == 200)
        return Set(reply.list("data").compactMap { ($0 as? [String: Any])?["id"] as? String })
    }

    @Test func `only text models are listed unless asked otherwise`() async throws {
        try await withSandbox { sandbox in
            let usual = try await ids(sandbox, "")
            #expect(usual.contains("openai/gpt-4o-mini"))
            #expect(usual.contains("google/gemini-3.1-flash-image"), "it writes text as well")
            #expect(!usual.contains("openai/gpt-image-2"))
            #expect(try await ids(sandbox, "?output_modalities=image").contains("openai/gpt-image-2"))
            let all = try await ids(sandbox, "?output_modalities=all")
            #expect(all.isSuperset(of: usual) && all.contains("google/veo-3.1"))
            #expect(try await ids(sandbox, "?output_modalities=speech").contains("fish-audio/s2.1-pro"))
            #expect(try await ids(sandbox, "?output_modalities=audio").contains("google/lyria-3-clip-preview"))
            #expect(try await ids(sandbox, "?q=haiku") == ["anthropic/claude-haiku-4.5"])
            #expect(try await sandbox.get("/openrouter/models?output_modalities=smell").status == 400)
        }
    }

    @Test func `prices are strings and unknown values are null`() async throws {
        try await withSandbox { sandbox in
            let reply = try await sandbox.get("/openrouter/model/openai/gpt-4o-mini")
            #expect(reply.string("data.pricing.prompt") == "0.00000015")
            #expect(reply.isNull("data.expiration_date"))
            #expect(reply.isNull("data.per_request_limits"))
            #expect(try await sandbox.get("/openrouter/model/acme/nothing").status == 404)
        }
    }

    @Test func `pages follow each other`() async throws {
        try await withSandbox { sandbox in
            let first = try await sandbox.get("/openrouter/models?output_modalities=all&limit=4")
            #expect(first.list("data").count == 4)
            #expect(first.string("links.next")?.contains("offset=4") == true)
            let count = try #require(first.int("total_count"))
            let last = try await sandbox.get(
                "/openrouter/models?output_modalities=all&limit=4&offset=\(count - 2)")
            #expect(last.list("data").count == 2)
            #expect(last.isNull("links.next"))
        }
    }

    @Test func `image models describe their parameters`() async throws {
        try await withSandbox { sandbox in
            let reply = try await sandbox.get("/openrouter/images/models")
            let rows = reply.list("data").compactMap { $0 as? [String: Any] }
            #expect(rows.count == 4)
            let seedream = try #require(rows.first { $0["id"] as? String == "bytedance-seed/seedream-4.5" })
            let parameters = try #require(seedream["supported_parameters"] as? [String: [String: Any]])
            #expect(parameters["n"]?["max"] as? Int == 4)
            #expect(parameters["quality"] == nil, "a missing key means unsupported")
            let endpoints = try #require(seedream["endpoints"] as? String)
            #expect(endpoints.hasPrefix("/api/v1/"))
            let list = try await sandbox.get("/openrouter/images/models/bytedance-seed/seedream-4.5/endpoints")
            #expect(list.double("endpoints.0.pricing.0.cost_usd") == 0.04)
        }
    }

    @Test func `video models describe themselves, with null for what they have not`() async throws {
        try await withSandbox { sandbox in
            let reply = try await sandbox.get("/openrouter/videos/models")
            let rows = reply.list("data").compactMap { $0 as? [String: Any] }
            let veo = try #require(rows.first { $0["id"] as? String == "google/veo-3.1" })
            #expect(veo["supported_durations"] as? [Int] == [4, 6, 8])
            #expect(veo["supported_sizes"] is NSNull && veo["upscale_factor"] is NSNull)
            #expect((veo["pricing_skus"] as? [String: String])?.isEmpty == false)
            #expect(rows.contains { $0["generate_audio"] is NSNull })
        }
    }

    @Test func `the key's report has its budgets, and a cap may be missing`() async throws {
        try await withSandbox { sandbox in
            let usual = try await sandbox.get("/openrouter/key", ["Authorization": "Bearer sk-or-v1-test"])
            #expect(usual.double("data.limit") == 100 && usual.isNull("data.effective_budget"))
            let budget = try await sandbox.get("/openrouter/key", ["Authorization": "Bearer sk-budget-uncapped"])
            #expect(budget.isNull("data.limit") && budget.double("data.effective_budget.limit_usd") == 20)
        }
    }
}
