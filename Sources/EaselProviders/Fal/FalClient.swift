import EaselCore
import EaselProviderKit
import Foundation

/// The services of fal.ai that Easel calls (wire sheet A1, A2). The key goes to them and nowhere else.
struct FalClient: Sendable {
    /// `queue.fal.run`.
    let queue: APIClient
    /// `fal.run`: answers at once, and streams text.
    let run: APIClient
    /// `rest.fal.ai`: uploads, the account.
    let rest: APIClient
    /// `api.fal.ai`.
    let platform: APIClient
    /// `fal.ai/api`: published schemas. Public; it is never given the key.
    let schema: APIClient

    init(_ context: ProviderContext) {
        var profile = APIProfile(FalProvider.descriptor, scheme: "Key", classify: FalErrorMapping.error)
        // A page of the ingress has no id of a request: it never reached the queue (A11).
        profile.refusesAtGateway = { (502...504).contains($0.status) && $0.headers["x-fal-request-id"] == nil }
        queue = APIClient(profile, base: context.endpoints["queue"], context: context)
        run = APIClient(profile, base: context.endpoints["run"], context: context)
        rest = APIClient(profile, base: context.endpoints["rest"], context: context)
        platform = APIClient(profile, base: context.endpoints["api"], context: context)
        var open = context
        open.credential = nil
        schema = APIClient(profile, base: context.endpoints["schema"], context: open)
    }

    /// The router's OpenAI-compatible path (A19): one base address below `fal.run`.
    var chat: APIClient {
        APIClient(run.profile, base: run.base?.appending(path: "openrouter/router/openai/v1"), context: run.context)
    }

    /// `GET /v1/models`, at most three pages (A18).
    func models(category: String) async throws(EaselError) -> [FalCatalog.Entry] {
        var entries: [FalCatalog.Entry] = []
        var cursor: String?
        for _ in 0..<3 {
            let page =
                [("category", category), ("status", "active"), ("limit", "100")]
                + (cursor.map { [("cursor", $0)] } ?? [])
            let call = try platform.call(.get, "v1/models", query: page)
            let listing = try await platform.value(FalCatalog.Listing.self, from: call, access: .open)
            entries += listing.models?.elements ?? []
            cursor = listing.nextCursor?.value
            if cursor == nil || listing.hasMore?.value == false { break }
        }
        return entries
    }
}

/// The id of a fal endpoint, and the shorter path under which its jobs are found (wire sheet A3). What stands behind a `#`
/// is Easel's own: the model that a router asks.
struct FalEndpoint: Sendable, Hashable {
    /// What a job is submitted to: the whole id.
    let submitPath: String
    /// What its status, result and cancel are under: owner and alias only.
    let jobPath: String

    /// Throws `modelNotFound` for text that cannot be an endpoint.
    init(_ model: ModelID) throws(EaselError) {
        let id = model.rawValue.prefix { $0 != "#" }
        var parts = id.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        // `12345-alias` is the legacy form of `12345/alias`.
        if parts.count == 1, let dash = parts[0].firstIndex(of: "-"), parts[0][..<dash].allSatisfy(\.isNumber),
            dash > parts[0].startIndex
        {
            parts = [String(parts[0][..<dash]), String(parts[0][dash...].dropFirst())]
        }
        let prefixes: Set<String> = ["workflows", "comfy"]
        let length = prefixes.contains(parts[0]) ? 3 : 2
        guard parts.count >= length, !parts.contains("") else {
            throw EaselError(
                .modelNotFound, "“\(ControlText.oneLine(model.rawValue))” is not an endpoint of fal.ai.",
                remedy: "An endpoint reads owner/alias, for example fal-ai/flux/dev.", provider: FalProvider.id)
        }
        submitPath = parts.joined(separator: "/")
        jobPath = parts.prefix(length).joined(separator: "/")
    }
}
