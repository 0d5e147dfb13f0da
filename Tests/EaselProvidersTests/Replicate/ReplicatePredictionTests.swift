import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

struct ReplicatePredictionTests {
    private static let id = "w5k77rccg1rma0crb40tssh86g"

    private func recorded(_ name: String, status: Int = 200) throws -> CannedTransport.Reply {
        .json(try RecordedFixture.text(name), status: status)
    }

    private func job(
        _ created: CannedTransport.Reply? = nil, _ values: ParameterValues = [:], configured: [String: String] = [:]
    ) async throws -> RemoteJob {
        let bench = try Bench(
            "replicate", CannedTransport(try created ?? recorded("replicate-created.json", status: 201)),
            configured: configured)
        let request = ImageRequest(
            model: "black-forest-labs/flux-schnell", prompt: "x", parameters: RequestParameters(values: values))
        guard case .accepted(let job) = try await bench.provider.services.image?.submit(request) else {
            throw CocoaError(.featureUnsupported)
        }
        return job
    }

    /// What the adapter makes of a reply to the question how a job stands.
    private func standing(_ reply: CannedTransport.Reply, _ job: RemoteJob) async throws -> RemoteJobStatus {
        let bench = try Bench("replicate", CannedTransport(reply))
        return try await #require(bench.provider.services.image).status(of: job)
    }

    private func standing(_ json: String, _ values: ParameterValues = [:]) async throws -> RemoteJobStatus {
        try await standing(.json(json), try await job(nil, values))
    }

    private func error(_ status: RemoteJobStatus) -> EaselError? {
        if case .failed(let error) = status { error } else { nil }
    }

    private func batch(_ status: RemoteJobStatus) -> MediaBatch? {
        if case .completed(let batch) = status { batch } else { nil }
    }

    @Test func `a created prediction is a storable job`() async throws {
        let bench = try Bench("replicate", CannedTransport(try recorded("replicate-created.json", status: 201)))
        let submission = try await bench.provider.services.image?.submit(
            ImageRequest(model: "black-forest-labs/flux-schnell", prompt: "x"))
        guard case .accepted(let job) = submission else { return #expect(Bool(false), "not accepted") }
        #expect(
            bench.transport.calls.map(\.url.absoluteString)
                == ["https://api.replicate.com/v1/models/black-forest-labs/flux-schnell/predictions"])
        #expect(bench.sent == JSONText.decode(#"{"input":{"prompt":"x"}}"#))
        #expect(bench.transport.calls[0].headers["Prefer"] == nil)
        #expect(job.id == Self.id)
        #expect(try JSONDecoder().decode(RemoteJob.self, from: JSONEncoder().encode(job)) == job)
    }

    @Test func `starting is queued without a position`() async throws {
        let standing = try await standing(try recorded("replicate-created.json"), try await job())
        #expect(standing == .queued(position: nil))
    }

