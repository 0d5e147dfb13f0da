import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

struct HuggingFaceJobTests {
    private func stand(_ provider: String, _ task: String, _ replies: [(String, CannedTransport.Reply)]) throws
        -> HuggingFaceStand
    {
        try HuggingFaceStand(HuggingFaceStand.served(by: provider, as: "own/id/long", task), replies)
    }

    private static let ticket = CannedTransport.Reply.json(
        #"{"status":"IN_QUEUE","request_id":"r1","response_url":"https://queue.fal.run/own/id/requests/r1","queue_position":2}"#
    )

    @Test func `fal's job is followed through the router by the path that the queue named`() async throws {
        let stand = try stand(
            "fal-ai", "text-to-video",
            [
                ("/requests/r1/status", .json(#"{"status":"COMPLETED","logs":null}"#)),
                ("/requests/r1", .json(#"{"video":{"url":"https://fal.media/a.mp4","content_type":"video/mp4"}}"#)),
                ("/fal-ai/own/id/long", Self.ticket),
            ])
        let submission = try await stand.video()
        #expect(submission.job?.id == "r1")
        guard case .completed(let batch) = try await stand.status(of: submission) else {
            return #expect(Bool(false), "not completed")
        }
        #expect(batch.items.map(\.declaredType) == [.mp4])
        #expect(
            stand.calls.map(\.url.absoluteString) == [
                "https://router.huggingface.co/fal-ai/own/id/long?_subdomain=queue",
                "https://router.huggingface.co/fal-ai/own/id/requests/r1/status?_subdomain=queue",
                "https://router.huggingface.co/fal-ai/own/id/requests/r1?_subdomain=queue",
            ])
        #expect(stand.calls.allSatisfy { $0.headers["Authorization"] == "Bearer test-key-0123:secret-4567" })
    }

    @Test func `a place in the queue and work are told`() async throws {
        for (body, expected) in [
            (#"{"status":"IN_QUEUE","queue_position":4}"#, RemoteJobStatus.queued(position: 4)),
            (#"{"status":"IN_PROGRESS"}"#, .running(progress: nil, log: [])),
        ] {
            let stand = try stand(
                "fal-ai", "text-to-video", [("/status", .json(body, status: 202)), ("/", Self.ticket)])
            #expect(try await stand.status(of: try await stand.video()) == expected)
        }
    }

    @Test func `what fal refuses at the end is a failed job`() async throws {
        let stand = try stand(
            "fal-ai", "text-to-video",
            [
                ("/status", .json(#"{"status":"COMPLETED"}"#)),
                (
                    "/requests/r1",
                    .json(#"{"detail":[{"msg":"flagged","type":"content_policy_violation"}]}"#, status: 422)
                ),
                ("/", Self.ticket),
            ])
        guard case .failed(let error) = try await stand.status(of: try await stand.video()) else {
            return #expect(Bool(false), "not failed")
        }
        #expect(error.kind == .contentPolicy && error.providerCode == "content_policy_violation")
    }

    @Test(arguments: [401, 429, 502, 503]) func `trouble with asking is no failure of the job`(
        _ status: Int
    ) async throws {
        let stand = try stand(
            "fal-ai", "text-to-video", [("/status", .json(#"{"error":"x"}"#, status: status)), ("/", Self.ticket)])
        let submission = try await stand.video()
        let error = await failure { () async throws(EaselError) in try await stand.status(of: submission) }
        #expect(error?.httpStatus == status)
    }

    private static let slow = CannedTransport.Reply.json(
        #"{"id":"p1","status":"starting","output":null,"error":null,"urls":{"get":"https://api.replicate.com/v1/predictions/p1"}}"#,
        status: 201)

    @Test func `a prediction that takes longer than a minute is asked for again`() async throws {
        let stand = try stand(
            "replicate", "text-to-video",
            [
                ("/v1/predictions/p1", .json(#"{"id":"p1","status":"succeeded","output":["https://r/a.mp4"]}"#)),
                ("/", Self.slow),
            ])
        let submission = try await stand.video()
        guard case .completed(let batch) = try await stand.status(of: submission) else {
            return #expect(Bool(false), "not completed")
        }
        #expect(batch.items.count == 1)
        #expect(stand.calls.last?.url.absoluteString == "https://router.huggingface.co/replicate/v1/predictions/p1")
    }

    @Test(
        arguments: [
            ("failed", "NSFW content detected. Try running it again.", EaselError.Kind.contentPolicy),
            ("failed", "The input was flagged as sensitive. (E005) (uIJ6l3ruRD)", .contentPolicy),
            ("failed", "CUDA out of memory", .unavailable), ("canceled", "", .cancelled),
        ]) func `a prediction's failure is sorted by its token`(
            _ status: String, _ words: String, _ kind: EaselError.Kind
        ) async throws
    {
        let stand = try stand(
            "replicate", "text-to-image",
            [("/", .json(#"{"id":"p","status":"\#(status)","output":null,"error":"\#(words)"}"#, status: 201))])
        let error = await failure { () async throws(EaselError) in try await stand.image() }
        #expect(error?.kind == kind)
        #expect(words.isEmpty || error?.message.contains(words) == true)
    }

    @Test func `together's clip is a job whose missing status means waiting`() async throws {
        for (body, expected) in [
            (#"{"id":"v1"}"#, RemoteJobStatus.queued(position: nil)),
            (#"{"id":"v1","status":"in_progress","outputs":null}"#, .running(progress: nil, log: [])),
        ] {
            let stand = try stand(
                "together", "text-to-video",
                [("/v2/videos/v1", .json(body)), ("/v2/videos", .json(#"{"id":"v1","status":"queued"}"#))])
            #expect(try await stand.status(of: try await stand.video("org/model", [.steps: 8])) == expected)
            #expect(stand.calls.first?.url.path() == "/together/v2/videos")
        }
        let failed = try stand(
            "together", "text-to-video",
            [
                (
                    "/v2/videos/v1",
                    .json(#"{"id":"v1","status":"failed","error":{"message":"no","code":"content_policy_violation"}}"#)
                ),
                ("/v2/videos", .json(#"{"id":"v1"}"#)),
            ])
        guard case .failed(let error) = try await failed.status(of: try await failed.video()) else {
            return #expect(Bool(false), "not failed")
        }
        #expect(error.kind == .contentPolicy)
    }

    @Test func `wavespeed's result is found by the path of its address`() async throws {
        let stand = try stand(
            "wavespeed", "text-to-image",
            [
                (
                    "/api/v3/predictions/w1/result",
                    .json(#"{"data":{"id":"w1","status":"completed","outputs":["https://w/a.png"]}}"#)
                ),
                (
                    "/",
                    .json(
                        #"{"code":200,"data":{"id":"w1","status":"created","urls":{"get":"https://api.wavespeed.ai/api/v3/predictions/w1/result"}}}"#
                    )
                ),
            ])
        guard case .completed(let batch) = try await stand.status(of: try await stand.image()) else {
            return #expect(Bool(false), "not completed")
        }
        #expect(batch.items.count == 1 && stand.calls.last?.url.path() == "/wavespeed/api/v3/predictions/w1/result")
    }

    @Test func `zai's task is asked for until it is done`() async throws {
        let stand = try stand(
            "zai-org", "text-to-image",
            [
                (
                    "/async-result/z1",
                    .json(#"{"id":"z1","task_status":"SUCCESS","image_result":[{"url":"https://z/a.png"}]}"#)
                ),
                ("/", .json(#"{"id":"z1","task_status":"PROCESSING"}"#)),
            ])
        guard case .completed(let batch) = try await stand.status(of: try await stand.image()) else {
            return #expect(Bool(false), "not completed")
        }
        #expect(batch.items.count == 1)
    }

    @Test func `a job cannot be cancelled, which is said`() async throws {
        let stand = try stand("fal-ai", "text-to-video", [("/", Self.ticket)])
        let job = try #require(try await stand.video().job)
        #expect(try await stand.bench.provider.services.video?.cancel(job) == .unsupported)
        #expect(stand.calls.count == 1)
    }

    @Test func `a job outlives the program that started it`() async throws {
        let stand = try stand("fal-ai", "text-to-video", [("/", Self.ticket)])
        let job = try #require(try await stand.video("org/model", [.lyrics: "la"]).job)
        let stored = try JSONDecoder().decode(RemoteJob.self, from: try JSONEncoder().encode(job))
        let other = try self.stand(
            "fal-ai", "text-to-video",
            [("/status", .json(#"{"status":"COMPLETED"}"#)), ("/", .json(#"{"video":{"url":"https://f/a.mp4"}}"#))])
        guard case .completed(let batch) = try await other.status(of: .accepted(stored)) else {
            return #expect(Bool(false), "not completed")
        }
        #expect(batch.warnings.map(\.parameter) == ["lyrics"] && other.hubCalls == 0)
    }
}
