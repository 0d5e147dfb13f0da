import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

struct FalQueueTests {
    private static let job = "80e732af-660e-45cd-bd63-580e4f2a94cc"

    private func submitted(
        _ model: ModelID = "fal-ai/flux/dev", ticket: String? = nil, configured: [String: String] = [:]
    ) async throws -> RemoteJob {
        let body = try ticket ?? RecordedFixture.text("fal-submit.json")
        let bench = try Bench("fal", CannedTransport(.json(body)), configured: configured)
        guard
            case .accepted(let job) = try await bench.provider.services.image?.submit(
                ImageRequest(model: model, prompt: "x"))
        else {
            throw CocoaError(.featureUnsupported)
        }
        return job
    }

    /// Answers status and result; returns what the adapter makes of it.
    private func status(_ status: CannedTransport.Reply, result: CannedTransport.Reply = .json("{}"), of job: RemoteJob)
        async throws -> (RemoteJobStatus, [String])
    {
        let transport = CannedTransport(status, result)
        let bench = try Bench("fal", transport)
        let standing = try await #require(bench.provider.services.image).status(of: job)
        return (standing, transport.calls.map { "\($0.method.rawValue) \($0.url.absoluteString)" })
    }

    private func recorded(_ name: String, status: Int = 200) throws -> CannedTransport.Reply {
        .json(try RecordedFixture.text(name), status: status)
    }

    @Test func `a submit goes to the whole id and keeps the job storable`() async throws {
        let bench = try Bench("fal", CannedTransport(try recorded("fal-submit.json")))
        let submission = try await bench.provider.services.image?.submit(
            ImageRequest(model: "fal-ai/flux/dev", prompt: "x"))
        guard case .accepted(let job) = submission else { return #expect(Bool(false), "not accepted") }
        #expect(bench.transport.calls.map(\.url.absoluteString) == ["https://queue.fal.run/fal-ai/flux/dev"])
        #expect(bench.sent == JSONText.decode(#"{"prompt":"x"}"#))
        #expect(job.id == Self.job && job.provider == "fal" && job.model == "fal-ai/flux/dev" && job.modality == .image)
        #expect(try JSONDecoder().decode(RemoteJob.self, from: JSONEncoder().encode(job)) == job)
    }

    @Test func `a job in the queue tells its position, also with status 202`() async throws {
        let (standing, calls) = try await status(
            try recorded("fal-status-queued.json", status: 202), of: try await submitted())
        #expect(standing == .queued(position: 3))
        #expect(calls == ["GET https://queue.fal.run/fal-ai/flux/requests/\(Self.job)/status?logs=1"])
    }

    @Test func `progress is read from the newest bar of the log`() async throws {
        guard
            case (.running(let progress, let log), _) = try await status(
                try recorded("fal-status-running.json", status: 202), of: try await submitted())
        else {
            return #expect(Bool(false), "not running")
        }
        #expect(progress == 0.43)
        #expect(log.count == 3 && log.last == LogLine(timestamp: "", message: "decoding"))
    }

    @Test func `a completed job brings its result at once`() async throws {
        let (standing, calls) = try await status(
            try recorded("fal-status-completed.json"), result: try recorded("fal-result-image.json"),
            of: try await submitted())
        guard case .completed(let batch) = standing else { return #expect(Bool(false), "not completed") }
        #expect(calls.last == "GET https://queue.fal.run/fal-ai/flux/requests/\(Self.job)")
        let url = try #require(URL(string: "https://v3.fal.media/files/a/out.png"))
        #expect(
            batch.items.map(\.source) == [.url(url, .withoutCredential), .dataURI("data:image/jpeg;base64,/9j/4AAQ")])
        #expect(
            batch.items.map(\.isFiltered) == [false, true]
                && batch.items[0].pixels == PixelSize(width: 944, height: 1104) && batch.items[1].pixels == nil)
        #expect(batch.warnings.map(\.kind) == [.filtered] && batch.seed == 4_294_967_296_123)
    }

