import Foundation
import Testing

struct FalPlatformTests {
    @Test func `models are listed without a key, page after page`() async throws {
        try await withSandbox { sandbox in
            let first = try await sandbox.get("/fal-api/v1/models?limit=10")
            #expect(first.list("models").count == 10)
            #expect(first.json("has_more") as? Bool == true)
            let whole = try await sandbox.get("/fal-api/v1/models?limit=100")
            var (page, count) = (first, 10)
            while !page.isNull("next_cursor") {
                let cursor = try page.required("next_cursor").replacingOccurrences(of: "=", with: "%3D")
                page = try await sandbox.get("/fal-api/v1/models?limit=10&cursor=\(cursor)")
                count += page.list("models").count
            }
            #expect(count == whole.list("models").count && page.json("has_more") as? Bool == false)
            #expect(first.string("models.0.metadata.status") == "active")
        }
    }

    @Test func `models can be searched, filtered and named`() async throws {
        try await withSandbox { sandbox in
            let banana = try await sandbox.get("/fal-api/v1/models?q=banana")
            #expect(banana.list("models").count == 3)
            let videos = try await sandbox.get("/fal-api/v1/models?category=image-to-video")
            #expect(videos.list("models").count == 4)
            let named = try await sandbox.get("/fal-api/v1/models?endpoint_id=fal-ai/flux/dev&expand=openapi-3.0")
            #expect(named.string("models.0.openapi.openapi") == "3.0.4")
            #expect(try await sandbox.get("/fal-api/v1/models?limit=0").status == 400)
            #expect(try await sandbox.get("/fal-api/v1/models?endpoint_id=no/such").status == 404)
        }
    }

    @Test func `prices need a key and tell a good one from a bad one`() async throws {
        try await withSandbox { sandbox in
            let path = "/fal-api/v1/models/pricing?endpoint_id=fal-ai/flux/dev&endpoint_id=fal-ai/veo3.1"
            let priced = try await sandbox.get(path, SandboxClient.key)
            #expect(priced.double("prices.0.unit_price") == 0.025)
            #expect(priced.string("prices.1.unit") == "seconds")
            for headers in [[:], ["Authorization": "Bearer x"], ["Authorization": "Key invalid"]] {
                let refused = try await sandbox.get(path, headers)
                #expect(refused.status == 401)
                #expect(refused.string("error.type") == "authorization_error")
            }
            #expect(try await sandbox.get("/fal-api/v1/models/pricing", SandboxClient.key).status == 400)
        }
    }

    @Test func `a schema describes the input in order, with defaults and choices`() async throws {
        try await withSandbox { sandbox in
            let schema = try await sandbox.get("/fal-schema?endpoint_id=fal-ai/veo3.1")
            #expect(schema.status == 200)
            let document = try #require(schema.json() as? [String: Any])
            let paths = try #require(document["paths"] as? [String: Any])
            #expect(Set(paths.keys).isSuperset(of: ["/fal-ai/veo3.1", "/fal-ai/veo3.1/requests/{request_id}"]))
            let input = "components.schemas.Veo31Input"
            #expect(schema.list("\(input).x-fal-order-properties").first as? String == "prompt")
            #expect(schema.list("\(input).properties.duration.enum") as? [String] == ["4s", "6s", "8s"])
            #expect(schema.string("\(input).properties.duration.default") == "8s")
            #expect(schema.list("\(input).required") as? [String] == ["prompt"])
            #expect(try await sandbox.get("/fal-schema?endpoint_id=no/such").status == 404)
        }
    }

    @Test func `the schema and the runner agree on wrong choices`() async throws {
        try await withSandbox { sandbox in
            let schema = try await sandbox.get("/fal-schema?endpoint_id=fal-ai/ltx-2.3/text-to-video")
            let allowed = schema.list("components.schemas.Ltx23TextToVideoInput.properties.duration.enum")
            #expect(allowed as? [Int] == [6, 8, 10])
            let flux = try await sandbox.get("/fal-schema?endpoint_id=fal-ai/flux/dev")
            #expect(flux.list("components.schemas.FluxDevInput.properties.image_size.anyOf").count == 2)
        }
    }

    @Test func `the account is visible`() async throws {
        try await withSandbox { sandbox in
            let balance = try await sandbox.get("/fal-rest/billing/user_balance", SandboxClient.key)
            #expect(balance.json() as? Double == 20.5)
            let locked = try await sandbox.get("/fal-rest/users/current", ["Authorization": "Key locked"])
            #expect(locked.json("is_locked") as? Bool == true)
        }
    }
}
