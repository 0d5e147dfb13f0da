import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

struct GoogleVertexInteractionsTests {
    private static let started = #"{"id":"v1_ChdT","object":"interaction","status":"in_progress"}"#

    private func job(token: Bool = true) async throws -> RemoteJob {
        let bench = try GoogleVertexMediaBench(
            CannedTransport(.json(Self.started)), token: token, key: token ? nil : "AIza-test")
        guard case .accepted(let job) = try await bench.video.submit(bench.request("gemini-omni-1.1-flash", "x")) else {
            throw CocoaError(.featureUnsupported)
        }
        return job
    }

    private func status(_ reply: CannedTransport.Reply, token: Bool = true) async throws -> RemoteJobStatus {
        let bench = try GoogleVertexMediaBench(
            CannedTransport(reply), token: token, key: token ? nil : "AIza-test")
        return try await bench.video.status(of: try await job(token: token))
    }

    @Test func `a clip on Vertex AI is an interaction in the background`() async throws {
        let transport = CannedTransport(.json(Self.started))
        let bench = try GoogleVertexMediaBench(transport, settings: ["project": "studio-1", "location": "us-east1"])
        let submission = try await bench.video.submit(
            bench.request(
                "gemini-omni-1.1-flash", "A paper boat",
                [.durationSeconds: 8, .aspectRatio: "9:16", .resolution: "1080p", "task": "text_to_video"]))
        guard case .accepted(let job) = submission else { return #expect(Bool(false), "not accepted") }
        #expect(job.id == "v1_ChdT" && job.model == "gemini-omni-1.1-flash" && job.modality == .video)
        #expect(
            transport.places == [
                "POST https://aiplatform.googleapis.com/v1beta1/projects/studio-1/locations/global/interactions"
            ])
        #expect(
            transport.sent
                == JSONText.decode(
                    #"""
                    {"model":"gemini-omni-1.1-flash","input":"A paper boat","background":true,
                    "response_format":{"type":"video","duration":"8s","aspect_ratio":"9:16","resolution":"1080p"},
                    "generation_config":{"video_config":{"task":"text_to_video"}}}
                    """#))
    }

    @Test func `the Gemini API gives clips by address, with the key`() async throws {
        let transport = CannedTransport(.json(Self.started))
        let bench = try GoogleVertexMediaBench(transport, token: false, key: "AIza-test")
        _ = try await bench.video.submit(
            bench.request("gemini-omni-1.1-flash", "x", inputs: [GoogleVertexMediaBench.picture(.first)]))
        #expect(transport.places == ["POST https://generativelanguage.googleapis.com/v1beta/interactions"])
        #expect(transport.calls.first?.headers["x-goog-api-key"] == "AIza-test")
        let pixel = GoogleVertexMediaBench.pixel.base64EncodedString()
        #expect(
            transport.sent
                == JSONText.decode(
                    #"""
                    {"model":"gemini-omni-1.1-flash","background":true,
                    "input":[{"type":"text","text":"x"},{"type":"image","data":"\#(pixel)","mime_type":"image/png"}],
                    "response_format":{"type":"video","delivery":"uri"},
                    "generation_config":{"video_config":{"task":"image_to_video"}}}
                    """#))
    }

    @Test func `a number of seconds without a card is written as Google wants it`() async throws {
        let transport = CannedTransport(.json(Self.started))
        let bench = try GoogleVertexMediaBench(transport)
        _ = try await bench.video.submit(
            VideoRequest(
                model: "gemini-omni-9", prompt: "x", parameters: RequestParameters(values: [.durationSeconds: 8])))
        #expect(transport.sent?["response_format"]?["duration"] == "8s")
    }

    @Test func `a finished interaction brings what came after the newest input`() async throws {
        let standing = try await status(.json(try RecordedFixture.text("google-interaction-video.json")), token: false)
        guard case .completed(let batch) = standing else { return #expect(Bool(false), "\(standing)") }
        let url = try #require(
            URL(string: "https://generativelanguage.googleapis.com/v1beta/files/zqw12cp8qc38:download?alt=media"))
        #expect(batch.items.map(\.source) == [.url(url, .withCredential)])
        #expect(batch.usage == Usage(inputTokens: 112, outputTokens: 57_920))
    }

    @Test func `an inline clip stays encoded`() async throws {
        let standing = try await status(
            .json(
                #"{"id":"v1_a","status":"completed","steps":[{"type":"model_output","content":[{"type":"video","data":"AAAA","mime_type":"video/mp4"}]}]}"#
            ))
        guard case .completed(let batch) = standing else { return #expect(Bool(false), "\(standing)") }
        #expect(batch.items == [MediaReference(.base64("AAAA"), declaredType: .mp4)])
    }

    @Test func `words in place of a clip are a refusal`() async throws {
        let standing = try await status(
            .json(
                #"{"id":"v1_a","status":"completed","steps":[{"type":"model_output","content":[{"type":"text","text":"I can't show that person."}]}],"usage":{"output_tokens_by_modality":[{"modality":"text","tokens":9}]}}"#
            ))
        guard case .failed(let error) = standing else { return #expect(Bool(false), "\(standing)") }
        #expect(error.kind == .contentPolicy && error.message.contains("I can't show that person."))
    }

    @Test func `a clip that was paid for and is not there is no refusal`() async throws {
        let standing = try await status(
            .json(
                #"{"id":"v1_a","status":"completed","steps":[{"type":"model_output","content":[{"type":"text","text":"Here it is."}]}],"usage":{"output_tokens_by_modality":[{"modality":"video","tokens":57920}]}}"#
            ))
        guard case .failed(let error) = standing else { return #expect(Bool(false), "\(standing)") }
        #expect(error.kind == .invalidResponse)
    }

    @Test(arguments: [
        (
            #"{"id":"a","status":"failed","errors":[{"code":"api_error","message":"words"}]}"#,
            EaselError.Kind.unavailable
        ),
        (#"{"id":"a","status":"failed","errors":[{"code":"quota_exceeded","message":"words"}]}"#, .quota),
        (#"{"id":"a","status":"incomplete","errors":[{"code":"deadline_exceeded","message":"words"}]}"#, .timeout),
        (
            #"{"id":"a","status":"failed","errors":[{"code":"invalid_request","message":"words"}]}"#, .invalidRequest
        ),
        (
            #"{"id":"a","status":"failed","steps":[{"type":"model_output","error":{"code":3,"message":"words. Support codes: 90789179"}}]}"#,
            .contentPolicy
        ),
    ]) func `a failed interaction is sorted by the word or the number of its error`(
        _ row: (answer: String, kind: EaselError.Kind)
    ) async throws {
        let standing = try await status(.json(row.answer))
        guard case .failed(let error) = standing else { return #expect(Bool(false), "\(standing)") }
        #expect(error.kind == row.kind && error.message.contains("words") && error.httpStatus == nil)
    }

    @Test(arguments: [
        ("queued", RemoteJobStatus.queued(position: nil)), ("in_progress", .running(progress: nil, log: [])),
    ]) func `an interaction under way is so`(_ row: (word: String, status: RemoteJobStatus)) async throws {
        #expect(try await status(.json(#"{"id":"a","status":"\#(row.word)","steps":null}"#)) == row.status)
    }

    @Test(arguments: [
        ("cancelled", EaselError.Kind.cancelled), ("budget_exceeded", .quota), ("requires_action", .invalidResponse),
        ("failed", .invalidResponse), ("completed", .invalidResponse),
    ]) func `an interaction that ends without media and without an error fails`(
        _ row: (word: String, kind: EaselError.Kind)
    ) async throws {
        guard case .failed(let error) = try await status(.json(#"{"id":"a","status":"\#(row.word)"}"#)) else {
            return #expect(Bool(false), "not failed")
        }
        #expect(error.kind == row.kind)
    }

    @Test func `what is there of an incomplete interaction is kept with a warning`() async throws {
        let standing = try await status(
            .json(
                #"{"id":"a","status":"incomplete","errors":[{"code":"aborted","message":"too long"}],"steps":[{"type":"model_output","content":[{"type":"video","data":"AA=="}]}]}"#
            ))
        guard case .completed(let batch) = standing else { return #expect(Bool(false), "\(standing)") }
        #expect(batch.items.count == 1 && batch.warnings.map(\.kind) == [.other])
        #expect(batch.warnings.first?.message.contains("too long") == true)
    }

    @Test func `one poll that is answered 400 ends nothing`() async throws {
        let error = await failure { () async throws(EaselError) in
            do {
                return try await status(
                    .json(#"{"error":{"code":"invalid_request","message":"Invalid interaction name"}}"#, status: 400))
            } catch let error as EaselError {
                throw error
            } catch {
                throw EaselError(.invalidResponse, "\(error)")
            }
        }
        #expect(error?.kind == .unavailable && error?.message.contains("Invalid interaction name") == true)
    }

    @Test func `a cancel is a POST to the job`() async throws {
        let transport = CannedTransport(.json(#"{"id":"v1_ChdT","status":"cancelled"}"#))
        let bench = try GoogleVertexMediaBench(transport)
        #expect(try await bench.video.cancel(try await job()) == .requested)
        #expect(
            transport.places == [
                "POST https://aiplatform.googleapis.com/v1beta1/projects/studio-1/locations/global/interactions/v1_ChdT/cancel"
            ])
    }

    @Test func `music of the older shape has its words beside it`() async throws {
        let transport = CannedTransport(.json(try RecordedFixture.text("google-interaction-music-legacy.json")))
        let bench = try GoogleVertexMediaBench(transport)
        let submission = try await bench.audio.submit(
            bench.request("lyria-3-clip-preview", "A ballad", ["background": false]))
        guard case .completed(let batch) = submission else { return #expect(Bool(false), "not completed") }
        #expect(batch.items == [MediaReference(.base64("SUQzBAAAAAA="), declaredType: .mp3)])
        #expect(batch.text == "[[A0]]\n[0.0:] a line")
        #expect(transport.sent == JSONText.decode(#"{"model":"lyria-3-clip-preview","input":"A ballad"}"#))
    }

    @Test func `Lyria 3.5 goes to the Gemini API, also where a token is there`() async throws {
        let transport = CannedTransport(.json(Self.started))
        let bench = try GoogleVertexMediaBench(transport, key: "AIza-test")
        _ = try await bench.audio.submit(bench.request("lyria-3.5", "A ballad", [.lyrics: "la la"]))
        #expect(transport.places == ["POST https://generativelanguage.googleapis.com/v1beta/interactions"])
        #expect(transport.calls.first?.headers["Authorization"] == nil)
        #expect(
            transport.sent == JSONText.decode(#"{"model":"lyria-3.5","input":"A ballad","background":true}"#))
    }

    @Test func `a picture of a model of this API comes on the same connection`() async throws {
        let transport = CannedTransport(
            .json(
                #"{"id":"v1_a","status":"completed","steps":[{"type":"model_output","content":[{"type":"image","data":"/9j/","mime_type":"image/jpeg"}]}]}"#
            ))
        let bench = try GoogleVertexMediaBench(transport)
        var request = ImageRequest(
            model: "gemini-nano-banana-9", prompt: "A boat", inputs: [GoogleVertexMediaBench.picture(.reference)],
            parameters: RequestParameters(values: [.aspectRatio: "4:5", .size: "2K", .steps: 4]))
        request.facts.route = "interactions"
        let image = try #require(bench.provider.services.image)
        guard case .completed(let batch) = try await image.submit(request) else {
            return #expect(Bool(false), "not completed")
        }
        let pixel = GoogleVertexMediaBench.pixel.base64EncodedString()
        #expect(
            transport.sent
                == JSONText.decode(
                    #"""
                    {"model":"gemini-nano-banana-9",
                    "input":[{"type":"text","text":"A boat"},{"type":"image","data":"\#(pixel)","mime_type":"image/png"}],
                    "response_format":{"type":"image","aspect_ratio":"4:5","image_size":"2K"}}
                    """#))
        #expect(batch.items == [MediaReference(.base64("/9j/"), declaredType: .jpeg)])
        #expect(batch.warnings.compactMap(\.parameter) == ["steps"])
    }
}
