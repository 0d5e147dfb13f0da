import EaselCore
import EaselProviderKit
import Foundation

/// The services of Google that Easel calls (wire sheet 0.1). The key goes to the Gemini API only, the token never there.
struct GoogleVertexClient: Sendable {
    /// The Gemini Developer API, with the key.
    let gemini: APIClient
    /// Cloud Text-to-Speech, with the token.
    let speech: APIClient
    /// What was uploaded in this session.
    let uploads = GoogleVertexUploads()
    private let context: ProviderContext

    /// The project that a sandbox answers for when none is set.
    private static let sandboxProject = "easel-sandbox"

    init(_ context: ProviderContext) {
        self.context = context
        var keyed = context
        keyed.authorizer = nil
        let profile = APIProfile(
            GoogleVertexProvider.descriptor, scheme: "", keyHeader: "x-goog-api-key",
            classify: GoogleVertexErrorMapping.error)
        gemini = APIClient(profile, base: context.endpoints["gemini"], context: keyed)
        speech = APIClient(Self.tokenProfile, base: context.endpoints["tts"], context: Self.tokenContext(context))
    }

    /// The client for a site. Throws `configuration` for a location that Easel does not know.
    func api(_ site: GoogleVertexSite) throws(EaselError) -> APIClient {
        guard site.platform == .vertex else { return gemini }
        let base = try GoogleVertexHosts.address(of: site.location ?? "global", in: context)
        return APIClient(Self.tokenProfile, base: base, context: Self.tokenContext(context))
    }

    /// The site for a request: Vertex AI where there are a token and a project, else the Gemini API with the key.
    ///
    /// Throws `authentication` or `configuration` when the model is not served where the credentials lead.
    func site(for request: some GenerationRequest) throws(EaselError) -> GoogleVertexSite {
        let served = GoogleVertexRoute(request.facts).platforms
        let name = ControlText.oneLine(request.model.rawValue)
        let offered = try served.filter(isWanted())
        if offered.isEmpty {
            throw failure(
                .configuration, "\(name) is not served by the route that is fixed in the configuration.",
                "Remove `route` from [providers.vertex], or unset EASEL_VERTEX_ROUTE.")
        }
        if offered.contains(.vertex), context.authorizer != nil, let project { return vertex(project, request) }
        if offered.contains(.gemini), context.credential != nil || context.authorizer == nil {
            return GoogleVertexSite(platform: .gemini)
        }
        if offered.contains(.vertex), context.isSandbox { return vertex(project ?? Self.sandboxProject, request) }
        if !offered.contains(.vertex) {
            throw failure(
                .authentication, "\(name) is served by the Gemini API only, which needs a key, and none is set.",
                "Set the key: export GEMINI_API_KEY=…")
        }
        if context.authorizer != nil {
            throw failure(
                .configuration, "\(name) needs a Google Cloud project, and none is set.",
                "export GOOGLE_CLOUD_PROJECT=…")
        }
        throw failure(
            .authentication, "\(name) is served by Vertex AI only, which takes no API key.",
            "Run `gcloud auth application-default login` and set GOOGLE_CLOUD_PROJECT.")
    }

    /// The site whose list of models is asked: the Gemini API's, which tells more, where there is a key.
    func siteForLists() throws(EaselError) -> GoogleVertexSite {
        if context.authorizer != nil, context.credential == nil {
            return GoogleVertexSite(platform: .vertex, project: project, location: "global")
        }
        return GoogleVertexSite(platform: .gemini)
    }

    /// Which doors the configuration leaves open.
    private func isWanted() throws(EaselError) -> (GoogleVertexPlatform) -> Bool {
        guard let word = context.settings["route"] else { return { _ in true } }
        guard let fixed = GoogleVertexPlatform(rawValue: word) else {
            throw failure(
                .configuration, "The route of Google is neither vertex nor gemini.",
                "Correct `route` in [providers.vertex], or EASEL_VERTEX_ROUTE.")
        }
        return { $0 == fixed }
    }

    /// The origins that a result may be on and still be given the credential.
    var origins: OriginSet { context.trustedOrigins }

    private var project: String? { context.settings["project"].flatMap { $0.isEmpty ? nil : $0 } }

    private func vertex(_ project: String, _ request: some GenerationRequest) -> GoogleVertexSite {
        let wanted = context.settings["location"].flatMap { $0.isEmpty ? nil : $0 }
        let served = request.facts.locations
        guard let first = served.first, wanted.map({ !served.contains($0) }) ?? true else {
            return GoogleVertexSite(platform: .vertex, project: project, location: wanted ?? "global")
        }
        var site = GoogleVertexSite(platform: .vertex, project: project, location: first)
        if let wanted {
            site.notices = [
                GenerationWarning(
                    .adjusted, "\(request.model) is not served in \(wanted): \(first) was used.")
            ]
        }
        return site
    }

    private static let tokenProfile = APIProfile(
        GoogleVertexProvider.descriptor, scheme: "Bearer", classify: GoogleVertexErrorMapping.error)

    /// The key never goes out as a token, except to a sandbox, which takes any.
    private static func tokenContext(_ context: ProviderContext) -> ProviderContext {
        var context = context
        if !context.isSandbox || context.authorizer != nil { context.credential = nil }
        return context
    }

    private func failure(_ kind: EaselError.Kind, _ message: String, _ remedy: String) -> EaselError {
        EaselError(kind, message, remedy: remedy, provider: GoogleVertexProvider.id)
    }
}
