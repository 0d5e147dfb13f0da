import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

/// What the log of a generation is told of requests.
@Suite struct ExchangeTransportTests {
    private static let secret = "key-0123456789:half-9876543210"

    private func call(_ method: HTTPCall.Method = .post, _ path: String = "/make", body: String? = "{\"a\":1}")
        throws -> HTTPCall
    {
        var call = HTTPCall(
            method, try #require(URL(string: "https://api.example\(path)")), body: body.map { Data($0.utf8) })
        if body != nil { call.headers.set("Content-Type", "application/json") }
        call.headers.set("Authorization", scheme: "Key", secret: Credential(secret: Self.secret, origin: "test"))
        return call
    }

    /// Sends under a log; returns all that the log gave out, in order.
    private func noted(
        _ transport: some HTTPTransport, _ work: (ExchangeTransport, ExchangeLog) async throws -> Void
    ) async rethrows -> [HTTPExchange] {
        let log = ExchangeLog()
        try await ExchangeLog.$current.withValue(log) { try await work(ExchangeTransport(transport), log) }
        log.finish()
        var news: [HTTPExchange] = []
        for await telling in log.news { news.append(telling()) }
        return news
    }

    /// As history keeps them: of each number the newest.
    private func kept(_ news: [HTTPExchange]) -> [HTTPExchange] {
        Dictionary(news.map { ($0.number, $0) }, uniquingKeysWith: { $1 }).values.sorted { $0.number < $1.number }
    }

    @Test func `a request is told before it is answered, then whole`() async throws {
        let transport = CannedTransport(.json("{\"echo\":\"\(Self.secret)\"}", headers: ["Set-Cookie": "a=b"]))
        let news = try await noted(transport) { transport, _ in
            _ = try await transport.send(call()).collect(limit: 1000)
        }
        #expect(news.map(\.number) == [0, 0])
        #expect(news[0].status == nil && news[0].requestBody?.text == "{\"a\":1}" && news[0].milliseconds == nil)
        #expect(news[1].status == 200 && news[1].failure == nil && news[1].milliseconds != nil)
        #expect(news[1].responseBody?.text == "{\"echo\":\"REDACTED\"}" && news[1].responseBody?.isBroken == false)
        #expect(news[1].method == "POST" && news[1].url == "https://api.example/make")
        #expect(news[1].requestHeaders.contains(.init(name: "Authorization", value: "Key •••")))
        #expect(news[1].responseHeaders.map(\.name) == ["Content-Type"])
        let text = String(decoding: try JSONEncoder().encode(news), as: UTF8.self)
        #expect(!text.contains("0123456789") && !text.contains("9876543210"))
        #expect(transport.calls.first?.headers["Authorization"] == "Key \(Self.secret)")
    }

    @Test func `of many polls the first and the last are kept`() async throws {
        let transport = CannedTransport { (call) throws(EaselError) in .json("{\"path\":\"\(call.url.path)\"}") }
        let all = kept(
            try await noted(transport) { transport, _ in
                _ = try await transport.send(call()).collect(limit: 1000)
                for _ in 0..<500 { _ = try await transport.send(call(.get, "/status", body: nil)).collect(limit: 1000) }
                _ = try await transport.send(call(.get, "/result", body: nil)).collect(limit: 1000)
            })
        #expect(all.map(\.url.last) == ["e", "s", "s", "t"])
        #expect(all.map(\.skipped) == [0, 0, 498, 0])
    }

    @Test func `the same request in the next attempt is another one`() async throws {
        let all = kept(
            try await noted(CannedTransport(.json("{}"))) { transport, log in
                for attempt in 0..<3 {
                    log.begin(attempt: attempt)
                    _ = try await transport.send(call()).collect(limit: 1000)
                }
            })
        #expect(all.map(\.attempt) == [0, 1, 2] && all.map(\.number) == [0, 1, 2])
    }

    @Test func `however many requests, their number is bounded`() async throws {
        let all = kept(
            try await noted(CannedTransport(.json("{}"))) { transport, _ in
                for number in 0..<400 {
                    _ = try await transport.send(call(.get, "/\(number)", body: nil)).collect(limit: 9)
                }
            })
        #expect(all.count == 49 && all.last?.url == "https://api.example/399" && all.last?.skipped == 351)
    }

    @Test func `why no answer came is told, without the key`() async throws {
        let transport = CannedTransport { (_) throws(EaselError) in
            throw EaselError(.unavailable, "No connection for \(Self.secret).")
        }
        let all = kept(
            await noted(transport) { transport, _ in
                await #expect(throws: EaselError.self) { try await transport.send(call()) }
            })
        #expect(all.count == 1 && all[0].status == nil && all[0].failure?.message == "No connection for REDACTED.")
    }

    @Test func `an answer that breaks off keeps what came of it`() async throws {
        var reply = CannedTransport.Reply.events("data: one\n\n", ending: .broken)
        let broken = kept(
            try await noted(CannedTransport(reply)) { transport, _ in
                let answer = try await transport.send(call())
                await #expect(throws: EaselError.self) { try await answer.collect(limit: 1000) }
            })
        #expect(broken[0].responseBody == .init(text: "data: one\n\n", bytes: 11, isBroken: true))
        #expect(broken[0].failure?.kind == .unavailable && broken[0].status == 200)
        reply.ending = .stalled
        let stalled = reply
        let left = kept(
            try await noted(CannedTransport(stalled)) { transport, _ in
                let answer = try await transport.send(call())
                let reader = Task { try await answer.collect(limit: 1000) }
                try await Task.sleep(for: .milliseconds(20))
                reader.cancel()
                _ = try? await reader.value
            })
        #expect(left[0].failure?.kind == .cancelled && left[0].responseBody?.isBroken == true)
    }

    @Test func `a stream that is let go behind its last event is whole`() async throws {
        let transport = CannedTransport(.events("data: 1\n\ndata: [DONE]\n\n", ending: .stalled))
        let all = kept(
            try await noted(transport) { transport, _ in
                for try await _ in try await transport.send(call()).body { break }
            })
        #expect(all[0].milliseconds != nil && all[0].failure == nil && all[0].responseBody?.isBroken == false)
        #expect(all[0].responseBody?.text == "data: 1\n\ndata: [DONE]\n\n")
    }

    @Test func `an answer that nobody reads is told as it stands`() async throws {
        let all = kept(
            try await noted(CannedTransport(.json("{\"n\":1}", status: 500))) { transport, _ in
                _ = try await transport.send(call())
            })
        #expect(all[0].status == 500 && all[0].failure == nil && all[0].responseBody == nil)
    }

    @Test func `without a log nothing is noted and nothing is changed`() async throws {
        let transport = CannedTransport(.json("{}"))
        let reply = try await ExchangeTransport(transport).send(call())
        #expect(reply.body is AsyncThrowingStream<[UInt8], any Error>)
    }
}
