import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Synchronization
import Testing

struct APIClientTests {
    private struct Body: Codable, Sendable { var number: Int }

    @Test func `a call is signed, and its path and query are escaped`() async throws {
        let transport = CannedTransport(.json(#"{"number":1}"#))
        let client = Sample.client(transport)
        let call = try client.call(.get, "a b/c?d#e", query: [("q", "x&y=z"), ("n", "1")])
        #expect(try await client.value(Body.self, from: call).number == 1)
        let sent = try #require(transport.calls.first)
        #expect(sent.url.absoluteString == "https://api.acme.test/v1/a%20b/c%3Fd%23e?q=x%26y%3Dz&n=1")
        #expect(sent.headers["Authorization"] == "Bearer \(Sample.secret)")
    }

    @Test(arguments: ["../keys", "a/../../b", "a//b", "", "."]) func `a path cannot climb out of the base address`(
        _ path: String
    ) async {
        let client = Sample.client(CannedTransport(.json("{}")))
        #expect(await failure { () async throws(EaselError) in try client.call(.get, path) }?.kind == .modelNotFound)
    }

    @Test func `a base address may end in a slash`() throws {
        let client = Sample.client(CannedTransport(.json("{}")), base: "http://127.0.0.1:9/v1//")
        #expect(try client.call(.get, "models").url.absoluteString == "http://127.0.0.1:9/v1/models")
    }

    @Test func `without a key nothing is sent, and the error says which variable to set`() async throws {
        let transport = CannedTransport(.json("{}"))
        let client = Sample.client(transport, credential: nil)
        let call = try client.call(.get, "models")
        let error = await failure { () async throws(EaselError) in try await client.send(call) }
        #expect(error?.kind == .authentication)
        #expect(error?.remedy.contains("ACME_KEY") == true)
        #expect(transport.calls.isEmpty)
        _ = try await client.send(call, access: .open)
        #expect(transport.calls.first?.headers["Authorization"] == nil)
    }

    @Test(arguments: ["two\nlines", "sp ace", "tést"]) func `a key that cannot stand in a header is refused unsent`(
        _ key: String
    ) async throws {
        let transport = CannedTransport(.json("{}"))
        let client = Sample.client(transport, credential: key)
        let call = try client.call(.get, "models")
        let error = await failure { () async throws(EaselError) in try await client.send(call) }
        #expect(error?.kind == .configuration)
        #expect(error?.message.contains(key) == false)
        #expect(transport.calls.isEmpty)
    }

    @Test func `a preview is the exact request with the secret redacted`() throws {
        let client = Sample.client(CannedTransport(.json("{}")))
        let preview = client.preview(try client.post("things", body: Body(number: 2)))
        #expect(
            preview.method == "POST" && preview.url == "https://api.acme.test/v1/things"
                && preview.body == #"{"number":2}"#)
        #expect(preview.headers.contains(.init(name: "Authorization", value: "Bearer •••")))
        #expect(!"\(preview)".contains(Sample.secret))
    }

    @Test func `a secret that a provider echoes is redacted`() async throws {
        let transport = CannedTransport(
            .json(#"{"error":{"message":"bad key \#(Sample.secret)","type":"\#(Sample.secret)"}}"#, status: 401))
        let client = Sample.client(transport)
        let call = try client.call(.get, "models")
        let error = try #require(await failure { () async throws(EaselError) in try await client.send(call) })
        #expect(error.kind == .authentication && error.httpStatus == 401 && error.provider == "acme")
        #expect(error.message.contains("bad key •••"))
        #expect(!"\(error)".contains(Sample.secret))
    }

    @Test func `an answer of the wrong shape names the place, not the content`() async throws {
        let transport = CannedTransport(.json(#"{"number":"private words"}"#))
        let client = Sample.client(transport)
        let call = try client.post("things", body: Body(number: 2))
        let error = await failure { () async throws(EaselError) in try await client.value(Body.self, from: call) }
        #expect(error?.kind == .invalidResponse && error?.mayHaveBeenAccepted == true)
        #expect(error?.message.contains("number") == true && error?.message.contains("private") == false)
    }

    @Test func `an error body that breaks off still tells its status`() async throws {
        let reply = CannedTransport.Reply(503, chunks: [Array("{\"err".utf8)], ending: .broken)
        let client = Sample.client(CannedTransport(reply))
        let call = try client.call(.get, "models")
        #expect(await failure { () async throws(EaselError) in try await client.send(call) }?.kind == .unavailable)
    }

    @Test func `a whole address must be on a configured origin`() async throws {
        let client = Sample.client(CannedTransport(.json("{}")))
        let foreign = try #require(URL(string: "https://evil.test/status"))
        #expect(
            await failure { () async throws(EaselError) in try client.call(.get, at: foreign) }?.kind
                == .invalidResponse)
    }

    @Test func `a number that JSON cannot hold is an invalid request`() async {
        let client = Sample.client(CannedTransport(.json("{}")))
        #expect(
            await failure { () async throws(EaselError) in try client.post("x", body: ["t": Double.nan]) }?.kind
                == .invalidRequest)
    }

    /// Gives out `token-1`, and the next one after each that was forgotten.
    private final class Renewing: CallAuthorizer {
        private let number = Mutex(1)
        let isStubborn: Bool

        init(isStubborn: Bool = false) { self.isStubborn = isStubborn }

        func authorize(_ call: HTTPCall) async throws(EaselError) -> HTTPCall {
            var call = call
            call.headers.set("Authorization", "Bearer token-\(number.withLock { $0 })")
            return call
        }

        func preview(_ call: HTTPCall) -> HTTPCall { call }
        func forget(_ call: HTTPCall) { if !isStubborn { number.withLock { $0 += 1 } } }
        var secrets: [Credential] { [] }
    }

    private func client(_ transport: CannedTransport, _ authorizer: Renewing) -> APIClient {
        var context = ProviderContext(Sample.descriptor, transport: transport)
        context.authorizer = authorizer
        let profile = APIProfile(Sample.descriptor, scheme: "") { $0.error(StatusMapping.kind(for: $0.status)) }
        return APIClient(profile, base: context.endpoints["api"], context: context)
    }

    @Test func `a token that is not accepted is renewed once within the call`() async throws {
        let transport = CannedTransport { (call) throws(EaselError) in
            call.headers["Authorization"] == "Bearer token-2" ? .json(#"{"number":1}"#) : .json("{}", status: 401)
        }
        let client = client(transport, Renewing())
        #expect(try await client.value(Body.self, from: try client.post("x", body: Body(number: 1))).number == 1)
        #expect(transport.calls.map { $0.headers["Authorization"] } == ["Bearer token-1", "Bearer token-2"])
        #expect(transport.calls.allSatisfy { $0.method == .post && $0.body != nil })
    }

    @Test(arguments: [false, true]) func `a credential that is refused is refused`(_ isStubborn: Bool) async throws {
        let transport = CannedTransport(.json("{}", status: 401))
        let client = client(transport, Renewing(isStubborn: isStubborn))
        let call = try client.call(.get, "x")
        #expect(await failure { () async throws(EaselError) in try await client.send(call) }?.kind == .authentication)
        // The same token is not sent again.
        #expect(transport.calls.count == (isStubborn ? 1 : 2))
    }

    @Test func `headers of what starts something are told to the board of the try, those of a look are not`()
        async throws
    {
        let client = Sample.client(
            CannedTransport(.json("{}", headers: ["ratelimit-remaining": "5", "ratelimit-reset": "9"])))
        let board = RateBoard()
        let outcome = try await RateBoard.$current.withValue(board) { () async throws in
            _ = try await client.send(try client.call(.get, "x"))
            #expect(board.take() == nil)
            return try await client.send(try client.post("x", body: Body(number: 1)))
        }
        #expect(outcome.isSuccess && board.take()?.requests?.remaining == 5)
        #expect(board.take() == nil)
    }
}
