import EaselSandbox
import Foundation
import Testing

struct FalQueueTests {
    private static let key = SandboxClient.key

    private func submit(
        _ sandbox: SandboxClient, _ id: String = "fal-ai/flux/dev", _ body: String = #"{"prompt":"a fox","seed":7}"#
    ) async throws -> TestReply {
        let reply = try await sandbox.post("/fal-queue/\(id)", Self.key, body)
        #expect(reply.status == 200, "\(reply.text)")
        return reply
    }

    private func finished(_ sandbox: SandboxClient, _ submitted: TestReply) async throws -> TestReply {
        let url = try submitted.required("status_url")
        return try await sandbox.poll(url, Self.key) { $0.status == 200 }
    }

    @Test func `a submission answers with its place in the queue and its addresses`() async throws {
        try await withSandbox { sandbox in
            let reply = try await submit(sandbox)
            let id = try reply.required("request_id")
            #expect(reply.string("status") == "IN_QUEUE")
            #expect((reply.int("queue_position") ?? -1) >= 1)
            #expect(reply.string("response_url") == "\(sandbox.base)/fal-queue/fal-ai/flux/requests/\(id)")
            #expect(reply.string("status_url") == "\(sandbox.base)/fal-queue/fal-ai/flux/requests/\(id)/status")
            #expect(reply.string("cancel_url") == "\(sandbox.base)/fal-queue/fal-ai/flux/requests/\(id)/cancel")
            #expect(reply.header("x-fal-request-id") == id)
        }
    }

    @Test func `the status stream tells every state in order and ends with COMPLETED`() async throws {
        try await withSandbox(faults: ["fal:hold=queued:method=POST"]) { sandbox in
            let submitted = try await submit(sandbox)
            let url = "\(try submitted.required("status_url"))/stream?logs=1"
            async let reading = sandbox.get(url, Self.key)
            _ = try await sandbox.poll("/_sandbox/requests?path=/status/stream") { $0.int("0.status") == 200 }
            _ = try await sandbox.post("/_sandbox/release", [:], "")
            let events = try await reading.jsonEvents
            let ranks = events.compactMap {
                ["IN_QUEUE", "IN_PROGRESS", "COMPLETED"].firstIndex(of: $0.string("status") ?? "")
            }
            #expect(ranks == ranks.sorted())
            #expect(ranks.first == 0)
            #expect(ranks.last == 2)
            #expect(ranks.count { $0 == 2 } == 1)
            let positions = events.compactMap { $0.int("queue_position") }
            #expect(positions == positions.sorted(by: >))
        }
    }

    @Test func `a running job answers 202 and a finished one 200`() async throws {
        try await withSandbox(faults: ["fal:hold=running:times=1"]) { sandbox in
            let submitted = try await submit(sandbox)
            let url = try submitted.required("status_url")
            let running = try await sandbox.poll(url, Self.key) { $0.string("status") == "IN_PROGRESS" }
            #expect(running.status == 202)
            #expect(running.json("queue_position") == nil)
            _ = try await sandbox.post("/_sandbox/release", [:], "")
            let done = try await finished(sandbox, submitted)
            #expect(done.string("status") == "COMPLETED")
            #expect((done.double("metrics.inference_time") ?? 0) > 0)
            #expect(done.json("error") == nil)
        }
    }

    @Test func `logs come only when asked for, as a window that moves`() async throws {
        try await withSandbox { sandbox in
            let submitted = try await submit(sandbox)
            let done = try await finished(sandbox, submitted)
            #expect(done.isNull("logs"))
            let url = try submitted.required("status_url")
            let logged = try await sandbox.get("\(url)?logs=1", Self.key)
            let lines = logged.list("logs").compactMap { ($0 as? [String: Any])?["message"] as? String }
            #expect(lines.count == 4)
            #expect(lines.last?.hasPrefix("100%|██████████| 28/28 [") == true)
            #expect(logged.string("logs.0.level") == "STDERR")
            #expect(logged.string("logs.0.timestamp")?.hasSuffix("Z") == true)
        }
    }

