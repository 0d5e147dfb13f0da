import EaselCore
import EaselProviderKit
import Foundation
import Testing

struct AsyncHTTPTransportTests {
    private static let head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"

    private func failure(_ call: HTTPCall, reads: Bool = true) async -> EaselError? {
        let transport = AsyncHTTPTransport()
        do {
            let reply = try await transport.send(call)
            if reads { _ = try await reply.collect(limit: 1 << 20) }
            await transport.shutdown()
            return nil
        } catch {
            await transport.shutdown()
            return error
        }
    }

    @Test func `a reply comes with its status, its fields and its body`() async throws {
        let server = try LoopbackServer { connection in
            let request = connection.readHead()
            connection.send("HTTP/1.1 418 Odd\r\nX-Seen: \(request.prefix(11))\r\nContent-Length: 5\r\n\r\nhello")
            connection.close()
        }
        let transport = AsyncHTTPTransport()
        let reply = try await transport.send(HTTPCall(.put, server.url))
        #expect(reply.status == 418)
        #expect(reply.headers["x-seen"] == "PUT /thing ")
        #expect(try await reply.collect(limit: 100) == Data("hello".utf8))
        await transport.shutdown()
    }

    @Test func `a body, its headers and a credential are sent as given`() async throws {
        let server = try LoopbackServer { connection in
            let request = connection.readHead()
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: \(request.utf8.count)\r\n\r\n\(request)")
            connection.close()
        }
        let transport = AsyncHTTPTransport()
        var call = HTTPCall(.post, server.url, headers: ["X-One": "1"], body: Data("{}".utf8))
        call.headers.set("Authorization", scheme: "Key", secret: Credential(secret: "a:b", origin: "test"))
        let seen = String(decoding: try await transport.send(call).collect(limit: 4096), as: UTF8.self)
        #expect(seen.hasPrefix("POST /thing HTTP/1.1\r\n"))
        #expect(seen.lowercased().contains("authorization: key a:b\r\n"))
        #expect(seen.lowercased().contains("content-length: 2\r\n"))
        await transport.shutdown()
    }

    @Test func `a refused connection says so and was certainly not accepted`() async throws {
        let port = try LoopbackServer.freePort()
        let error = await failure(HTTPCall(.post, URL(string: "http://127.0.0.1:\(port)/")!, body: Data()))
        #expect(error?.kind == .unavailable)
        #expect(error?.mayHaveBeenAccepted == false)
        #expect(error?.message.contains("connection refused") == true)
    }

    @Test func `an unknown host is unavailable and was certainly not accepted`() async throws {
        let error = await failure(HTTPCall(.post, URL(string: "http://no-such-host.invalid/")!, body: Data()))
        #expect(error?.kind == .unavailable)
        #expect(error?.mayHaveBeenAccepted == false)
    }

