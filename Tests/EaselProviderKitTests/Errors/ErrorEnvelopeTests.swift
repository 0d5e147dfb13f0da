import EaselProviderKit
import Foundation
import Testing

struct ErrorEnvelopeTests {
    private func envelope(_ text: String) throws -> ErrorEnvelope {
        try JSONDecoder().decode(ErrorEnvelope.self, from: Data(text.utf8))
    }

    @Test(arguments: [
        (#"{"error":{"message":"no","type":"t","code":429}}"#, "no", "429"),
        (#"{"error":{"message":"no","code":"server_error"}}"#, "no", "server_error"),
        (#"{"error":"Unauthorized"}"#, "Unauthorized", nil),
        (#"{"message":"no","object":"error","code":404}"#, "no", "404"),
        (#"{"error":{"message":"Compute error."},"message":"Compute error."}"#, "Compute error.", nil),
        (#"{"detail":"text"}"#, "text", nil), (#"{"error":null,"message":"late"}"#, "late", nil), (#"{}"#, nil, nil),
        (#"{"error":{"message":null,"code":null}}"#, nil, nil), (#"{"error":[1],"detail":{}}"#, nil, nil),
    ]) func `every shape of the sheets is read`(_ body: String, _ message: String?, _ code: String?) throws {
        let envelope = try envelope(body)
        #expect(envelope.message == message)
        #expect(envelope.code?.text == code)
    }

    @Test func `a list of details is one message, with places`() throws {
        let envelope = try envelope(
            #"{"detail":[{"loc":["body",0,"prompt"],"msg":"Field required","type":"missing","input":{"a":1}},7,{"msg":"other"}]}"#
        )
        #expect(envelope.message == "body.0.prompt: Field required; other")
        #expect(envelope.details.first?.type == "missing")
    }

    @Test(arguments: ["[]", "3", "\"x\"", "<html>", ""]) func `what is no object is no envelope`(_ body: String) {
        #expect(throws: (any Error).self) { try envelope(body) }
    }
}
