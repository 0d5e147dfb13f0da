import EaselCore
import EaselProviderKit
import EaselProviders
import EaselTestSupport
import Foundation
import Testing

struct FalErrorMappingTests {
    private func error(_ reply: CannedTransport.Reply) async throws -> EaselError? {
        let bench = try Bench("fal", CannedTransport(reply))
        return await failure { () async throws(EaselError) in
            try await bench.provider.services.image?.submit(ImageRequest(model: "a/b", prompt: "p"))
        }
    }

    @Test(
        arguments: [
            (429, #"{"detail":"Too many","error_type":"concurrent_requests_limit"}"#, .rateLimited),
            (503, #"{"detail":"No runner","error_type":"runner_scheduling_failure"}"#, .unavailable),
            (400, #"{"detail":[{"type":"downstream_service_error","msg":"x"}]}"#, .unavailable),
            (422, #"{"detail":"text alone"}"#, .invalidRequest), (400, #"{"message":"text"}"#, .invalidRequest),
            (422, #"{"detail":[{"type":"feature_not_supported","msg":"x"}]}"#, .unsupported),
            (422, #"{"detail":[{"type":"something_new","msg":"x"}]}"#, .invalidRequest),
        ] as [(Int, String, EaselError.Kind)])
    func `every form of error body is one kind`(_ status: Int, _ body: String, _ kind: EaselError.Kind) async throws {
        #expect(try await error(.json(body, status: status))?.kind == kind)
    }

    @Test func `the words of the company behind fal are dug out of their JSON`() async throws {
        let body = #"{"error":{"message":"{\"error\":{\"message\":\"Quota exceeded\",\"code\":429}}","code":500}}"#
        let told = try await error(.json(body, status: 500))
        #expect(told?.message.contains("Quota exceeded") == true && told?.message.contains("{") == false)
    }

    @Test func `a file that a model cannot take says what to attach instead`() async throws {
        let body =
            #"{"detail":[{"loc":["body","image_url"],"msg":"Image too small.","type":"image_too_small","ctx":{"min_height":300}}]}"#
        let told = try await error(.json(body, status: 422))
        #expect(told?.kind == .invalidRequest && told?.remedy == "Attach a larger picture.")
    }

    @Test func `a deadline that a person set is named`() async throws {
        let reply = CannedTransport.Reply.json(
            #"{"detail":"late","error_type":"request_timeout"}"#, status: 504,
            headers: ["X-Fal-Request-Timeout-Type": "user"])
        let told = try await error(reply)
        #expect(told?.kind == .timeout && told?.remedy.contains("EASEL_FAL_START_WITHIN") == true)
    }

    private func submitted(_ settings: [String: String]) async throws(EaselError) -> [HTTPCall] {
        let transport = CannedTransport(.json(#"{"request_id":"r"}"#))
        guard let registration = BuiltinProviders.all.first(where: { $0.id == "fal" }) else { return [] }
        var context = ProviderContext(
            registration.descriptor, transport: transport, credential: Credential(secret: "k:s", origin: "test"))
        context.settings = settings
        _ = try await registration.make(context).services.image?.submit(ImageRequest(model: "a/b", prompt: "p"))
        return transport.calls
    }

    @Test func `a deadline and a lifetime go out as headers, and only when they are set`() async throws {
        let call = try #require(try await submitted(["startWithin": "90", "keepFor": "3600"]).first)
        #expect(call.headers["X-Fal-Request-Timeout"] == "90")
        #expect(call.headers["X-Fal-Object-Lifecycle-Preference"] == #"{"expiration_duration_seconds":3600}"#)
        let plain = try #require(try await submitted([:]).first)
        #expect(plain.headers["X-Fal-Request-Timeout"] == nil)
        #expect(plain.headers["X-Fal-Object-Lifecycle-Preference"] == nil)
    }

    @Test(arguments: ["soon", "1", "-5"]) func `a deadline that is none is a matter of configuration`(_ text: String)
        async
    {
        let error = await failure { () async throws(EaselError) in try await submitted(["startWithin": text]) }
        #expect(error?.kind == .configuration)
    }
}