    @Test func `progress is read from the newest bar of the log`() async throws {
        guard
            case .running(let progress, let log) = try await standing(
                try recorded("replicate-running.json"), try await job())
        else { return #expect(Bool(false), "not running") }
        #expect(progress == 0.43)
        #expect(log.first?.message == "Using seed: 4711" && log.last?.message == "warming the cache")
        #expect(log.count == 4)
    }

    @Test func `a list of addresses is that many results, never trusted with the key`() async throws {
        let batch = batch(try await standing(try recorded("replicate-succeeded.json"), try await job()))
        #expect(batch?.items.count == 2)
        for item in batch?.items ?? [] {
            guard case .url(let url, let trust) = item.source else { return #expect(Bool(false), "no address") }
            #expect(url.host() == "replicate.delivery" && trust == .withoutCredential)
            #expect(item.declaredType == .webp)
        }
    }

    @Test(arguments: [
        (#""data:image/png;base64,AA==""#, 1), (#"{"a":"https://replicate.delivery/a.png","b":null,"c":3}"#, 1),
        (#"[["https://replicate.delivery/a.png"],{"x":"https://replicate.delivery/b.png"}]"#, 2),
    ])
    func `files are found in an output of any shape`(_ row: (output: String, count: Int)) async throws {
        let standing = try await standing(#"{"id":"p","status":"succeeded","output":\#(row.output)}"#)
        #expect(batch(standing)?.items.count == row.count)
    }

    @Test func `files are known to go an hour after the end`() async throws {
        let standing = try await standing(
            #"{"id":"p","status":"succeeded","output":"https://replicate.delivery/a.png","completed_at":"2026-11-24T10:00:00.5Z"}"#
        )
        let end = try Date("2026-11-24T11:00:00Z", strategy: .iso8601).addingTimeInterval(0.5)
        #expect(batch(standing)?.items.map(\.expiresAt) == [end])
    }

    @Test func `words beside the files are kept as text`() async throws {
        let standing = try await standing(
            #"{"id":"p","status":"succeeded","output":{"caption":"a fox","file":"https://replicate.delivery/a.png"}}"#)
        #expect(batch(standing)?.text == "a fox")
    }

    @Test(arguments: [
        #"{"id":"p","status":"succeeded","output":null}"#, #"{"id":"p","status":"succeeded"}"#,
        #"{"id":"p","status":"succeeded","output":"only words"}"#,
    ])
    func `success without media is a failure`(_ body: String) async throws {
        #expect(error(try await standing(body))?.kind == .invalidResponse)
    }

    @Test func `a result that was deleted was not fetched in time`() async throws {
        let body = #"{"id":"p","status":"succeeded","output":null,"data_removed":true}"#
        #expect(error(try await standing(body))?.isResultExpired == true)
    }

    @Test func `fewer results than asked are kept with a warning`() async throws {
        let standing = try await standing(
            #"{"id":"p","status":"succeeded","output":["https://replicate.delivery/a.png"]}"#, [.count: 3])
        #expect(batch(standing)?.items.count == 1)
        #expect(batch(standing)?.warnings.map(\.kind) == [.filtered])
    }

    @Test func `what a failed prediction had made is kept with the failure as a warning`() async throws {
        let standing = try await standing(
            #"{"id":"p","status":"failed","error":"NSFW content detected.","output":["https://replicate.delivery/a.png"]}"#
        )
        #expect(batch(standing)?.items.count == 1)
        #expect(batch(standing)?.warnings.map(\.kind) == [.filtered])
    }

    @Test(arguments: ["starting", "processing", "some-new-word"])
    func `a state that is not final is waited for`(_ word: String) async throws {
        switch try await standing(#"{"id":"p","status":"\#(word)"}"#) {
        case .queued, .running: break
        case .completed, .failed: #expect(Bool(false), "final")
        }
    }

    @Test(arguments: ["canceled", "aborted"]) func `a prediction that was ended is cancelled`(_ word: String)
        async throws
    {
        #expect(error(try await standing(#"{"id":"p","status":"\#(word)"}"#))?.kind == .cancelled)
    }

    @Test(arguments: [
        #"{"id":"p","status":"aborted","deadline":"2025-07-30T01:45:35.496Z"}"#,
        #"{"id":"p","status":"canceled","started_at":"2025-07-30T01:45:31Z","deadline":"2025-07-30T01:45:35.496Z","completed_at":"2025-07-30T01:45:35.50000001Z"}"#,
    ])
    func `a prediction that met its deadline timed out`(_ body: String) async throws {
        #expect(error(try await standing(body, ["cancel_after": 5]))?.kind == .timeout)
    }

    @Test func `a prediction cancelled before its deadline did not time out`() async throws {
        let body =
            #"{"id":"p","status":"canceled","started_at":"2025-07-30T01:45:31Z","deadline":"2025-07-30T01:45:35.496Z","completed_at":"2025-07-30T01:45:32Z"}"#
        #expect(error(try await standing(body, ["cancel_after": 5]))?.kind == .cancelled)
    }

    @Test func `a deadline goes out as a header`() async throws {
        let bench = try Bench("replicate", CannedTransport(try recorded("replicate-created.json")))
        _ = try await bench.provider.services.image?.submit(
            ImageRequest(model: "a/b", prompt: "x", parameters: RequestParameters(values: ["cancel_after": 90])))
        #expect(bench.transport.calls[0].headers["Cancel-After"] == "90s")
        #expect(bench.sent == JSONText.decode(#"{"input":{"prompt":"x"}}"#))
    }

    @Test(arguments: [
        ("https://api.replicate.com/v1/predictions/p1?x=1", "https://api.replicate.com/v1/predictions/p1?x=1"),
        ("/v1/predictions/p1", "https://api.replicate.com/v1/predictions/p1"),
        ("https://elsewhere.example/v1/predictions/p1", "https://api.replicate.com/v1/predictions/p1"),
        ("http://api.replicate.com/v1/predictions/p1", "https://api.replicate.com/v1/predictions/p1"),
    ])
    func `the address of a job is followed only to the API's own host`(_ row: (named: String, asked: String))
        async throws
    {
        let created = #"{"id":"p1","status":"starting","urls":{"get":"\#(row.named)"}}"#
        let job = try await job(.json(created, status: 201))
        let transport = CannedTransport(.json(#"{"id":"p1","status":"starting"}"#))
        let bench = try Bench("replicate", transport)
        _ = try await #require(bench.provider.services.image).status(of: job)
        #expect(transport.calls.map(\.url.absoluteString) == [row.asked])
    }

    @Test func `a prediction that is no longer known has failed`() async throws {
        let standing = try await standing(.json(#"{"detail":"Not found","status":404}"#, status: 404), try await job())
        #expect(error(standing)?.kind == .invalidRequest)
    }

    @Test(arguments: [
        (#"{"id":"p","status":"canceled"}"#, CancelReply.removed),
        (#"{"id":"p","status":"canceled","started_at":"2025-07-30T01:45:31Z"}"#, .requested),
        (#"{"id":"p","status":"processing"}"#, .requested), (#"{"id":"p","status":"succeeded"}"#, .alreadyFinished),
    ])
    func `a cancel tells what became of it`(_ row: (body: String, reply: CancelReply)) async throws {
        let transport = CannedTransport(.json(row.body))
        let bench = try Bench("replicate", transport)
        let reply = try await #require(bench.provider.services.image).cancel(try await job())
        #expect(reply == row.reply)
        #expect(
            transport.calls.map { "\($0.method.rawValue) \($0.url.absoluteString)" }
                == ["POST https://api.replicate.com/v1/predictions/\(Self.id)/cancel"])
    }

    @Test func `a refused cancel of a finished prediction is too late`() async throws {
        let transport = CannedTransport(
            .json(#"{"detail":"already finished","status":400}"#, status: 400),
            .json(#"{"id":"p","status":"succeeded"}"#))
        let bench = try Bench("replicate", transport)
        #expect(try await #require(bench.provider.services.image).cancel(try await job()) == .alreadyFinished)
    }
}
