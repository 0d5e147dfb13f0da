import EaselCore
import EaselProviderKit
import Foundation

/// A local server, wherever it listens.
struct LocalOpenAIClient: Sendable {
    private let profile: APIProfile
    private let context: ProviderContext
    private let discovery: LocalOpenAIDiscovery

    init(_ context: ProviderContext) {
        self.context = context
        self.profile = APIProfile(
            LocalOpenAIProvider.descriptor, scheme: "Bearer", classify: LocalOpenAIErrorMapping.error)
        self.discovery = LocalOpenAIDiscovery(profile: profile, context: context)
    }

    /// The server that was found, or else the address that would be tried first; for previews, which send nothing.
    func expected() async -> APIClient { await discovery.found.map(api(of:)) ?? configured }

    /// The configured address, or the first of the usual ones.
    var configured: APIClient { APIClient(profile, base: context.endpoints["api"], context: context) }

    /// The server that answers, found once and remembered.
    func server() async throws(EaselError) -> LocalOpenAIServer { try await discovery.server() }

    func api(of server: LocalOpenAIServer) -> APIClient { APIClient(profile, base: server.base, context: context) }

    /// What runs there, as far as it is known without asking.
    func expectedKind() async -> LocalOpenAIServer.Kind { await discovery.found?.kind ?? .other }

    /// The models that the server has now, in its own order.
    func models(of server: LocalOpenAIServer) async throws(EaselError) -> [LocalOpenAICatalog.Entry] {
        try await watching(server) { () async throws(EaselError) in
            let api = api(of: server)
            return try await api.value(
                LocalOpenAICatalog.Listing.self, from: try api.call(.get, "models"), access: .open
            ).entries
        }
    }

    /// Runs calls to a server; when it is gone, it is forgotten, so that the next call looks around again.
    func watching<Value>(
        _ server: LocalOpenAIServer, _ calls: () async throws(EaselError) -> Value
    ) async throws(EaselError) -> Value {
        do {
            return try await calls()
        } catch {
            guard error.isUnreachable else { throw error }
            await discovery.forget(server)
            throw LocalOpenAIErrorMapping.unreachable([server.base])
        }
    }
}

extension EaselError {
    /// No connection came about, so nothing was sent.
    var isUnreachable: Bool { kind == .unavailable && httpStatus == nil && !mayHaveBeenAccepted }
}
