import EaselCore
import EaselGoogleAuth
import EaselProviderKit
import EaselTestSupport
import Foundation
import Synchronization
import Testing

/// One token for everybody, renewed in time (wire sheet google.md, section 6.7).
struct GoogleTokenCacheTests {
    private final class Clock: Sendable {
        let time = Mutex(AuthBench.now)
        var now: Date { time.withLock(\.self) }
        func advance(_ seconds: Double) { time.withLock { $0 += seconds } }
    }

    /// Hands out `token-1`, `token-2`, … that live for an hour; fails where it is told to.
    private final class Source: Sendable {
        let count = Mutex(0)
        let fails = Mutex(false)

        func fetch(_ now: Date) throws(EaselError) -> AccessToken {
            if fails.withLock(\.self) { throw EaselError(.unavailable, "down") }
            let number = count.withLock { value in
                value += 1
                return value
            }
            return AccessToken(
                credential: Credential(secret: "token-\(number)", origin: "test"),
                expiresAt: now.addingTimeInterval(3600))
        }
    }

    private func cache(_ clock: Clock, _ source: Source) -> GoogleTokenCache {
        GoogleTokenCache(now: { clock.now }) { () async throws(EaselError) in try source.fetch(clock.now) }
    }

    @Test func `a token is kept until less than the margin is left`() async throws {
        let (clock, source) = (Clock(), Source())
        let cache = cache(clock, source)
        #expect(try await cache.token().credential.secret == "token-1")
        clock.advance(3600 - 225)
        #expect(try await cache.token().credential.secret == "token-1")
        clock.advance(1)
        #expect(try await cache.token().credential.secret == "token-2")
    }

    @Test func `many who ask at once cause one fetch`() async throws {
        let (started, start) = AsyncStream<Void>.makeStream()
        let (gates, gate) = AsyncStream<Void>.makeStream()
        let source = Source()
        let cache = GoogleTokenCache(now: { AuthBench.now }) { () async throws(EaselError) in
            start.yield()
            for await _ in gates { break }
            return try source.fetch(AuthBench.now)
        }
        let tokens = await withTaskGroup(of: String?.self) { group in
            for _ in 0..<50 { group.addTask { try? await cache.token().credential.secret } }
            for await _ in started { break }
            gate.yield()
            var tokens: [String?] = []
            for await token in group { tokens.append(token) }
            return tokens
        }
        #expect(tokens.count == 50 && tokens.allSatisfy { $0 == "token-1" })
        #expect(source.count.withLock(\.self) == 1)
    }

    @Test func `who is cancelled stops waiting, and the last one stops the fetch`() async throws {
        let (started, start) = AsyncStream<Void>.makeStream()
        let (ended, end) = AsyncStream<Void>.makeStream()
        let cache = GoogleTokenCache { () async throws(EaselError) in
            start.yield()
            let (never, _) = AsyncStream<Void>.makeStream()
            for await _ in never {}
            end.yield()
            throw .cancelled
        }
        let first = Task { await failure { () async throws(EaselError) in try await cache.token() } }
        for await _ in started { break }
        let second = Task { await failure { () async throws(EaselError) in try await cache.token() } }
        first.cancel()
        #expect(await first.value?.kind == .cancelled)
        second.cancel()
        #expect(await second.value?.kind == .cancelled)
        for await _ in ended { break }
    }

    @Test func `a failed renewal uses up the old token first`() async throws {
        let (clock, source) = (Clock(), Source())
        let cache = cache(clock, source)
        _ = try await cache.token()
        source.fails.withLock { $0 = true }
        clock.advance(3500)
        #expect(try await cache.token().credential.secret == "token-1")
        clock.advance(100)
        #expect(await failure { () async throws(EaselError) in try await cache.token() }?.kind == .unavailable)
        source.fails.withLock { $0 = false }
        #expect(try await cache.token().credential.secret == "token-2")
    }

    @Test func `a token that is not accepted any more is forgotten`() async throws {
        let (clock, source) = (Clock(), Source())
        let cache = cache(clock, source)
        _ = try await cache.token()
        cache.invalidate()
        #expect(try await cache.token().credential.secret == "token-2")
        #expect(cache.secrets.map(\.secret) == ["token-1", "token-2"])
    }

    @Test func `after a 401 only the token of that call is forgotten`() async throws {
        let tokens = Mutex(0)
        let cache = GoogleTokenCache { () async throws(EaselError) in
            let number = tokens.withLock { count in
                count += 1
                return count
            }
            return AccessToken(
                credential: Credential(secret: "token-\(number)", origin: "test"), expiresAt: .distantFuture)
        }
        let authorizer = GoogleAuthorizer(cache)
        let call = HTTPCall(.post, try #require(URL(string: "https://aiplatform.googleapis.com/x")))
        let old = try await authorizer.authorize(call)
        authorizer.forget(old)
        let new = try await authorizer.authorize(call)
        #expect(new.headers["Authorization"] == "Bearer token-2")
        // A second call that was refused with the old one comes late.
        authorizer.forget(old)
        #expect(try await authorizer.authorize(call).headers["Authorization"] == "Bearer token-2")
    }

    @Test func `a call is signed, and a preview is not`() async throws {
        let transport = CannedTransport(.json(#"{"access_token":"ya29.token","expires_in":3599}"#))
        let authorizer = GoogleAuthorizer(try AuthBench.user(), transport: transport, endpoints: .init())
        let url = try #require(URL(string: "https://aiplatform.googleapis.com/x"))
        let preview = authorizer.preview(HTTPCall(.get, url))
        #expect(transport.calls.isEmpty && preview.headers["Authorization"] == "Bearer •••")
        #expect(preview.headers["x-goog-user-project"] == "billing-1")
        let call = try await authorizer.authorize(HTTPCall(.get, url))
        #expect(call.headers["Authorization"] == "Bearer ya29.token" && !"\(call.headers)".contains("ya29"))
        #expect(call.headers["x-goog-user-project"] == "billing-1")
        #expect(Set(authorizer.secrets.map(\.secret)) == ["ya29.token", "1//refresh-token", "client-secret"])
    }
}
