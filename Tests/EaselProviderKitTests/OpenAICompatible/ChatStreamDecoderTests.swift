import EaselCore
import EaselProviderKit
import Foundation
import Testing

struct ChatStreamDecoderTests {
    private func decoder() -> ChatStreamDecoder {
        ChatStreamDecoder(origins: OriginSet([])) { EaselError(.unavailable, String(decoding: $0, as: UTF8.self)) }
    }

    private func run(_ data: String...) throws(EaselError) -> (events: [TextEvent], completion: TextCompletion) {
        var decoder = decoder()
        var events: [TextEvent] = []
        for item in data { events += try decoder.feed(item) }
        return (events, try decoder.completion())
    }

    private func chunk(_ delta: String, finish: String = "null") -> String {
        #"{"id":"c1","model":"m-1","choices":[{"index":0,"delta":\#(delta),"finish_reason":\#(finish)}]}"#
    }

    @Test func `words come in order, with usage from the last chunk`() throws {
        let usage = #"{"choices":[],"usage":{"prompt_tokens":2,"completion_tokens":3,"cost":0.5}}"#
        let result = try run(
            chunk(#"{"role":"assistant","content":""}"#), chunk(#"{"content":"Hi"}"#), chunk("{}", finish: #""stop""#),
            usage, "[DONE]")
        #expect(result.events == [.started(id: "c1", model: "m-1"), .delta("Hi")])
        #expect(
            result.completion
                == TextCompletion(
                    finish: .stop, usage: Usage(inputTokens: 2, outputTokens: 3, costUSD: 0.5, costIsEstimate: false)))
    }

    @Test func `a repeated finish reason is not a second end, and the last usage wins`() throws {
        let last =
            #"{"choices":[{"index":0,"delta":{"content":""},"finish_reason":"length"}],"usage":{"prompt_tokens":9,"completion_tokens":1}}"#
        let first = #"{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":1}}"#
        let completion = try run(chunk(#"{"content":"a"}"#), first, last, "[DONE]").completion
        #expect(completion.finish == .stop)
        #expect(completion.usage?.inputTokens == 9 && completion.usage?.costIsEstimate == true)
    }

    @Test(arguments: [
        #"{"reasoning":"hm","content":""}"#, #"{"reasoning_content":"hm"}"#,
        #"{"reasoning":null,"reasoning_content":"hm","content":null}"#,
    ])
    func `thinking is told apart from the answer, under either name`(_ delta: String) throws {
        #expect(
            try run(chunk(delta), chunk(#"{"content":"x"}"#, finish: #""stop""#)).events.dropFirst() == [
                .reasoning("hm"), .delta("x"),
            ])
    }

    @Test func `text on the finishing chunk counts`() throws {
        #expect(try run(chunk(#"{"content":"all"}"#, finish: #""length""#)).completion.finish == .length)
    }

    @Test func `pictures come whole, from an object or from plain text`() throws {
        let delta =
            #"{"images":[{"image_url":{"url":"data:image/png;base64,AA=="}},{"image_url":"https://cdn.test/p.png"},{"image_url":7},{}]}"#
        let events = try run(chunk(delta, finish: #""stop""#)).events
        let url = try #require(URL(string: "https://cdn.test/p.png"))
        #expect(
            events.dropFirst() == [
                .media(.init(.dataURI("data:image/png;base64,AA=="))), .media(.init(.url(url, .withoutCredential))),
            ])
    }

    @Test func `a refusal is an answer that was filtered`() throws {
        let result = try run(chunk(#"{"refusal":"I cannot."}"#, finish: #""stop""#))
        #expect(result.events.last == .delta("I cannot."))
        #expect(result.completion.finish == .contentFilter && result.completion.warnings.first?.kind == .filtered)
    }

    @Test(arguments: [
        #"{"error":{"code":429,"message":"slow"},"choices":[{"index":0,"delta":{"content":""},"finish_reason":"error"}]}"#,
        #"{"error":{"code":"server_error","message":"slow"}}"#, #"{"error":"slow"}"#,
        #"{"choices":[{"index":0,"error":{"code":502,"message":"slow"},"finish_reason":"error"}]}"#,
    ]) func `an error in the stream is thrown, as the body it would have been`(_ data: String) {
        let error = #expect(throws: EaselError.self) { try run(chunk(#"{"content":"so"}"#), data, "[DONE]") }
        #expect(error?.message.hasPrefix(#"{"error":"#) == true && error?.message.contains("slow") == true)
    }

    @Test func `the finish reason error is an error`() {
        #expect(throws: EaselError.self) { try run(chunk("{}", finish: #""error""#)) }
    }

    @Test func `done alone is no success`() {
        let error = #expect(throws: EaselError.self) { try run(chunk(#"{"content":"half"}"#), "[DONE]") }
        #expect(error?.kind == .invalidResponse && error?.message.contains("truncated") == true)
    }

    @Test func `an empty stream is truncated`() {
        #expect(throws: EaselError.self) { try run() }
    }

    @Test(arguments: ["{", "not json", "[1]", "7"]) func `what is no chunk is an invalid response`(_ data: String) {
        #expect(throws: EaselError.self) { try run(data) }
    }

    @Test(arguments: [
        #"{"choices":null,"usage":null,"error":null}"#,
        #"{"choices":[null,7,{"index":1,"delta":{"content":"other"}}]}"#,
        #"{"choices":[{"delta":null,"finish_reason":null}]}"#,
        #"{"choices":[{"index":0,"delta":{"content":[1],"images":null}}],"usage":{"prompt_tokens":"x"}}"#,
    ]) func `odd values are passed over`(_ data: String) throws {
        let result = try run(data, chunk(#"{"content":"x"}"#, finish: #""stop""#))
        #expect(result.events.last == .delta("x") && !result.events.contains(.delta("other")))
    }

    @Test func `other finish reasons keep the provider's word`() throws {
        #expect(try run(chunk("{}", finish: #""tool_calls""#)).completion.finish == .other("tool_calls"))
        #expect(try run(chunk("{}", finish: #""content_filter""#)).completion.finish == .contentFilter)
    }

    @Test func `a whole answer in place of a stream is read`() throws {
        var decoder = decoder()
        let body =
            #"{"id":"x","choices":[{"message":{"role":"assistant","content":"Hi"},"finish_reason":"stop"}],"usage":{"prompt_tokens":1}}"#
        #expect(try decoder.feed(whole: Data(body.utf8)) == [.started(id: "x", model: nil), .delta("Hi")])
        #expect(try decoder.completion().finish == .stop)
    }
}
