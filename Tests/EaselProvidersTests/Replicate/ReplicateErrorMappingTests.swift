import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

struct ReplicateErrorMappingTests {
    private func error(_ reply: CannedTransport.Reply) async throws -> EaselError {
        let bench = try Bench("replicate", CannedTransport(reply))
        let service = try #require(bench.provider.services.image)
        return try #require(
            await failure { () async throws(EaselError) in
                try await service.submit(ImageRequest(model: "a/b", prompt: "x"))
            })
    }

    private func failed(_ words: String) async throws -> EaselError {
        try await error(.json(#"{"id":"p","status":"failed","error":"\#(words)"}"#, status: 201))
    }

    @Test(
        arguments: [
            (
                "The input or output was flagged as sensitive. Please try again with different inputs. (E005) (uIJ6l3ruRD)",
                EaselError.Kind.contentPolicy, "E005"
            ),
            ("NSFW content detected. Try running it again, or try a different prompt.", .contentPolicy, nil),
            ("Request blocked by the provider's content filter", .contentPolicy, nil),
            ("Timeout starting prediction (E6716) (a)", .unavailable, "E6716"),
            ("Prediction interrupted; please retry (code: PA)", .unavailable, nil),
            ("Model ran out of memory (E1001) (a)", .invalidRequest, "E1001"),
            ("CUDA out of memory. Tried to allocate 2 GiB", .invalidRequest, nil), ("", .invalidRequest, nil),
        ] as [(String, EaselError.Kind, String?)])
    func `a failed prediction is sorted by its code, then by its words`(
        _ row: (words: String, kind: EaselError.Kind, code: String?)
    ) async throws {
        let error = try await failed(row.words)
        #expect(error.kind == row.kind)
        #expect(error.providerCode == row.code)
        #expect(row.words.isEmpty || error.message.contains(row.words))
        #expect(error.httpStatus == nil)
    }

    @Test func `an invalid input quotes what is wrong with it`() async throws {
        let error = try await error(.json(try RecordedFixture.text("replicate-invalid.json"), status: 422))
        #expect(error.kind == .invalidRequest && error.providerCode == "required")
        #expect(error.message.contains("prompt is required") && error.message.contains("less than or equal to 4"))
    }

    @Test func `a version that is not there is a model that is not there`() async throws {
        let error = try await error(
            .json(
                #"{"title":"Invalid version or not permitted","detail":"The specified version does not exist","status":422}"#,
                status: 422))
        #expect(error.kind == .modelNotFound && error.remedy.contains("owner/name:version"))
    }

    @Test func `missing credit is told with where to add it`() async throws {
        let error = try await error(
            .json(#"{"title":"Insufficient credit","detail":"You have insufficient credit","status":402}"#, status: 402)
        )
        #expect(error.kind == .quota && error.remedy.contains("billing") && error.providerCode == "Insufficient credit")
    }

    @Test(
        arguments: [
            (["Retry-After": "4", "ratelimit-reset": "60"], #"{"detail":"resets in ~30s","retry_after":9}"#, 4),
            (["ratelimit-reset": "60"], #"{"detail":"Your rate limit resets in ~30s.","retry_after":9}"#, 9),
            (["ratelimit-reset": "60"], #"{"detail":"Request was throttled. Your rate limit resets in ~30s."}"#, 30),
            ([:], #"{"detail":"Request was throttled. Expected available in 1 second."}"#, 1),
            (["ratelimit-reset": "60"], #"{"detail":"Request was throttled."}"#, 60),
        ] as [(HeaderFields, String, Double)])
    func `the delay of a 429 is the most precise one that is told`(
        _ row: (headers: HeaderFields, body: String, seconds: Double)
    ) async throws {
        let error = try await error(.json(row.body, status: 429, headers: row.headers))
        #expect(error.kind == .rateLimited && error.retryAfterSeconds == row.seconds)
    }

    @Test func `the recorded throttling is understood`() async throws {
        let error = try await error(.json(try RecordedFixture.text("replicate-throttled.json"), status: 429))
        #expect(error.retryAfterSeconds == 9)
    }
}
