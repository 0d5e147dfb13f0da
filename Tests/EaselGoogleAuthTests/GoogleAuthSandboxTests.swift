import EaselCore
import EaselGoogleAuth
import EaselProviderKit
import EaselSandbox
import EaselTestSupport
import Foundation
import Testing

/// Tokens and secrets over real sockets, against the sandbox.
struct GoogleAuthSandboxTests {
    private func withSandbox(_ test: @escaping @Sendable (GoogleAuthEndpoints) async throws -> Void) async throws {
        let (ports, port) = AsyncStream<Int>.makeStream()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await SandboxServer(configuration: SandboxConfiguration(pace: .fast)).run { bound in
                    port.yield(bound)
                    port.finish()
                }
            }
            for await bound in ports {
                try await test(
                    GoogleAuthEndpoints(environment: [:], sandbox: URL(string: "http://127.0.0.1:\(bound)")))
            }
            group.cancelAll()
        }
    }

    @Test func `every kind of account gets a token`() async throws {
        try await withSandbox { endpoints in
            let transport = AsyncHTTPTransport()
            for account in [try AuthBench.service().account, try AuthBench.user().account, .metadataServer] {
                let token = try await AuthBench.fetcher(account, transport, endpoints, now: Date()).fetch()
                #expect(token.credential.secret.hasPrefix("ya29.") && token.isFresh(at: Date()))
            }
            #expect(
                try await AuthBench.fetcher(.metadataServer, transport, endpoints).machineProject() == "easel-sandbox")
        }
    }

    @Test func `an assertion of yesterday is refused`() async throws {
        try await withSandbox { endpoints in
            let account = try AuthBench.service().account
            let fetcher = AuthBench.fetcher(account, AsyncHTTPTransport(), endpoints, now: Date() - 86_400)
            let error = await failure { () async throws(EaselError) in try await fetcher.fetch() }
            #expect(error?.kind == .authentication && error?.remedy.contains("clock") == true)
        }
    }

    @Test(arguments: [("expired", ""), ("rapt", "organisation")])
    func `a login that is of no use any more says so`(_ row: (token: String, words: String)) async throws {
        try await withSandbox { endpoints in
            let account = try AuthBench.user(refreshToken: "1//\(row.token)").account
            let fetcher = AuthBench.fetcher(account, AsyncHTTPTransport(), endpoints)
            let error = await failure { () async throws(EaselError) in try await fetcher.fetch() }
            #expect(
                error?.kind == .authentication
                    && error?.remedy.contains("gcloud auth application-default login") == true)
            #expect(row.words.isEmpty || error?.remedy.contains(row.words) == true)
        }
    }

    @Test func `a secret is read with a machine's token`() async throws {
        try await withSandbox { endpoints in
            let transport = AsyncHTTPTransport()
            let cache = GoogleTokenCache(
                GoogleTokenFetcher(.metadataServer, transport: transport, endpoints: endpoints))
            let reader = SecretManagerReader(
                transport: transport, authorizer: GoogleAuthorizer(cache), endpoints: endpoints)
            let secret = try await reader.read(try SecretReference("projects/p/secrets/fal"))
            #expect(secret.secret == "value-of-fal")
            for name in ["missing", "locked", "disabled", "damaged"] {
                let error = await failure { () async throws(EaselError) in
                    try await reader.read(try SecretReference("projects/p/secrets/\(name)"))
                }
                #expect(error != nil && error?.message.contains(name) == true)
            }
        }
    }
}
