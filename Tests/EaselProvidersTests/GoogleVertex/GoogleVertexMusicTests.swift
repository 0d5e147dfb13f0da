import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

/// Lyria 2, which answers on the same connection.
struct GoogleVertexMusicTests {
    private func submit(_ reply: CannedTransport.Reply, _ values: ParameterValues = [:]) async throws(EaselError)
        -> (batch: MediaBatch, transport: CannedTransport)
    {
        let transport = CannedTransport(reply)
        do {
            let bench = try GoogleVertexMediaBench(transport)
            let submission = try await bench.audio.submit(bench.request("lyria-002", "Smooth jazz", values))
            guard case .completed(let batch) = submission else { throw EaselError(.invalidResponse, "a job") }
            return (batch, transport)
        } catch let error as EaselError {
            throw error
        } catch {
            throw EaselError(.invalidResponse, "\(error)")
        }
    }

    @Test func `what is not to be heard stands beside the prompt, the number does not`() async throws {
        let (batch, transport) = try await submit(
            .json(
                #"{"predictions":[{"bytesBase64Encoded":"UklGRg==","mimeType":"audio/wav"},{"audioContent":"UklGRg=="}],"deployedModelId":"1","model":"publishers/google/models/lyria-002"}"#
            ), [.negativePrompt: "fast", .count: 2])
        #expect(
            transport.places == [
                "POST https://us-central1-aiplatform.googleapis.com/v1/projects/studio-1/locations/us-central1/publishers/google/models/lyria-002:predict"
            ])
        #expect(
            transport.sent
                == JSONText.decode(
                    #"{"instances":[{"prompt":"Smooth jazz","negative_prompt":"fast"}],"parameters":{"sample_count":2}}"#
                ))
        #expect(batch.items == Array(repeating: MediaReference(.base64("UklGRg=="), declaredType: .wav), count: 2))
        #expect(batch.warnings.isEmpty)
    }

    @Test func `fewer pieces than asked for are kept`() async throws {
        let (batch, _) = try await submit(
            .json(#"{"predictions":[{"bytesBase64Encoded":"UklGRg=="}]}"#), [.count: 3])
        #expect(batch.items.count == 1 && batch.warnings.map(\.kind) == [.filtered])
    }

    @Test func `a seed and a number are refused before anything is sent`() async {
        let error = await failure { () async throws(EaselError) in
            try await submit(.json("{}"), [.count: 2, .seed: 1])
        }
        #expect(error?.kind == .invalidRequest && error?.httpStatus == nil)
    }

    @Test func `the recitation check is a refusal`() async {
        let words =
            "Audio generation failed with the following error: All responses were blocked by recitation checks. Please modify your prompt and try again."
        let error = await failure { () async throws(EaselError) in
            try await submit(
                .json(
                    #"{"error":{"code":400,"message":"\#(words)","status":"INVALID_ARGUMENT"}}"#, status: 400))
        }
        #expect(error?.kind == .contentPolicy && error?.providerCode == "recitation")
        #expect(error?.message.contains("recitation checks") == true)
    }

    @Test func `another 400 stays what it is`() async {
        let error = await failure { () async throws(EaselError) in
            try await submit(
                .json(
                    #"{"error":{"code":400,"message":"Unsupported language detected.","status":"INVALID_ARGUMENT"}}"#,
                    status: 400))
        }
        #expect(error?.kind == .invalidRequest)
    }

    @Test func `an answer without sound cannot be used`() async {
        let error = await failure { () async throws(EaselError) in try await submit(.json(#"{"predictions":[{}]}"#)) }
        #expect(error?.kind == .invalidResponse)
    }
}
