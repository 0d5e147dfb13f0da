import EaselCore
import EaselGoogleAuth
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

/// Keys that are kept in Secret Manager (wire sheet google.md, section 8).
struct SecretManagerReaderTests {
    private struct Token: CallAuthorizer {
        func authorize(_ call: HTTPCall) async throws(EaselError) -> HTTPCall {
            var call = call
            call.headers.set("Authorization", scheme: "Bearer", secret: secrets[0])
            return call
        }

        func preview(_ call: HTTPCall) -> HTTPCall { call }
        let secrets = [Credential(secret: "ya29.token", origin: "test")]
    }

    private func read(_ name: String, _ transport: CannedTransport) async throws(EaselError) -> Credential {
        try await SecretManagerReader(transport: transport, authorizer: Token(), endpoints: .init())
            .read(try SecretReference(name))
    }

    private static let good = CannedTransport.Reply.json(
        #"{"name":"projects/123456789/secrets/api-key/versions/3","payload":{"data":"c2VjcmV0LXZhbHVl","dataCrc32c":"4224512743"}}"#
    )

    @Test(arguments: [
        (
            "gcp-secret:projects/p/secrets/api-key/versions/latest",
            "secretmanager.googleapis.com/v1/projects/p/secrets/api-key/versions/latest:access"
        ),
        (
            "projects/p/secrets/api-key",
            "secretmanager.googleapis.com/v1/projects/p/secrets/api-key/versions/latest:access"
        ),
        (
            "projects/example.com:p/secrets/k/versions/7",
            "secretmanager.googleapis.com/v1/projects/example.com:p/secrets/k/versions/7:access"
        ),
        (
            "projects/p/locations/europe-west4/secrets/k/versions/1",
            "secretmanager.europe-west4.rep.googleapis.com/v1/projects/p/locations/europe-west4/secrets/k/versions/1:access"
        ),
    ]) func `a secret is read at its place`(_ row: (name: String, place: String)) async throws {
        let transport = CannedTransport(Self.good)
        let secret = try await read(row.name, transport)
        #expect(secret.secret == "secret-value")
        #expect(transport.calls.map(\.url.absoluteString) == ["https://\(row.place)"])
        #expect(transport.calls.first?.headers["Authorization"] == "Bearer ya29.token")
    }

    @Test(arguments: [
        "", "api-key", "projects/p", "projects/../secrets/k/versions/1", "projects/p/secrets/k/versions/1/x",
        "projects/p/secrets/k?x=1", "projects/p/secrets/k/versions/", "projects/p/locations/a.b/secrets/k",
        "https://evil.example/projects/p/secrets/k", "projects/p/secrets/k\n/versions/1",
    ]) func `what is no name of a secret is refused`(_ name: String) async {
        let error = await failure { () async throws(EaselError) in try SecretReference(name) }
        #expect(error?.kind == .configuration && error?.remedy.contains("gcp-secret:projects/") == true)
    }

    @Test func `a checksum that is wrong is an error, one that is missing is not`() async throws {
        let damaged = CannedTransport(.json(#"{"payload":{"data":"c2VjcmV0LXZhbHVl","dataCrc32c":"4224512742"}}"#))
        let error = await failure { () async throws(EaselError) in try await read("projects/p/secrets/k", damaged) }
        #expect(error?.kind == .invalidResponse)
        let old = CannedTransport(.json(#"{"payload":{"data":"c2VjcmV0LXZhbHVlCg=="}}"#))
        #expect(try await read("projects/p/secrets/k", old).secret == "secret-value")
    }

    private static let failures: [(Int, String, EaselError.Kind, String)] = [
        (404, "NOT_FOUND", .configuration, "does not exist"),
        (403, "PERMISSION_DENIED", .permission, "may not be read"),
        (400, "FAILED_PRECONDITION", .configuration, "switched off"),
        (401, "UNAUTHENTICATED", .authentication, "login"),
        (429, "RESOURCE_EXHAUSTED", .rateLimited, "cannot be read"),
        (503, "UNAVAILABLE", .unavailable, "cannot be read"),
    ]

    @Test(arguments: failures) func `a failure says what is wrong with the secret`(
        _ row: (status: Int, word: String, kind: EaselError.Kind, phrase: String)
    ) async {
        let body = #"{"error":{"code":\#(row.status),"message":"words ya29.token","status":"\#(row.word)"}}"#
        let transport = CannedTransport(.json(body, status: row.status))
        let error = await failure { () async throws(EaselError) in try await read("projects/p/secrets/k", transport) }
        #expect(error?.kind == row.kind && error?.message.contains(row.phrase) == true)
        #expect(error?.message.contains("projects/p/secrets/k/versions/latest") == true)
        #expect(error?.message.contains("ya29") == false)
    }

    @Test(arguments: [
        "{}", "[]", #"{"payload":{"data":"?"}}"#, #"{"payload":{"data":""}}"#, #"{"payload":{"data":"//79"}}"#,
    ])
    func `an answer without text is an error`(_ body: String) async {
        let transport = CannedTransport(.json(body))
        #expect(
            await failure { () async throws(EaselError) in try await read("projects/p/secrets/k", transport) } != nil)
    }

    @Test func `the checksum is Castagnoli's`() {
        #expect(CRC32CStream.checksum(of: Array("secret-value".utf8)) == 4_224_512_743)
        #expect(CRC32CStream.checksum(of: Array("123456789".utf8)) == 0xE306_9283)
        #expect(CRC32CStream.checksum(of: []) == 0)
    }
}
