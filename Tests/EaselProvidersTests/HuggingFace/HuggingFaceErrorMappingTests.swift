import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

struct HuggingFaceErrorMappingTests {
    private func error(_ reply: CannedTransport.Reply) async throws -> EaselError? {
        let stand = try HuggingFaceStand(
            HuggingFaceStand.served(by: "nscale", as: "n", "text-to-image"), [("/", reply)])
        return await failure { () async throws(EaselError) in try await stand.image() }
    }

    @Test func `a model that is being loaded says how long that takes`() async throws {
        let error = try await error(
            .json(#"{"error":"Model X is currently loading","estimated_time":20.5}"#, status: 503))
        #expect(error?.kind == .unavailable && error?.retryAfterSeconds == 20.5)
        #expect(error?.remedy.contains("loaded") == true)
    }

    @Test func `used up credits are a matter of money`() async throws {
        let error = try await error(
            .json(#"{"error":"You have exceeded your monthly included credits"}"#, status: 402))
        #expect(error?.kind == .quota && error?.remedy.contains("billing") == true)
    }

    @Test func `a gated model is told apart from a token without the permission`() async throws {
        let gated = try await error(
            .json(#"{"error":"restricted"}"#, status: 403, headers: ["X-Error-Code": "GatedRepo"]))
        #expect(gated?.kind == .permission && gated?.remedy.contains("terms") == true)
        #expect(gated?.providerCode == "GatedRepo")
        let token = try await error(.json(#"{"error":"insufficient permissions"}"#, status: 403))
        #expect(token?.kind == .permission && token?.remedy.contains("Inference Providers") == true)
    }

    @Test func `a model that no provider has is unsupported, not wrong`() async throws {
        let error = try await error(
            .json(
                #"{"error":{"message":"not supported by any provider","type":"invalid_request_error","param":"model","code":"model_not_supported"}}"#,
                status: 400))
        #expect(error?.kind == .unsupported && error?.remedy.contains("settings/inference-providers") == true)
    }

    @Test func `the Hub's window tells when to come back`() async throws {
        let stand = try HuggingFaceStand(
            "", [], hub: .json(#"{"error":"slow"}"#, status: 429, headers: ["RateLimit": #""api";r=0;t=55"#]))
        let error = await failure { () async throws(EaselError) in try await stand.image() }
        #expect(error?.kind == .rateLimited && error?.retryAfterSeconds == 55)
    }

    @Test(
        arguments: [
            (
                422, "text/plain; charset=utf-8", "Failed to deserialize the JSON body: missing field `inputs`",
                EaselError.Kind.invalidRequest, "missing field"
            ),
            (422, "application/json", #"{"error":["first","second"]}"#, .invalidRequest, "first; second"),
            (
                422, "application/problem+json",
                #"{"detail":"- input: text is required\n","status":422,"title":"Input validation failed"}"#,
                .invalidRequest, "text is required"
            ),
            (
                422, "application/json",
                #"{"error":"Template error: template not found","error_type":"template_error"}"#,
                .unsupported, "template not found"
            ),
            (404, "application/json", #"{"error":"Model x does not exist"}"#, .modelNotFound, "does not exist"),
            (504, "text/html", "<html></html>", .timeout, "504"),
        ] as [(Int, String, String, EaselError.Kind, String)])
    func `each way to fail is understood`(
        _ status: Int, _ type: String, _ body: String, _ kind: EaselError.Kind, _ words: String
    ) async throws {
        let error = try await error(
            CannedTransport.Reply(status, headers: ["Content-Type": type], chunks: [Array(body.utf8)]))
        #expect(error?.kind == kind && error?.message.contains(words) == true)
    }

    @Test(arguments: [#"{"error":"overloaded","error_type":"overloaded"}"#, #"{"error":{"message":"gone"}}"#])
    func `an error inside a chat stream is an error`(_ body: String) async throws {
        let stand = try HuggingFaceStand("", [("/v1/chat/completions", .events("data:\(body)\n\ndata: [DONE]\n\n"))])
        let error = await failure { () async throws(EaselError) in
            try await stand.bench.write(TextRequest(model: "org/model:groq", prompt: "x"))
        }
        #expect(error?.kind == .unavailable)
        #expect(stand.bench.sent?["model"] == "org/model:groq" && stand.hubCalls == 0)
    }
}
