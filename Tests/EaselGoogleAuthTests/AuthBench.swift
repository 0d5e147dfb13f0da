import EaselCore
import EaselGoogleAuth
import EaselProviderKit
import EaselTestSupport
import Foundation

/// Accounts for tests; their keys open nothing.
enum AuthBench {
    static let now = Date(timeIntervalSince1970: 1_795_500_000)

    /// What the service account's file says, whose private key was made for this run.
    static func service() throws -> ApplicationDefault {
        try found(["GOOGLE_APPLICATION_CREDENTIALS": "/k.json"], ["/k.json": ThrowawayKey.shared.serviceAccountFile])
    }

    static func user(refreshToken: String = "1//refresh-token") throws -> ApplicationDefault {
        try found(
            ["HOME": "/home/ada"],
            [
                "/home/ada/.config/gcloud/application_default_credentials.json":
                    #"{"type":"authorized_user","client_id":"id.apps","client_secret":"client-secret","refresh_token":"\#(refreshToken)","quota_project_id":"billing-1"}"#
            ])
    }

    static func found(_ environment: [String: String], _ files: [String: String]) throws -> ApplicationDefault {
        guard
            let found = try ApplicationDefault.find(
                in: environment, reading: { (path) throws(EaselError) in files[path].map { Data($0.utf8) } })
        else { throw CocoaError(.fileNoSuchFile) }
        return found
    }

    static func fetcher(
        _ account: GoogleAccount, _ transport: any HTTPTransport, _ endpoints: GoogleAuthEndpoints = .init(),
        now: Date = AuthBench.now
    ) -> GoogleTokenFetcher {
        GoogleTokenFetcher(account, transport: transport, endpoints: endpoints, now: { now })
    }
}

/// Runs work that is expected to fail and returns its error.
func failure<Value>(_ work: () async throws(EaselError) -> Value) async -> EaselError? {
    do {
        _ = try await work()
        return nil
    } catch {
        return error
    }
}
