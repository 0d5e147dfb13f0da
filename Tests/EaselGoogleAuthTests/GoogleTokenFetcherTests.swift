import CLibCrypto
import EaselCore
import EaselGoogleAuth
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

/// What is sent for a token, and what the answers mean (wire sheet google.md, sections 6.3 to 6.6).
struct GoogleTokenFetcherTests {
    private static let grant = CannedTransport.Reply.json(
        #"{"access_token":"ya29.token","expires_in":3599,"token_type":"Bearer"}"#)

    private func form(_ call: HTTPCall?) -> [String: String] {
        let pairs = (call?.body).map { String(decoding: $0, as: UTF8.self) }?.split(separator: "&") ?? []
        return Dictionary(
            pairs.compactMap { pair in
                let sides = pair.split(separator: "=", maxSplits: 1)
                return sides.count == 2 ? (String(sides[0]), String(sides[1]).removingPercentEncoding ?? "") : nil
            }, uniquingKeysWith: { first, _ in first })
    }

    private func part(_ text: Substring) -> Data? {
        let plain = text.replacing("-", with: "+").replacing("_", with: "/")
        return Data(base64Encoded: plain + String(repeating: "=", count: (4 - plain.count % 4) % 4))
    }

    @Test func `a service account's assertion has exactly the claims that Google wants`() async throws {
        let transport = CannedTransport(Self.grant)
        let token = try await AuthBench.fetcher(try AuthBench.service().account, transport).fetch()
        #expect(token.credential.secret == "ya29.token" && token.expiresAt == AuthBench.now + 3599)
        #expect(transport.calls.map(\.url.absoluteString) == ["https://oauth2.googleapis.com/token"])
        let form = form(transport.calls.first)
        #expect(Set(form.keys) == ["grant_type", "assertion"])
        #expect(form["grant_type"] == "urn:ietf:params:oauth:grant-type:jwt-bearer")
        let parts = try #require(form["assertion"]).split(separator: ".")
        #expect(parts.count == 3 && !parts.joined().contains("="))
        #expect(
            part(parts[0]).map { String(decoding: $0, as: UTF8.self) }
                == #"{"alg":"RS256","kid":"0123456789abcdef","typ":"JWT"}"#)
        #expect(
            part(parts[1]).map { String(decoding: $0, as: UTF8.self) }
                == #"{"aud":"https://oauth2.googleapis.com/token","exp":1795503600,"iat":1795500000,"iss":"easel@studio-1.iam.gserviceaccount.com","scope":"https://www.googleapis.com/auth/cloud-platform"}"#
        )
    }

