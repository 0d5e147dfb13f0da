import EaselCore
import EaselProviderKit
import Foundation

/// A server that answered.
struct LocalOpenAIServer: Sendable, Hashable {
    /// What runs there, told by `owned_by` (wire sheet C1, C2).
    enum Kind: Sendable, Hashable {
        case ollama, llamaCpp, lmStudio
        /// vLLM, or vllm-omni, which makes pictures and speech.
        case vLLM
        /// LocalAI, which sends no owner.
        case localAI
        case other
    }

    var base: URL
    var kind: Kind
}

/// Finds the local server: the configured address alone, or else the usual ports, all at once. What was found is
/// remembered for the life of the process.
actor LocalOpenAIDiscovery {
    private let profile: APIProfile
    private let context: ProviderContext
    private(set) var found: LocalOpenAIServer?

    init(profile: APIProfile, context: ProviderContext) {
        self.profile = profile
        self.context = context
    }

    func server() async throws(EaselError) -> LocalOpenAIServer {
        if let found { return found }
        let candidates = [context.endpoints["api"]].compactMap(\.self) + (context.alternatives["api"] ?? [])
        let answers = await Self.probe(candidates, profile: profile, context: context)
        if Task.isCancelled { throw .cancelled }
        guard let server = answers.compactMap(\.self).first else {
            throw LocalOpenAIErrorMapping.unreachable(candidates)
        }
        found = server
        return server
    }

    func forget(_ server: LocalOpenAIServer) {
        if found == server { found = nil }
    }

    /// Asks all candidates at once; the answers keep the order of preference.
    private static func probe(
        _ candidates: [URL], profile: APIProfile, context: ProviderContext
    ) async -> [LocalOpenAIServer?] {
        await withTaskGroup(of: (Int, LocalOpenAIServer?).self) { group in
            for (index, base) in candidates.enumerated() {
                group.addTask {
                    (index, await probe(base, isOnly: candidates.count == 1, profile: profile, context: context))
                }
            }
            var answers = [LocalOpenAIServer?](repeating: nil, count: candidates.count)
            for await (index, server) in group { answers[index] = server }
            return answers
        }
    }

    private static func probe(
        _ base: URL, isOnly: Bool, profile: APIProfile, context: ProviderContext
    ) async -> LocalOpenAIServer? {
        var context = context
        // Who listens on a usual port is not known yet: only a configured address is shown the key.
        if !isOnly { context.credential = nil }
        let api = APIClient(profile, base: base, context: context)
        do {
            let call = try api.call(.get, "models", patience: .probe)
            let entries = try await api.value(LocalOpenAICatalog.Listing.self, from: call, access: .open).entries
            return LocalOpenAIServer(base: base, kind: kind(of: entries))
        } catch {
            // A server that wants a key or is loading its model is a server; a configured address is taken at its word
            // as long as somebody answers there.
            let isServer = error.kind == .authentication || error.httpStatus == 503 || (isOnly && !error.isUnreachable)
            return isServer && error.kind != .cancelled ? LocalOpenAIServer(base: base, kind: .other) : nil
        }
    }

    private static func kind(of entries: [LocalOpenAICatalog.Entry]) -> LocalOpenAIServer.Kind {
        guard let first = entries.first else { return .other }
        return switch first.ownedBy?.value {
        case nil: .localAI
        case "library": .ollama
        case "llamacpp": .llamaCpp
        case "vllm": .vLLM
        case "organization-owner": .lmStudio
        default: .other
        }
    }
}
