import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

struct OpenRouterVideoServiceTests {
    private let ticket = CannedTransport.Reply.json(
        #"{"id":"j1","polling_url":"/api/v1/videos/j1","status":"pending","surprise":1}"#, status: 202)

    private func submit(_ bench: Bench, _ request: VideoRequest) async throws -> RemoteJob {
        guard case .accepted(let job)? = try await bench.provider.services.video?.submit(request) else {
            throw CocoaError(.featureUnsupported)
        }
        return job
    }

    private func picture(_ role: AttachmentRole, _ type: MediaType = .png) -> MediaInput {
        MediaInput(role: role, bytes: Data([1, 2]), type: type, name: "a")
    }

    private func status(_ text: String, status code: Int = 200) async throws -> RemoteJobStatus? {
        let bench = try Bench("openrouter", CannedTransport(.json(text, status: code)))
        let job = RemoteJob(provider: "openrouter", modality: .video, model: "m", id: "j1")
        return try await bench.provider.services.video?.status(of: job)
    }

    @Test func `frames and settings go out in the names of the wire`() async throws {
        let bench = try Bench("openrouter", CannedTransport(ticket))
        let card = try #require(bench.provider.models.curated.first { $0.model == "google/veo-3.1" })
        let values: ParameterValues = [
            .durationSeconds: 8, .resolution: "720p", .aspectRatio: "9:16", .generateAudio: false, .seed: 7,
        ]
        let job = try await submit(
            bench,
            VideoRequest(
                model: card.model, prompt: "a fox", inputs: [picture(.last), picture(.first), picture(.reference)],
                parameters: RequestParameters(values: values, specs: card.parameters)))
        let wanted =
            #"{"aspect_ratio":"9:16","duration":8,"frame_images":[{"frame_type":"first_frame","image_url":{"url":"data:image/png;base64,AQI="},"type":"image_url"},{"frame_type":"last_frame","image_url":{"url":"data:image/png;base64,AQI="},"type":"image_url"}],"generate_audio":false,"model":"google/veo-3.1","prompt":"a fox","resolution":"720p","seed":7}"#
        #expect(bench.sent == JSONText.decode(wanted) && job.id == "j1")
        #expect(bench.transport.calls.first?.url.absoluteString == "https://openrouter.ai/api/v1/videos")
        let stored = try JSONDecoder().decode(RemoteJob.self, from: JSONEncoder().encode(job))
        let done = try Bench(
            "openrouter", CannedTransport(.json(try RecordedFixture.text("openrouter-video-completed.json"))))
        guard case .completed(let batch)? = try await done.provider.services.video?.status(of: stored) else {
            return #expect(Bool(false), "not completed")
        }
        #expect(batch.warnings.map(\.kind) == [.unsupported], "the reference that the frames took the place of")
    }

    @Test func `references of three kinds go out as they are`() async throws {
        let bench = try Bench("openrouter", CannedTransport(ticket))
        let url = try #require(URL(string: "https://a.example/b.mp3"))
        let sound = MediaInput(role: .reference, content: .hosted(url), type: .mp3, name: "b.mp3")
        _ = try await submit(
            bench,
            VideoRequest(model: "m", prompt: "", inputs: [picture(.reference), sound, picture(.reference, .mp4)]))
        let wanted =
            #"{"input_references":[{"image_url":{"url":"data:image/png;base64,AQI="},"type":"image_url"},{"audio_url":{"url":"https://a.example/b.mp3"},"type":"audio_url"},{"type":"video_url","video_url":{"url":"data:video/mp4;base64,AQI="}}],"model":"m"}"#
        #expect(bench.sent == JSONText.decode(wanted))
    }

    @Test func `a frame that is no picture is refused unsent`() async throws {
        let bench = try Bench("openrouter", CannedTransport(ticket))
        let error = await failure { () async throws(EaselError) in
            try await bench.provider.services.video?.submit(
                VideoRequest(model: "m", prompt: "x", inputs: [picture(.first, .mp4)]))
        }
        #expect(error?.kind == .unsupported && bench.transport.calls.isEmpty)
    }

    @Test(arguments: [
        ("/api/v1/videos/j1?x=1", "https://openrouter.ai/api/v1/videos/j1?x=1"),
        ("https://openrouter.ai/api/v1/videos/j1", "https://openrouter.ai/api/v1/videos/j1"),
        ("https://evil.example/api/v1/videos/j1", "https://openrouter.ai/api/v1/videos/j1"),
        ("/elsewhere/j1", "https://openrouter.ai/api/v1/videos/j1"), ("", "https://openrouter.ai/api/v1/videos/j1"),
    ]) func `the named address is followed where it is OpenRouter's own`(_ named: String, _ asked: String) async throws
    {
        let reply = CannedTransport.Reply.json(#"{"id":"j1","polling_url":"\#(named)","status":"pending"}"#)
        let bench = try Bench("openrouter", CannedTransport(reply))
        let job = try await submit(bench, VideoRequest(model: "m", prompt: "x"))
        _ = try await bench.provider.services.video?.status(of: job)
        #expect(bench.transport.calls.last?.url.absoluteString == asked)
    }

    @Test func `clips are fetched where the key may go`() async throws {
        guard
            case .completed(let batch)? = try await status(
                try RecordedFixture.text("openrouter-video-completed.json"))
        else { return #expect(Bool(false), "not completed") }
        let base = "https://openrouter.ai/api/v1/videos/j1/content?index="
        #expect(
            batch.items.map(\.source) == [
                .url(try #require(URL(string: base + "0")), .withCredential),
                .url(try #require(URL(string: base + "1")), .withCredential),
            ])
        #expect(batch.usage == Usage(costUSD: 0.5, costIsEstimate: false))
        #expect(batch.items.allSatisfy { $0.expiresAt == Date(timeIntervalSince1970: 1_778_117_706) })
    }

    @Test(arguments: [
        ("pending", RemoteJobStatus.queued(position: nil)), ("in_progress", .running(progress: nil, log: [])),
        ("something_new", .running(progress: nil, log: [])),
    ]) func `a state that is no end is work`(_ word: String, _ wanted: RemoteJobStatus) async throws {
        #expect(try await status(#"{"id":"j1","status":"\#(word)","polling_url":null}"#) == wanted)
    }

    @Test(arguments: [
        (
            #""status":"failed","error":"The request was rejected by the provider's content policy.""#,
            EaselError.Kind.invalidRequest, "content policy"
        ),
        (#""status":"failed","error":null"#, .invalidRequest, "failed"),
        (#""status":"expired""#, .invalidRequest, "expired"),
        (#""status":"dead""#, .invalidRequest, "dead"), (#""status":"cancelled""#, .cancelled, "cancelled"),
        (
            #""status":"failed","error":{"message":"flagged","metadata":{"error_type":"content_policy_violation"}}"#,
            .contentPolicy, "flagged"
        ),
    ]) func `a job that failed says why`(_ members: String, _ kind: EaselError.Kind, _ words: String) async throws {
        guard case .failed(let error)? = try await status(#"{"id":"j1",\#(members)}"#) else {
            return #expect(Bool(false), "not failed")
        }
        #expect(error.kind == kind && error.message.contains(words) && error.provider == "openrouter")
    }

    @Test func `a job that is gone has failed, and trouble with asking is thrown`() async throws {
        guard case .failed(let error)? = try await status(#"{"error":{"code":404,"message":"gone"}}"#, status: 404)
        else {
            return #expect(Bool(false), "not failed")
        }
        #expect(error.kind == .invalidRequest)
        let bench = try Bench("openrouter", CannedTransport(.json(#"{"error":{"message":"m"}}"#, status: 500)))
        let job = RemoteJob(provider: "openrouter", modality: .video, model: "m", id: "j1")
        let thrown = await failure { () async throws(EaselError) in
            try await bench.provider.services.video?.status(of: job)
        }
        #expect(thrown?.kind == .unavailable)
    }

    @Test func `there is nothing to cancel with`() async throws {
        let bench = try Bench("openrouter", CannedTransport(.json("{}")))
        let job = RemoteJob(provider: "openrouter", modality: .video, model: "m", id: "j1")
        #expect(try await bench.provider.services.video?.cancel(job) == .unsupported)
        #expect(bench.transport.calls.isEmpty)
    }
}