    @Test func `the signature is that of the account's key`() async throws {
        guard case .service(let account) = try AuthBench.service().account else { return #expect(Bool(false)) }
        let assertion = try ServiceAccountAssertion(account, scopes: ["s"]).signed(now: AuthBench.now).secret
        let parts = assertion.split(separator: ".")
        let signature = [UInt8](try #require(part(parts[2])))
        let message = [UInt8]("\(parts[0]).\(parts[1])".utf8)
        #expect(signature.count == 256)
        #expect(verify(signature, of: message, account.privateKey.secret) == true)
        #expect(verify(signature, of: message + [0], account.privateKey.secret) == false)
    }

    /// Verifies with libcrypto; nil when the key cannot be read.
    private func verify(_ signature: [UInt8], of message: [UInt8], _ pem: String) -> Bool? {
        let lines = pem.split(separator: "\n").filter { !$0.hasPrefix("-----") }
        guard let der = Data(base64Encoded: lines.joined()).map({ [UInt8]($0) }), let context = EVP_MD_CTX_new() else {
            return nil
        }
        defer { EVP_MD_CTX_free(context) }
        let key = der.withUnsafeBufferPointer { buffer in
            var position = buffer.baseAddress
            return d2i_AutoPrivateKey(nil, &position, buffer.count)
        }
        guard let key, EVP_DigestVerifyInit(context, nil, EVP_sha256(), nil, key) == 1 else { return nil }
        defer { EVP_PKEY_free(key) }
        return EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
    }

    @Test(arguments: [
        "", "no pem", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", "-----BEGIN PRIVATE KEY-----",
    ])
    func `a key that cannot sign is told without quoting it`(_ key: String) async throws {
        guard case .service(var account) = try AuthBench.service().account else { return #expect(Bool(false)) }
        account.privateKey = Credential(secret: key, origin: "the file /k.json")
        let transport = CannedTransport(Self.grant)
        let error = await failure { () async throws(EaselError) in
            try await AuthBench.fetcher(.service(account), transport).fetch()
        }
        #expect(error?.kind == .configuration && error?.message.contains("/k.json") == true)
        #expect(transport.calls.isEmpty)
    }

    @Test func `a login is refreshed at Google's own address`() async throws {
        let transport = CannedTransport(
            .json(#"{"access_token":"ya29.user","expires_in":"120","scope":"x","token_type":"Bearer","id_token":null}"#)
        )
        let token = try await AuthBench.fetcher(try AuthBench.user().account, transport).fetch()
        #expect(token.expiresAt == AuthBench.now + 120)
        #expect(transport.calls.first?.url.absoluteString == "https://oauth2.googleapis.com/token")
        #expect(
            form(transport.calls.first) == [
                "grant_type": "refresh_token", "client_id": "id.apps", "client_secret": "client-secret",
                "refresh_token": "1//refresh-token",
            ])
    }

    @Test func `the metadata server is asked with its header`() async throws {
        let transport = CannedTransport(Self.grant)
        _ = try await AuthBench.fetcher(.metadataServer, transport).fetch()
        let call = try #require(transport.calls.first)
        #expect(
            call.url.absoluteString
                == "http://metadata.google.internal/computeMetadata/v1/instance/service-accounts/default/token?scopes=https%3A%2F%2Fwww.googleapis.com%2Fauth%2Fcloud-platform"
        )
        #expect(
            call.method == .get && call.headers["Metadata-Flavor"] == "Google" && call.headers["Authorization"] == nil)
    }

    @Test func `another account's token is had with one's own`() async throws {
        let transport = CannedTransport(
            Self.grant, .json(#"{"accessToken":"ya29.other","expireTime":"2026-11-24T12:00:00Z"}"#))
        let account = GoogleAccount.impersonated(email: "sa@p.iam", delegates: [], by: try AuthBench.user().account)
        let token = try await AuthBench.fetcher(account, transport).fetch()
        #expect(token.credential.secret == "ya29.other")
        #expect(token.expiresAt == (try? Date("2026-11-24T12:00:00Z", strategy: .iso8601)))
        let call = try #require(transport.calls.last)
        #expect(
            call.url.absoluteString
                == "https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/sa@p.iam:generateAccessToken")
        #expect(call.headers["Authorization"] == "Bearer ya29.token")
    }

    @Test func `addresses can be redirected`() async throws {
        let sandbox = try #require(URL(string: "http://127.0.0.1:9/"))
        let endpoints = GoogleAuthEndpoints(environment: ["GCE_METADATA_HOST": "127.0.0.1:8"], sandbox: sandbox)
        let transport = CannedTransport(Self.grant)
        _ = try await AuthBench.fetcher(try AuthBench.service().account, transport, endpoints).fetch()
        _ = try await AuthBench.fetcher(.metadataServer, transport, endpoints).fetch()
        #expect(
            transport.calls.map { $0.url.absoluteString.prefix(29) } == [
                "http://127.0.0.1:9/oauth/toke", "http://127.0.0.1:8/computeMet",
            ])
    }

    private static let refusals: [(String, Int, EaselError.Kind, String)] = [
        (
            #"{"error":"invalid_grant","error_description":"Token has been expired or revoked."}"#, 400,
            .authentication, "gcloud auth application-default login"
        ),
        (#"{"error":"invalid_grant","error_subtype":"invalid_rapt"}"#, 400, .authentication, "organisation"),
        (#"{"error":"invalid_client"}"#, 401, .authentication, "gcloud auth application-default login"),
        (#"{"error":"access_denied"}"#, 403, .permission, "gcloud"),
        (#"{"error":"temporarily_unavailable"}"#, 503, .unavailable, ""),
        (#"{"error":"internal_failure"}"#, 400, .unavailable, ""),
        ("<html>", 502, .unavailable, ""),
        (#"{"error":{"status":"PERMISSION_DENIED","message":"m"}}"#, 403, .permission, ""),
    ]

    @Test(arguments: refusals) func `a refusal says what to do`(
        _ row: (body: String, status: Int, kind: EaselError.Kind, remedy: String)
    ) async throws {
        let account = try AuthBench.user().account
        let transport = CannedTransport(.json(row.body, status: row.status))
        let error = await failure { () async throws(EaselError) in
            try await AuthBench.fetcher(account, transport).fetch()
        }
        #expect(error?.kind == row.kind && error?.httpStatus == row.status)
        #expect(row.remedy.isEmpty || error?.remedy.contains(row.remedy) == true)
    }

    @Test func `no error shows a secret, although the server echoes it`() async throws {
        let account = try AuthBench.user().account
        let transport = CannedTransport(
            .json(#"{"error":"invalid_grant","error_description":"1//refresh-token client-secret"}"#, status: 400))
        let error = await failure { () async throws(EaselError) in
            try await AuthBench.fetcher(account, transport).fetch()
        }
        let text = "\(String(describing: error))"
        #expect(!text.contains("refresh-token") && !text.contains("client-secret"))
    }

    @Test(arguments: ["{}", "[]", "null", "{", #"{"access_token":""}"#, #"{"access_token":"a b"}"#])
    func `an answer without a token is an invalid response`(_ body: String) async throws {
        let error = await failure { () async throws(EaselError) in
            try await AuthBench.fetcher(.metadataServer, CannedTransport(.json(body))).fetch()
        }
        #expect(error?.kind == .invalidResponse)
    }

    @Test func `a server that cannot be reached started nothing`() async throws {
        let transport = CannedTransport { (_) throws(EaselError) in
            throw EaselError(.unavailable, "The connection failed.").with { $0.mayHaveBeenAccepted = true }
        }
        let error = await failure { () async throws(EaselError) in
            try await AuthBench.fetcher(.metadataServer, transport).fetch()
        }
        #expect(error?.kind == .unavailable && error?.mayHaveBeenAccepted == false)
        #expect(error?.message.contains("metadata.google.internal") == true)
    }
}
