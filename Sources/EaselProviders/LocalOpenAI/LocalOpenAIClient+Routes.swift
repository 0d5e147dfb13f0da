import EaselCore
import EaselProviderKit
import Foundation

/// The routes of the OpenAI protocol that a local server may or may not have (wire sheet C5, C6).
enum LocalOpenAIRoute: String, Sendable {
    case chat = "chat/completions"
    case images = "images/generations"
    case speech = "audio/speech"

    /// The route that makes a modality, nil where the protocol has none.
    init?(_ modality: Modality) {
        switch modality {
        case .text: self = .chat
        case .image: self = .images
        case .speech: self = .speech
        case .video, .audio: return nil
        }
    }

    var noun: String {
        switch self {
        case .chat: "chat"
        case .images: "pictures"
        case .speech: "speech"
        }
    }
}

extension LocalOpenAIServer.Kind {
    /// Whether the server is documented to have the route; nil where only asking tells.
    func has(_ route: LocalOpenAIRoute) -> Bool? {
        switch (self, route) {
        case (.ollama, _), (.llamaCpp, _), (.lmStudio, _): route == .chat
        case (.localAI, _), (.vLLM, .chat): true
        case (.vLLM, _), (.other, _): nil
        }
    }
}

extension LocalOpenAIClient {
    /// Whether the server has a route. A GET costs nothing: servers that have the route for POST alone answer 405, or
    /// whatever; only those that do not know the path answer 404.
    func has(_ route: LocalOpenAIRoute, at server: LocalOpenAIServer) async throws(EaselError) -> Bool {
        if let known = server.kind.has(route) { return known }
        let api = api(of: server)
        let reply = try await api.answer(to: try api.call(.get, route.rawValue), access: .open)
        _ = try await reply.collectExplanation(limit: 64 << 10)
        return reply.status != 404 && reply.status != 501
    }

    /// LocalAI's word on what each model makes (wire sheet C2); empty where a server has no such list.
    func capabilities(of server: LocalOpenAIServer) async throws(EaselError) -> [String: Set<Modality>] {
        guard server.kind == .localAI else { return [:] }
        let api = api(of: server)
        let reply = try await api.answer(to: try api.call(.get, "models/capabilities"), access: .open)
        guard reply.isSuccess, let list = try? await api.decode(Capabilities.self, from: reply) else {
            _ = try await reply.collectExplanation(limit: 64 << 10)
            return [:]
        }
        return Dictionary(list.data.elements.compactMap(\.makes)) { first, _ in first }
    }

    /// Sends a POST to a route. A server without it is `unsupported`, which a model that is not there is not.
    func reply(
        of server: LocalOpenAIServer, _ route: LocalOpenAIRoute, to call: HTTPCall
    ) async throws(EaselError) -> HTTPReply {
        let api = api(of: server)
        let reply = try await api.answer(to: call, access: .open)
        guard !reply.isSuccess else { return reply }
        let body = try await reply.collectExplanation(limit: 256 << 10)
        let failure = api.failure(of: reply, body: body, to: call)
        guard reply.status == 404 || reply.status == 405 else { throw failure }
        // A model that is missing is told in an OpenAI error; a path that is missing by the web server under it (C7).
        let envelope = try? JSONDecoder().decode(ErrorEnvelope.self, from: body)
        let isOfModel = envelope?.code != nil || envelope?.type != nil
        guard server.kind.has(route) == false || !isOfModel else { throw failure }
        throw failure.with {
            $0.kind = .unsupported
            $0.message = "The server at \(server.base.absoluteString) has no route for \(route.noun)."
            $0.remedy = "Start one that has, such as LocalAI or vllm-omni, and set EASEL_LOCAL_URL to its /v1 address."
        }
    }

    private struct Capabilities: Decodable, Sendable {
        struct Entry: Decodable, Sendable {
            var id: String
            var outputs: LenientArray<String>?

            enum CodingKeys: String, CodingKey {
                case id
                case outputs = "output_modalities"
            }

            var makes: (String, Set<Modality>)? {
                guard let words = outputs?.elements, !words.isEmpty else { return nil }
                return (id, LocalOpenAICatalog.modalities(words))
            }
        }

        var data: LenientArray<Entry>
    }
}