    @Test(arguments: [HTTPCall.Method.post, .get])
    func `a connection closed before the head may have been accepted if it was a post`(
        _ method: HTTPCall.Method
    ) async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readHead()
            connection.close()
        }
        let error = await failure(HTTPCall(method, server.url))
        #expect(error?.kind == .unavailable)
        #expect(error?.mayHaveBeenAccepted == (method == .post))
    }

    @Test func `a reset before the head may have been accepted`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readHead()
            connection.reset()
        }
        let error = await failure(HTTPCall(.post, server.url, body: Data("{}".utf8)))
        #expect(error?.kind == .unavailable)
        #expect(error?.mayHaveBeenAccepted == true)
    }

    @Test func `a reset after the head fails the body`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readHead()
            connection.send(Self.head + "Transfer-Encoding: chunked\r\n\r\n")
            connection.sendChunk(Array("some".utf8))
            connection.reset()
        }
        let error = await failure(HTTPCall(.post, server.url, body: Data("{}".utf8)))
        #expect(error?.kind == .unavailable)
        #expect(error?.mayHaveBeenAccepted == true)
    }

    @Test func `a body shorter than announced is a failure, not an end`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readHead()
            connection.send(Self.head + "Content-Length: 100\r\n\r\nonly this")
            connection.close()
        }
        #expect(await failure(HTTPCall(.get, server.url))?.kind == .unavailable)
    }

    @Test func `a chunked body without its last chunk is a failure, not an end`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readHead()
            connection.send(Self.head + "Transfer-Encoding: chunked\r\n\r\n")
            connection.sendChunk(Array("some".utf8))
            connection.close()
        }
        #expect(await failure(HTTPCall(.get, server.url))?.kind == .unavailable)
    }

    @Test func `an answer that is not HTTP is a failure`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readHead()
            connection.send("SSH-2.0-OpenSSH_9.2\r\n\r\n")
            connection.close()
        }
        #expect(await failure(HTTPCall(.get, server.url)) != nil)
    }

    @Test func `a head that does not come in time is a timeout`() async throws {
        let server = try LoopbackServer { _ = $0.waitForClose() }
        let patience = HTTPPatience(head: .milliseconds(50), idle: .seconds(30))
        let error = await failure(HTTPCall(.get, server.url, patience: patience))
        #expect(error?.kind == .timeout)
    }

    @Test func `a body that stalls is a timeout`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readHead()
            connection.send(Self.head + "Content-Length: 100\r\n\r\nsome")
            _ = connection.waitForClose()
        }
        let patience = HTTPPatience(head: .seconds(10), idle: .milliseconds(50))
        #expect(await failure(HTTPCall(.get, server.url, patience: patience))?.kind == .timeout)
    }

    @Test func `cancelling while the head is awaited closes the connection`() async throws {
        let (arrivals, arrived) = AsyncStream<Void>.makeStream()
        let (closings, closed) = AsyncStream<Bool>.makeStream()
        let server = try LoopbackServer { connection in
            _ = connection.readHead()
            arrived.yield()
            closed.yield(connection.waitForClose())
        }
        let task = Task { await self.failure(HTTPCall(.post, server.url, body: Data("{}".utf8))) }
        for await _ in arrivals { break }
        task.cancel()
        #expect(await task.value?.kind == .cancelled)
        for await isClosed in closings {
            #expect(isClosed)
            break
        }
    }

    @Test func `cancelling in mid-body closes the connection`() async throws {
        let (closings, closed) = AsyncStream<Bool>.makeStream()
        let server = try LoopbackServer { connection in
            _ = connection.readHead()
            connection.send(Self.head + "Transfer-Encoding: chunked\r\n\r\n")
            connection.sendChunk(Array("first".utf8))
            closed.yield(connection.waitForClose())
        }
        let transport = AsyncHTTPTransport()
        let (arrivals, arrived) = AsyncStream<Void>.makeStream()
        let task = Task {
            let reply = try await transport.send(HTTPCall(.get, server.url))
            for try await _ in reply.body { arrived.yield() }
        }
        for await _ in arrivals { break }
        task.cancel()
        await #expect(throws: EaselError.cancelled) { try await task.value }
        for await isClosed in closings {
            #expect(isClosed)
            break
        }
        await transport.shutdown()
    }

    @Test func `letting go of a body closes the connection`() async throws {
        let (closings, closed) = AsyncStream<Bool>.makeStream()
        let server = try LoopbackServer { connection in
            _ = connection.readHead()
            connection.send(Self.head + "Transfer-Encoding: chunked\r\n\r\n")
            connection.sendChunk(Array("first".utf8))
            closed.yield(connection.waitForClose())
        }
        let transport = AsyncHTTPTransport()
        for try await _ in try await transport.send(HTTPCall(.get, server.url)).body { break }
        for await isClosed in closings {
            #expect(isClosed)
            break
        }
        await transport.shutdown()
    }

    @Test func `a redirect is not followed`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readHead()
            connection.send("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")
            connection.close()
        }
        let transport = AsyncHTTPTransport()
        let reply = try await transport.send(HTTPCall(.get, server.url))
        #expect(reply.status == 302)
        #expect(reply.headers["Location"] == "http://127.0.0.1:1/")
        _ = try await reply.collect(limit: 10)
        await transport.shutdown()
    }

    @Test func `events arrive whole when a chunk ends inside a character`() async throws {
        let bytes = Array("data: grün 🌲\n\ndata: zwei\n\n".utf8)
        let server = try LoopbackServer { connection in
            _ = connection.readHead()
            connection.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n")
            for byte in bytes { connection.sendChunk([byte]) }
            connection.send("0\r\n\r\n")
            connection.close()
        }
        let transport = AsyncHTTPTransport()
        let events = try await Self.events(try await transport.send(HTTPCall(.get, server.url)).body)
        #expect(events == ["grün 🌲", "zwei"])
        await transport.shutdown()
    }

    @Test func `a name that leads inside is refused when only the internet is meant`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readHead()
            connection.send(Self.head + "Content-Length: 0\r\n\r\n")
            connection.close()
        }
        var call = HTTPCall(.get, URL(string: "http://localhost:\(server.port)/")!)
        call.reach = .internet
        #expect(await failure(call)?.kind == .invalidResponse)
        call.reach = .anywhere
        #expect(await failure(call) == nil)
    }

    @Test func `after shutdown every call is refused`() async throws {
        let transport = AsyncHTTPTransport()
        await transport.shutdown()
        await #expect(throws: EaselError.self) {
            try await transport.send(HTTPCall(.get, URL(string: "http://127.0.0.1:1/")!))
        }
    }

    @Test func `a body larger than its limit is refused`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.readHead()
            connection.send(Self.head + "Content-Length: 20\r\n\r\n01234567890123456789")
            connection.close()
        }
        let transport = AsyncHTTPTransport()
        let reply = try await transport.send(HTTPCall(.get, server.url))
        let error = await #expect(throws: EaselError.self) { try await reply.collect(limit: 10) }
        #expect(error?.kind == .invalidResponse)
        await transport.shutdown()
    }

    private static func events(_ body: some AsyncSequence<[UInt8], any Error> & Sendable) async throws -> [String] {
        var events: [String] = []
        for try await event in ServerSentEvents(body) { events.append(event.data) }
        return events
    }
}