    @Test(arguments: [CannedTransport.Reply.html(status: 502), .json(#"{"images":[]}"#), .json("{}", status: 403)])
    func `a job that completed with an error failed, whatever its result says`(_ result: CannedTransport.Reply)
        async throws
    {
        let standing = try await status(
            try recorded("fal-status-completed-error.json"), result: result, of: try await submitted()
        ).0
        guard case .failed(let error) = standing else { return #expect(Bool(false), "not failed") }
        #expect(error.kind == .timeout && error.providerCode == "request_timeout")
        #expect(error.message.contains("waiting for a runner"))
    }

    @Test func `the result tells a failure better than the status`() async throws {
        let told = CannedTransport.Reply.json(
            #"{"status":"COMPLETED","error":"Invalid status code: 422","error_type":"missing"}"#)
        let standing = try await status(
            told, result: try recorded("fal-error-policy.json", status: 422), of: try await submitted()
        ).0
        guard case .failed(let error) = standing else { return #expect(Bool(false), "not failed") }
        #expect(error.kind == .contentPolicy && error.httpStatus == 422 && error.message.contains("body.prompt"))
    }

    @Test(arguments: [
        (
            422, #"{"detail":[{"loc":["body","prompt"],"msg":"flagged","type":"content_policy_violation"}]}"#,
            EaselError.Kind.contentPolicy
        ),
        (422, #"{"detail":[{"msg":"nothing","type":"no_media_generated"}]}"#, .contentPolicy),
        (422, #"{"detail":[{"loc":["body","duration"],"msg":"bad","type":"literal_error"}]}"#, .invalidRequest),
        (499, #"{"detail":"cancelled","error_type":"client_cancelled"}"#, .cancelled),
        (500, #"{"detail":"Internal Server Error"}"#, .unavailable),
        (504, #"{"detail":[{"msg":"slow","type":"generation_timeout"}]}"#, .timeout),
    ]) func `the model's own failure is found behind the result`(_ code: Int, _ body: String, _ kind: EaselError.Kind)
        async throws
    {
        let standing = try await status(
            try recorded("fal-status-completed.json"), result: .json(body, status: code), of: try await submitted()
        ).0
        guard case .failed(let error) = standing else { return #expect(Bool(false), "not failed") }
        #expect(error.kind == kind && error.httpStatus == code)
    }

    @Test(arguments: [
        CannedTransport.Reply.html(status: 502), .json(#"{"detail":"slow down"}"#, status: 429),
        .json("{}", status: 401),
    ])
    func `trouble with asking for the result is no failure of the job`(_ reply: CannedTransport.Reply) async throws {
        let job = try await submitted()
        let bench = try Bench("fal", CannedTransport(try recorded("fal-status-completed.json"), reply))
        await #expect(throws: EaselError.self) { try await bench.provider.services.image?.status(of: job) }
    }

    @Test func `a job that nobody knows any more failed`() async throws {
        let standing = try await status(.json(#"{"status":"NOT_FOUND"}"#, status: 404), of: try await submitted()).0
        guard case .failed(let error) = standing else { return #expect(Bool(false), "not failed") }
        #expect(error.kind == .invalidRequest && !error.kind.isTransient)
    }

    @Test func `a result without media is a failure that quotes the model`() async throws {
        let standing = try await status(
            try recorded("fal-status-completed.json"),
            result: .json(#"{"images":[],"description":"I would rather not."}"#), of: try await submitted()
        ).0
        guard case .failed(let error) = standing else { return #expect(Bool(false), "not failed") }
        #expect(error.kind == .invalidResponse && error.message.contains("I would rather not."))
    }

    @Test(arguments: [
        ("fal-ai/flux/dev", "fal-ai/flux"), ("fal-ai/bytedance/seedream/v4/text-to-image", "fal-ai/bytedance"),
        ("bytedance/seedance-2.0/text-to-video", "bytedance/seedance-2.0"),
        ("workflows/me/flow/step", "workflows/me/flow"),
        ("comfy/me/graph", "comfy/me/graph"), ("12345-thing", "12345/thing"),
    ]) func `without addresses the job is found under owner and alias`(_ model: ModelID, _ base: String) async throws {
        let job = try await submitted(model, ticket: #"{"request_id":"r1"}"#)
        let calls = try await status(try recorded("fal-status-queued.json"), of: job).1
        #expect(calls == ["GET https://queue.fal.run/\(base)/requests/r1/status?logs=1"])
    }

    @Test(arguments: [
        "https://evil.test/status", "http://queue.fal.run/status", "https://queue.fal.run.evil.test/s", "7",
    ])
    func `an address off the configured queue is rebuilt, so the key stays home`(_ address: String) async throws {
        let job = try await submitted(ticket: #"{"request_id":"r1","status_url":"\#(address)"}"#)
        let calls = try await status(try recorded("fal-status-queued.json"), of: job).1
        #expect(calls == ["GET https://queue.fal.run/fal-ai/flux/requests/r1/status?logs=1"])
    }

    @Test(arguments: ["", "flux", "/x", "a//b", "../a/b"]) func `what is no endpoint is not sent`(_ model: String)
        async throws
    {
        let bench = try Bench("fal", CannedTransport(.json("{}")))
        let request = ImageRequest(model: ModelID(rawValue: model), prompt: "x")
        let error = await failure { () async throws(EaselError) in
            try await bench.provider.services.image?.submit(request)
        }
        #expect(error?.kind == .modelNotFound)
        #expect(bench.transport.calls.isEmpty)
    }

    @Test(arguments: [
        (200, #"{"status":"OK"}"#, CancelReply.removed), (202, #"{"status":"CANCELLATION_REQUESTED"}"#, .requested),
        (400, #"{"status":"ALREADY_COMPLETED"}"#, .alreadyFinished), (200, #"{"success":true}"#, .requested),
        (204, "", .requested),
    ]) func `a cancel is a PUT, and its answer is told`(_ code: Int, _ body: String, _ reply: CancelReply) async throws
    {
        let bench = try Bench("fal", CannedTransport(.json(body, status: code)))
        #expect(try await bench.provider.services.image?.cancel(try await submitted()) == reply)
        let call = try #require(bench.transport.calls.first)
        #expect(
            call.method == .put
                && call.url.absoluteString == "https://queue.fal.run/fal-ai/flux/requests/\(Self.job)/cancel")
    }

    @Test(arguments: [404, 500]) func `a cancel that failed is an error`(_ code: Int) async throws {
        let job = try await submitted()
        let bench = try Bench("fal", CannedTransport(.json(#"{"status":"NOT_FOUND"}"#, status: code)))
        await #expect(throws: EaselError.self) { try await bench.provider.services.image?.cancel(job) }
    }

    @Test(arguments: [
        #"{"video":{"url":"https://x.test/1"}}"#, #"{"image":"https://x.test/1"}"#,
        #"{"images":null,"audio_file":{"url":"https://x.test/1"}}"#,
        #"{"audio_url":"https://x.test/1"}"#, #"{"mesh":{"url":"https://x.test/1","content_type":null}}"#,
        #"{"timings":{},"clips":[{"url":"https://x.test/1"}]}"#,
        #"{"images":[{"url":null},{"url":"https://x.test/1"},7]}"#,
    ]) func `media is found whatever the field is called`(_ output: String) async throws {
        let standing = try await status(
            try recorded("fal-status-completed.json"), result: .json(output), of: try await submitted()
        ).0
        guard case .completed(let batch) = standing else { return #expect(Bool(false), "not completed") }
        #expect(batch.items.map(\.source) == [.url(try #require(URL(string: "https://x.test/1")), .withoutCredential)])
    }
}
