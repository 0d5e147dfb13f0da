import EaselCore
import EaselProviderKit
import Foundation

/// How one inference provider behind the router is asked and how it answers (wire sheet B5). Each has a file of its own.
struct HuggingFaceRoute: Sendable {
    /// Its name in mappings, in model suffixes and in the router's path.
    var name: String
    var tasks: Set<HuggingFaceTask>
    /// Its names of fields, where they are not the tasks' own.
    var names: [String: String] = [:]
    /// Fields that it does not have.
    var ignored: Set<String> = []
    /// Writes the request.
    var post: @Sendable (HuggingFaceOrder, HuggingFaceMapping) throws(EaselError) -> HuggingFacePost
    /// Reads the answer to it.
    var read:
        @Sendable (HTTPReply, HuggingFaceClient, HuggingFaceMapping) async throws(EaselError)
            -> HuggingFaceStanding
    /// Asks once for what was `waiting`, by its path.
    var follow: @Sendable (String, HuggingFaceClient) async throws(EaselError) -> HuggingFaceStanding = {
        (path, client) throws(EaselError) in
        throw client.router.failure(EaselError(.unsupported, "This provider answers at once and has no job \(path)."))
    }

    static let all: [HuggingFaceRoute] = [
        hfInference, falAI, replicate, together, waveSpeed, nscale, zai, novita, deepInfra,
    ]

    static func named(_ name: String) -> HuggingFaceRoute? { all.first { $0.name == name } }

    static func serves(_ task: HuggingFaceTask, at provider: String) -> Bool {
        named(provider)?.tasks.contains(task) == true
    }
}

/// A request to an inference provider, below its prefix at the router.
struct HuggingFacePost: Sendable {
    enum Body: Sendable {
        case fields(FlatFields)
        case file(Data, MediaType)
    }

    var path: String
    var query: [(String, String)] = []
    var headers: HeaderFields = [:]
    var body: Body

    init(_ path: String, _ fields: [String: JSONValue], query: [(String, String)] = [], headers: HeaderFields = [:]) {
        self.path = path
        self.query = query
        self.headers = headers
        body = .fields(FlatFields(fields))
    }

    init(_ path: String, file: Data, type: MediaType) {
        self.path = path
        body = .file(file, type)
    }
}

/// How an order stands at an inference provider.
enum HuggingFaceStanding: Sendable {
    case finished(MediaBatch)
    case failed(EaselError)
    /// With the job's id, and the path that tells more, below the provider's prefix.
    case waiting(id: String, path: String, RemoteJobStatus)
}

extension HuggingFaceClient {
    /// Addresses of results are of third parties: they are never given the token (wire sheet E5).
    static let strangers = OriginSet([])

    /// A result at one address.
    func media(at address: String?, _ provider: String) throws(EaselError) -> MediaBatch {
        guard let item = address.flatMap({ MediaReference(address: $0, origins: Self.strangers) }) else {
            throw nothing(from: provider)
        }
        return MediaBatch(items: [item])
    }

    func nothing(from provider: String) -> EaselError {
        router.failure(
            EaselError(.invalidResponse, "\(provider) finished without any media.", provider: HuggingFaceProvider.id))
    }

    /// A failure that a provider reports in the body of a good answer, in the shape of an error body.
    func fault(_ words: String?, code: String? = nil, from provider: String) -> EaselError {
        let body = HuggingFaceFault(error: words ?? "\(provider) failed and does not say why", errorType: code)
        return router.failure(
            status: 0, headers: [:], body: Data(((try? JSONText.encode(body)) ?? "{}").utf8))
    }

    /// The answer of a provider to a question about a job. The job's own failure comes with a status and a JSON body of the
    /// provider; trouble with asking is thrown.
    func answer(
        _ path: String, query: [(String, String)] = []
    ) async throws(EaselError) -> Result<HTTPReply, EaselError> {
        let reply = try await router.answer(to: try router.call(.get, path, query: query))
        guard !reply.isSuccess else { return .success(reply) }
        let body = try await reply.collectExplanation(limit: 256 << 10)
        let failure = router.failure(status: reply.status, headers: reply.headers, body: body)
        let isAboutAsking = [401, 402, 403, 408, 429].contains(reply.status) || reply.status >= 500
        let isJSON = (try? JSONDecoder().decode([String: JSONValue].self, from: body)) != nil
        guard isJSON, !isAboutAsking else { throw failure }
        return .failure(failure)
    }

    /// The bytes of an answer that is the media itself. JSON or a page in its place is no media.
    func file(_ reply: HTTPReply, _ provider: String) async throws(EaselError) -> MediaBatch {
        let declared = reply.contentType
        if let declared, declared == "text/html" || declared.rawValue.hasSuffix("json") {
            throw router.failure(EaselError(.invalidResponse, "\(provider) sent \(declared) in place of media."))
        }
        let bytes: Data
        do {
            bytes = try await reply.collect(limit: 512 << 20)
        } catch {
            throw router.failure(error)
        }
        guard !bytes.isEmpty else { throw nothing(from: provider) }
        return MediaBatch(items: [MediaReference(.bytes(bytes), declaredType: declared)])
    }
}

/// An error in the shape that the router has for its own.
struct HuggingFaceFault: Encodable, Sendable {
    var error: String
    var errorType: String?

    enum CodingKeys: String, CodingKey {
        case error
        case errorType = "error_type"
    }
}
