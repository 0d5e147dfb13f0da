import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

struct GoogleVertexVeoTests {
    private static let operation =
        "projects/studio-1/locations/us-central1/publishers/google/models/veo-3.1-generate-001/operations/0f1e"

    private func job(wanted: Int? = nil) async throws -> RemoteJob {
        let bench = try GoogleVertexMediaBench(CannedTransport(.json(#"{"name":"\#(Self.operation)"}"#)))
        let values: ParameterValues = wanted.map { [.count: .integer(Int64($0))] } ?? [:]
        guard
            case .accepted(let job) = try await bench.video.submit(
                bench.request("veo-3.1-generate-001", "x", values))
        else { throw CocoaError(.featureUnsupported) }
        return job
    }

    private func status(_ answer: String, wanted: Int? = nil) async throws -> RemoteJobStatus {
        let bench = try GoogleVertexMediaBench(CannedTransport(.json(answer)))
        return try await bench.video.status(of: try await job(wanted: wanted))
    }

    @Test func `a clip is started in the one region that serves Veo, with whole numbers`() async throws {
        let transport = CannedTransport(.json(#"{"name":"\#(Self.operation)"}"#))
        let bench = try GoogleVertexMediaBench(transport)
        _ = try await bench.video.submit(
            bench.request(
                "veo-3.1-generate-001", "A paper boat",
                [
                    .durationSeconds: 8, .aspectRatio: "9:16", .resolution: "1080p", .count: 2, .generateAudio: false,
                    .seed: 7, .negativePrompt: "rain", "compressionQuality": "lossless", "enhancePrompt": true,
                ]))
        #expect(
            transport.places == [
                "POST https://us-central1-aiplatform.googleapis.com/v1/projects/studio-1/locations/us-central1/publishers/google/models/veo-3.1-generate-001:predictLongRunning"
            ])
        #expect(
            transport.sent
                == JSONText.decode(
                    #"""
                    {"instances":[{"prompt":"A paper boat"}],"parameters":{"durationSeconds":8,"aspectRatio":"9:16",
                    "resolution":"1080p","sampleCount":2,"generateAudio":false,"seed":7,"negativePrompt":"rain",
                    "compressionQuality":"LOSSLESS","enhancePrompt":true}}
                    """#))
        #expect(transport.calls.first?.headers["Authorization"] == "Bearer ya29.test-token")
    }

    @Test func `frames and references stand in the instance`() async throws {
        let transport = CannedTransport(.json(#"{"name":"\#(Self.operation)"}"#))
        let bench = try GoogleVertexMediaBench(transport)
        let bucket = try #require(URL(string: "gs://b/flag.jpg"))
        _ = try await bench.video.submit(
            bench.request(
                "veo-3.1-generate-001", "x",
                inputs: [
                    GoogleVertexMediaBench.picture(.first), GoogleVertexMediaBench.picture(.last),
                    MediaInput(role: .reference, content: .hosted(bucket), type: .jpeg, name: "flag.jpg"),
                    MediaInput(role: .reference, bytes: Data([0, 1]), type: .mp4, name: "clip.mp4"),
                ]))
        let instance = try #require(transport.sent?["instances"]?["0"])
        let pixel = GoogleVertexMediaBench.pixel.base64EncodedString()
        #expect(instance["image"] == .object(["bytesBase64Encoded": .string(pixel), "mimeType": "image/png"]))
        #expect(instance["lastFrame"] == instance["image"])
        #expect(
            instance["referenceImages"]
                == JSONText.decode(
                    #"[{"image":{"gcsUri":"gs://b/flag.jpg","mimeType":"image/jpeg"},"referenceType":"asset"}]"#))
        #expect(instance["video"] == .object(["bytesBase64Encoded": "AAE=", "mimeType": "video/mp4"]))
    }

    @Test func `an address that Veo does not fetch is refused before anything is sent`() async throws {
        let transport = CannedTransport(.json("{}"))
        let bench = try GoogleVertexMediaBench(transport)
        let url = try #require(URL(string: "https://example.com/a.png"))
        let request: VideoRequest = bench.request(
            "veo-3.1-generate-001", "x",
            inputs: [MediaInput(role: .first, content: .hosted(url), type: .png, name: "a.png")])
        let service = try bench.video
        let error = await failure { () async throws(EaselError) in try await service.submit(request) }
        #expect(error?.kind == .unsupported)
        #expect(transport.calls.isEmpty)
    }

    @Test func `a key alone does not reach Veo`() async throws {
        let transport = CannedTransport(.json("{}"))
        let bench = try GoogleVertexMediaBench(transport, token: false, key: "AIza-test")
        let request: VideoRequest = bench.request("veo-3.1-generate-001", "x")
        let service = try bench.video
        let error = await failure { () async throws(EaselError) in try await service.submit(request) }
        #expect(error?.kind == .authentication)
        #expect(transport.calls.isEmpty)
    }

    @Test func `a poll is a POST to the model of the operation`() async throws {
        let transport = CannedTransport(.json(#"{"name":"\#(Self.operation)"}"#))
        let bench = try GoogleVertexMediaBench(transport)
        let standing = try await bench.video.status(of: try await job())
        #expect(standing == .running(progress: nil, log: []))
        #expect(
            transport.places == [
                "POST https://us-central1-aiplatform.googleapis.com/v1/projects/studio-1/locations/us-central1/publishers/google/models/veo-3.1-generate-001:fetchPredictOperation"
            ])
        #expect(transport.sent == .object(["operationName": .string(Self.operation)]))
    }

    @Test func `a finished operation brings its clips`() async throws {
        let standing = try await status(try RecordedFixture.text("google-veo-done.json"), wanted: 2)
        guard case .completed(let batch) = standing else { return #expect(Bool(false), "\(standing)") }
        let bucket = try #require(URL(string: "gs://b/out/sample_1.mp4"))
        #expect(batch.items.map(\.source) == [.base64("AAAAIGZ0eXA="), .url(bucket, .withoutCredential)])
        #expect(batch.items.allSatisfy { $0.declaredType == .mp4 } && batch.warnings.isEmpty)
    }

    @Test(arguments: [
        #""raiMediaFilteredCount":1,"raiMediaFilteredReasons":["61493863: about the words"],"#, "",
    ]) func `fewer clips than asked for were withheld, counted or not`(_ count: String) async throws {
        let standing = try await status(
            #"{"name":"n","done":true,"response":{\#(count)"videos":[{"bytesBase64Encoded":"AA=="}]}}"#, wanted: 2)
        guard case .completed(let batch) = standing else { return #expect(Bool(false), "\(standing)") }
        #expect(batch.items.count == 1 && batch.warnings.map(\.kind) == [.filtered])
        #expect(batch.warnings.first?.message.contains("1 of 2") == true)
    }

    @Test func `when all clips were withheld the support code says what it was`() async throws {
        let standing = try await status(
            #"{"name":"n","done":true,"response":{"raiMediaFilteredCount":1,"raiMediaFilteredReasons":["29310472: looks like somebody"],"videos":[]}}"#
        )
        guard case .failed(let error) = standing else { return #expect(Bool(false), "\(standing)") }
        #expect(error.kind == .contentPolicy && error.providerCode == "celebrity")
        #expect(error.message.contains("looks like somebody"))
    }

    @Test(arguments: [3, 400]) func `an operation's error with support codes is a refusal`(_ code: Int) async throws {
        let standing = try await status(
            #"{"name":"n","done":true,"error":{"code":\#(code),"message":"It violates the guidelines. Support codes: 15236754"}}"#
        )
        guard case .failed(let error) = standing else { return #expect(Bool(false), "\(standing)") }
        #expect(error.kind == .contentPolicy && error.providerCode == "celebrity" && error.httpStatus == nil)
    }

    @Test(arguments: [(8, EaselError.Kind.rateLimited), (13, .unavailable), (3, .invalidRequest), (5, .modelNotFound)])
    func `an operation's gRPC code is a kind of error`(_ row: (code: Int, kind: EaselError.Kind)) async throws {
        let standing = try await status(#"{"name":"n","done":true,"error":{"code":\#(row.code),"message":"words"}}"#)
        guard case .failed(let error) = standing else { return #expect(Bool(false), "\(standing)") }
        #expect(error.kind == row.kind && error.message.contains("words"))
    }

    @Test func `an answer without a name may be a job all the same`() async throws {
        let bench = try GoogleVertexMediaBench(CannedTransport(.json(#"{"metadata":{}}"#)))
        let request: VideoRequest = bench.request("veo-3.1-generate-001", "x")
        let service = try bench.video
        let error = await failure { () async throws(EaselError) in try await service.submit(request) }
        #expect(error?.kind == .invalidResponse && error?.mayHaveBeenAccepted == true)
    }

    @Test func `an operation cannot be cancelled and nothing is sent`() async throws {
        let transport = CannedTransport(.json("{}"))
        let bench = try GoogleVertexMediaBench(transport)
        #expect(try await bench.video.cancel(try await job()) == .unsupported)
        #expect(transport.calls.isEmpty)
    }

    @Test func `a job survives storage and another configuration`() async throws {
        let stored = try JSONDecoder().decode(RemoteJob.self, from: JSONEncoder().encode(try await job()))
        let transport = CannedTransport(.json(#"{"name":"\#(Self.operation)"}"#))
        let bench = try GoogleVertexMediaBench(transport, settings: ["project": "other", "location": "europe-west4"])
        _ = try await bench.video.status(of: stored)
        #expect(transport.places.first?.contains("us-central1-aiplatform.googleapis.com/v1/projects/studio-1/") == true)
    }

    @Test func `a Veo that nobody described goes to the same method`() async throws {
        let transport = CannedTransport(.json(#"{"name":"\#(Self.operation)"}"#))
        let bench = try GoogleVertexMediaBench(transport)
        _ = try await bench.video.submit(
            VideoRequest(
                model: "veo-9-generate-001", prompt: "x",
                parameters: RequestParameters(values: [.durationSeconds: 4, .steps: 3])))
        #expect(
            transport.places.first?.hasSuffix(
                "locations/us-central1/publishers/google/models/veo-9-generate-001:predictLongRunning") == true)
        #expect(transport.sent?["parameters"] == .object(["durationSeconds": 4]))
    }
}
