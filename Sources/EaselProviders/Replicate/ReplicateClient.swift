import EaselCore
import EaselProviderKit
import Foundation

/// The API of Replicate that Easel calls (wire sheet B1). The key goes to it and nowhere else.
struct ReplicateClient: Sendable {
    /// `api.replicate.com/v1`.
    let api: APIClient

    init(_ context: ProviderContext) {
        let profile = APIProfile(ReplicateProvider.descriptor, scheme: "Bearer", classify: ReplicateErrorMapping.error)
        api = APIClient(profile, base: context.endpoints["api"], context: context)
    }

    /// An address that a response named, which may be relative to the API's.
    func resolve(_ address: String?) -> URL? {
        guard let address, !address.isEmpty else { return nil }
        return URL(string: address, relativeTo: api.base)?.absoluteURL
    }

    /// Follows an address that a response named if it is on the API's own origin, else the path that it should have.
    func call(_ method: HTTPCall.Method, _ named: URL?, else path: String) throws(EaselError) -> HTTPCall {
        guard let named, OriginSet([api.base].compactMap(\.self)).contains(named) else {
            return try api.call(method, path)
        }
        return try api.call(method, at: named)
    }
}

/// `GET /account` (wire sheet B11): whose token it is. What it may still spend is told nowhere.
extension ReplicateClient: AccountReporter {
    private struct Account: Decodable, Sendable {
        var username: Lenient<String>?
        var name: Lenient<String>?
        var type: Lenient<String>?
    }

    func account() async throws(EaselError) -> AccountStatus {
        let account = try await api.value(Account.self, from: try api.call(.get, "account"))
        let label = account.username?.value ?? account.name?.value
        return AccountStatus(label: label.map(ControlText.oneLine))
    }
}
