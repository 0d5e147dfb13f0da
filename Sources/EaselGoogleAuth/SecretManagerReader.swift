public import EaselCore
public import EaselProviderKit
import Foundation

/// Reads secrets of Google's Secret Manager (wire sheet 8).
public struct SecretManagerReader: Sendable {
    private let transport: any HTTPTransport
    private let authorizer: any CallAuthorizer
    private let endpoints: GoogleAuthEndpoints

    public init(transport: any HTTPTransport, authorizer: any CallAuthorizer, endpoints: GoogleAuthEndpoints) {
        self.transport = transport
        self.authorizer = authorizer
        self.endpoints = endpoints
    }

    /// The content of a secret, without line breaks at its end. Throws `configuration` for a secret that is not there or
    /// is switched off, `permission` for one that may not be read, and `invalidResponse` when the checksum is wrong.
    public func read(_ secret: SecretReference) async throws(EaselError) -> Credential {
        let bytes = try await bytes(of: secret)
        guard let text = String(data: bytes, encoding: .utf8) else {
            throw EaselError(.configuration, "The secret \(secret) is not text.", remedy: "Store the key as text.")
        }
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !trimmed.isEmpty else {
            throw EaselError(.configuration, "The secret \(secret) is empty.", remedy: "Add a version with the key.")
        }
        return Credential(secret: trimmed, origin: "Secret Manager, \(secret)")
    }

    private func bytes(of secret: SecretReference) async throws(EaselError) -> Data {
        let call = HTTPCall(.get, try address(of: secret), headers: ["Accept": "application/json"])
        let reply = try await authorizer.send(call, over: transport)
        guard reply.isSuccess else {
            let body = try await reply.collectExplanation(limit: 64 << 10)
            throw Redactor(authorizer.secrets).redact(failure(reply, body, secret))
        }
        // 64 KiB of content at most, as base64.
        let answer = try ResponseDecoding.decode(
            Answer.self, from: try await reply.collect(limit: 256 << 10), endpoint: "Secret Manager")
        guard let encoded = answer.payload?.data, let bytes = Data(base64Encoded: encoded) else {
            throw EaselError(.invalidResponse, "Secret Manager's answer holds no secret.")
        }
        guard let sum = answer.payload?.dataCrc32c?.text, !sum.isEmpty else { return bytes }
        guard sum == String(CRC32CStream.checksum(of: Array(bytes))) else {
            throw EaselError(.invalidResponse, "The secret \(secret) was damaged on its way: its checksum is wrong.")
        }
        return bytes
    }

    /// A regional secret is at its region's own host, unless the address was configured.
    private func address(of secret: SecretReference) throws(EaselError) -> URL {
        var base = endpoints.secretManager.absoluteString
        if let location = secret.location, endpoints.secretManager == GoogleAuthEndpoints.usualSecretManager {
            base = "https://secretmanager.\(location).rep.googleapis.com"
        }
        guard let url = URL(string: "\(base)/v1/\(secret.name):access") else {
            throw EaselError(.configuration, "The address of Secret Manager is not a URL.")
        }
        return url
    }

    private func failure(_ reply: HTTPReply, _ body: Data, _ secret: SecretReference) -> EaselError {
        let fault = (try? JSONDecoder().decode(Fault.self, from: body))?.error?.value
        let reason = fault?.details?.elements.lazy.compactMap { $0.reason?.value }.first
        let (kind, words, remedy) = verdict(reply.status, fault?.status?.value, reason)
        let quote = fault?.message?.value.map { " (\(ControlText.oneLine(String($0.prefix(300)))))" } ?? ""
        return EaselError(kind, "The secret \(secret) \(words)\(quote).", remedy: remedy).with {
            $0.httpStatus = reply.status
            $0.providerCode = reason ?? fault?.status?.value
            $0.retryAfterSeconds = RetryAfter.seconds(in: reply.headers, now: Date())
        }
    }

    private func verdict(_ status: Int, _ word: String?, _ reason: String?) -> (EaselError.Kind, String, String?) {
        switch (status, word) {
        case (404, _): (.configuration, "does not exist", "Check the project, the name and the version.")
        case (403, _) where reason == "SERVICE_DISABLED":
            (.permission, "cannot be read", "Run `gcloud services enable secretmanager.googleapis.com`.")
        case (403, _):
            (
                .permission, "may not be read by this account, or does not exist",
                "Grant roles/secretmanager.secretAccessor on the secret."
            )
        case (400, "FAILED_PRECONDITION"):
            (.configuration, "is switched off or destroyed", "Enable the version, or name another one.")
        case (401, _):
            (.authentication, "cannot be read without a login", "Run `gcloud auth application-default login`.")
        default: (StatusMapping.kind(for: status), "cannot be read", nil)
        }
    }

    private struct Answer: Decodable {
        struct Payload: Decodable {
            var data: String?
            /// An int64 as text, or as a number; may be missing.
            var dataCrc32c: FlexibleCode?
        }

        var payload: Payload?
    }

    private struct Fault: Decodable {
        struct Status: Decodable, Sendable {
            struct Detail: Decodable, Sendable { var reason: Lenient<String>? }
            var status: Lenient<String>?
            var message: Lenient<String>?
            var details: LenientArray<Detail>?
        }

        var error: Lenient<Status>?
    }
}