    @Test func `the result is the bare output, and before that a 400`() async throws {
        try await withSandbox(faults: ["fal:hold=queued:times=1"]) { sandbox in
            let submitted = try await submit(sandbox)
            let url = try submitted.required("response_url")
            let early = try await sandbox.get(url, Self.key)
            #expect(early.status == 400)
            #expect(early.string("detail") == "Request is still in progress")
            _ = try await sandbox.post("/_sandbox/release", [:], "")
            _ = try await finished(sandbox, submitted)
            let result = try await sandbox.get(url, Self.key)
            #expect(result.status == 200)
            #expect(result.int("seed") == 7)
            #expect(result.string("prompt") == "a fox")
            #expect(result.list("has_nsfw_concepts") as? [Bool] == [false])
            let again = try await sandbox.get(url, Self.key)
            #expect(again.string("images.0.url") == result.string("images.0.url"))
        }
    }

    @Test func `a queued request is removed by a cancel`() async throws {
        try await withSandbox(faults: ["fal:hold=queued:method=POST"]) { sandbox in
            let submitted = try await submit(sandbox)
            let cancel = try submitted.required("cancel_url")
            let reply = try await sandbox.send("PUT", cancel, Self.key, nil)
            #expect(reply.status == 200)
            #expect(reply.string("status") == "OK")
            try await expectCancelled(sandbox, submitted)
        }
    }

