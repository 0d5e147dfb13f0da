import EaselCore
import Foundation

/// A credential file of Google, of one of the types that Easel can use (wire sheet 6.2).
struct GoogleCredentialFile: Sendable {
    let account: GoogleAccount
    let project: String?
    let quotaProject: String?

    /// Throws a `configuration` error that names the file and never quotes it.
    init(_ content: Data, origin: String) throws(EaselError) {
        let fields: Fields
        do {
            fields = try JSONDecoder().decode(Fields.self, from: content)
        } catch {
            throw Self.failure("\(Self.capitalized(origin)) is not a credential file: it is no JSON of that shape.")
        }
        account = try Self.account(fields, origin: origin)
        project = fields.projectId
        quotaProject = fields.quotaProjectId
    }

    private static func account(_ fields: Fields, origin: String) throws(EaselError) -> GoogleAccount {
        switch fields.type {
        case "service_account":
            guard let email = fields.clientEmail, let keyID = fields.privateKeyId, let key = fields.privateKey else {
                throw incomplete(origin, "client_email, private_key_id and private_key")
            }
            return .service(
                ServiceAccount(
                    email: email, keyID: keyID, privateKey: Credential(secret: key, origin: origin),
                    tokenAddress: fields.tokenUri.flatMap { URL(string: $0) }))
        case "authorized_user":
            guard let id = fields.clientId, let secret = fields.clientSecret, let token = fields.refreshToken else {
                throw incomplete(origin, "client_id, client_secret and refresh_token")
            }
            return .user(
                UserAccount(
                    clientID: id, clientSecret: Credential(secret: secret, origin: origin),
                    refreshToken: Credential(secret: token, origin: origin)))
        case "impersonated_service_account":
            guard let source = fields.sourceCredentials?.fields, let address = fields.serviceAccountImpersonationUrl,
                let email = email(in: address)
            else { throw incomplete(origin, "source_credentials and service_account_impersonation_url") }
            return .impersonated(
                email: email, delegates: fields.delegates ?? [], by: try account(source, origin: origin))
        case let type:
            let name = type.map { "“\($0.prefix(60))”" } ?? "no type"
            throw EaselError(
                .configuration,
                "\(capitalized(origin)) is of the type \(name), which Easel cannot use.",
                remedy:
                    "Use a service account's key or `gcloud auth application-default login`; external accounts and GDCH accounts are not supported."
            )
        }
    }

    /// The account out of `…/serviceAccounts/EMAIL:generateAccessToken`. Nothing else of the address is used, so that a
    /// token goes to Google's own host only.
    private static func email(in address: String) -> String? {
        guard
            let match = address.firstMatch(
                of: /\/serviceAccounts\/([A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+):generateAccessToken$/)
        else { return nil }
        return String(match.1)
    }

    private static func incomplete(_ origin: String, _ names: String) -> EaselError {
        failure("\(capitalized(origin)) is not complete: it needs \(names).")
    }

    private static func failure(_ message: String) -> EaselError {
        EaselError(
            .configuration, message,
            remedy: "Download the key file again, or run `gcloud auth application-default login`.")
    }

    private static func capitalized(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}

extension GoogleCredentialFile {
    private struct Fields: Decodable {
        var type: String?
        var projectId: String?
        var quotaProjectId: String?
        var clientEmail: String?
        var clientId: String?
        var clientSecret: String?
        var privateKeyId: String?
        var privateKey: String?
        var refreshToken: String?
        var tokenUri: String?
        var serviceAccountImpersonationUrl: String?
        var delegates: [String]?
        var sourceCredentials: Source?

        enum CodingKeys: String, CodingKey {
            case type, delegates
            case projectId = "project_id"
            case quotaProjectId = "quota_project_id"
            case clientEmail = "client_email"
            case clientId = "client_id"
            case clientSecret = "client_secret"
            case privateKeyId = "private_key_id"
            case privateKey = "private_key"
            case refreshToken = "refresh_token"
            case tokenUri = "token_uri"
            case serviceAccountImpersonationUrl = "service_account_impersonation_url"
            case sourceCredentials = "source_credentials"
        }
    }

    /// A file inside a file; a class because a value cannot hold itself.
    private final class Source: Decodable {
        let fields: Fields

        init(from decoder: any Decoder) throws { fields = try Fields(from: decoder) }
    }
}