    @Test func `a running request is asked to stop and then answers 499`() async throws {
        try await withSandbox(faults: ["fal:hold=running:method=POST"]) { sandbox in
            let submitted = try await submit(sandbox, "fal-ai/veo3.1", #"{"prompt":"waves"}"#)
            let status = try submitted.required("status_url")
            _ = try await sandbox.poll(status, Self.key) { $0.string("status") == "IN_PROGRESS" }
            let cancel = try submitted.required("cancel_url")
            let reply = try await sandbox.send("PUT", cancel, Self.key, nil)
            #expect(reply.status == 202)
            #expect(reply.string("status") == "CANCELLATION_REQUESTED")
            try await expectCancelled(sandbox, submitted)
            let again = try await sandbox.send("PUT", cancel, Self.key, nil)
            #expect(again.status == 400)
            #expect(again.string("status") == "ALREADY_COMPLETED")
        }
    }

    private func expectCancelled(_ sandbox: SandboxClient, _ submitted: TestReply) async throws {
        let status = try await sandbox.get(try submitted.required("status_url"), Self.key)
        #expect(status.status == 200)
        #expect(status.string("status") == "COMPLETED")
        #expect(status.string("error_type") == "client_cancelled")
        let result = try await sandbox.get(try submitted.required("response_url"), Self.key)
        #expect(result.status == 499)
        #expect(result.string("error_type") == "client_cancelled")
        let report = try await sandbox.get("/_sandbox/jobs")
        #expect(report.string("0.state") == "CANCELLED")
    }

    @Test func `a finished or unknown request cannot be cancelled`() async throws {
        try await withSandbox { sandbox in
            let submitted = try await submit(sandbox)
            _ = try await finished(sandbox, submitted)
            let late = try await sandbox.send("PUT", try submitted.required("cancel_url"), Self.key, nil)
            #expect(late.status == 400)
            #expect(late.string("status") == "ALREADY_COMPLETED")
            let unknown = try await sandbox.send("PUT", "/fal-queue/fal-ai/flux/requests/nope/cancel", Self.key, nil)
            #expect(unknown.status == 404)
            #expect(unknown.string("status") == "NOT_FOUND")
        }
    }

    @Test func `the full endpoint id does not lead to a request`() async throws {
        try await withSandbox { sandbox in
            let id = try await submit(sandbox).required("request_id")
            #expect(try await sandbox.get("/fal-queue/fal-ai/flux/dev/requests/\(id)/status", Self.key).status == 405)
            #expect(try await sandbox.get("/fal-queue/fal-ai/flux/dev/requests/\(id)", Self.key).status == 405)
            let otherApp = try await sandbox.get("/fal-queue/fal-ai/veo3.1/requests/\(id)/status", Self.key)
            #expect(otherApp.status == 404)
            #expect(otherApp.string("status") == "NOT_FOUND")
            #expect(try await sandbox.post("/fal-queue/fal-ai/flux/requests/\(id)/cancel", Self.key, "").status == 405)
            #expect(try await sandbox.get("/fal-queue/fal-ai/flux/requests/\(id)/response", Self.key).status == 404)
        }
    }

    @Test(arguments: [
        ([:], "Authentication is required to access this application."),
        (["Authorization": "Bearer 1234:secret"], "invalid key credentials"),
        (["Authorization": "Key invalid"], "invalid key credentials"),
        (["Authorization": "1234:secret"], "invalid key credentials"),
    ])
    func `anything but a key is a 401 everywhere`(_ headers: [String: String], detail: String) async throws {
        try await withSandbox { sandbox in
            let submitted = try await submit(sandbox)
            let status = try submitted.required("status_url")
            for reply in [
                try await sandbox.post("/fal-queue/fal-ai/flux/dev", headers, "{}"),
                try await sandbox.get(status, headers),
                try await sandbox.post("/fal-run/fal-ai/flux/dev", headers, "{}"),
                try await sandbox.post("/fal-rest/storage/upload/initiate?storage_type=fal-cdn-v3", headers, "{}"),
            ] {
                #expect(reply.status == 401)
                #expect(reply.string("detail") == detail)
            }
        }
    }

    @Test func `a locked account may look but not submit`() async throws {
        try await withSandbox { sandbox in
            let submitted = try await submit(sandbox)
            let locked = ["Authorization": "Key locked:secret"]
            let refused = try await sandbox.post("/fal-queue/fal-ai/flux/dev", locked, #"{"prompt":"x"}"#)
            #expect(refused.status == 403)
            #expect(refused.string("detail")?.hasPrefix("User is locked. Reason: Exhausted balance.") == true)
            let status = try await sandbox.get(try submitted.required("status_url"), locked)
            #expect(status.status == 202 || status.status == 200)
        }
    }

    @Test func `an unknown application is refused at once, an unknown path by the runner`() async throws {
        try await withSandbox { sandbox in
            let unknown = try await sandbox.post("/fal-queue/fal-ai/nothing", Self.key, "{}")
            #expect(unknown.status == 404)
            #expect(unknown.string("detail")?.contains("not found") == true)
            let submitted = try await submit(sandbox, "fal-ai/flux/nothing")
            let done = try await finished(sandbox, submitted)
            #expect(done.string("error")?.isEmpty == false)
            let result = try await sandbox.get(try submitted.required("response_url"), Self.key)
            #expect(result.status == 404)
            #expect(result.string("detail") == "Path /nothing not found")
        }
    }

    @Test func `a full queue is a 429 when a length was given`() async throws {
        try await withSandbox(faults: ["fal:hold=queued"]) { sandbox in
            _ = try await submit(sandbox)
            let reply = try await sandbox.post(
                "/fal-queue/fal-ai/flux/dev?fal_max_queue_length=1", Self.key, #"{"prompt":"x"}"#)
            #expect(reply.status == 429)
        }
    }

    @Test func `the synchronous host answers with the output`() async throws {
        try await withSandbox { sandbox in
            let reply = try await sandbox.post(
                "/fal-run/fal-ai/nano-banana", Self.key, #"{"prompt":"x","sync_mode":true}"#)
            #expect(reply.status == 200)
            #expect(reply.string("images.0.url")?.hasPrefix("data:image/png;base64,") == true)
            #expect(reply.string("description")?.isEmpty == false)
            #expect(reply.header("x-fal-request-id") != nil)
            let wrong = try await sandbox.post("/fal-run/fal-ai/nano-banana", Self.key, "{}")
            #expect(wrong.status == 422)
            #expect(try await sandbox.get("/fal-run/fal-ai/nano-banana", Self.key).status == 405)
        }
    }

    @Test func `identifiers do not repeat`() async throws {
        try await withSandbox { sandbox in
            var ids: Set<String> = []
            for _ in 0..<20 { ids.insert(try await submit(sandbox).required("request_id")) }
            #expect(ids.count == 20)
            #expect(Set(ids.map { $0.suffix(12) }).count == 20)
        }
    }
}
