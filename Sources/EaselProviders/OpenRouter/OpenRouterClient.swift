import EaselCore
import EaselProviderKit
import Foundation

/// The endpoints of OpenRouter that Easel calls (wire sheet A1, A2).
struct OpenRouterClient: Sendable {
    let api: APIClient

    init(_ context: ProviderContext) {
        // The pair names the program in OpenRouter's statistics; a localhost address is allowed with a title (A1).
        let headers: HeaderFields = ["HTTP-Referer": "http://localhost", "X-OpenRouter-Title": "Easel"]
        let profile = APIProfile(
            OpenRouterProvider.descriptor, scheme: "Bearer", headers: headers, classify: OpenRouterErrorMapping.error)
        api = APIClient(profile, base: context.endpoints["api"], context: context)
    }

    private struct Fault: Decodable { var error: JSONValue? }

    /// Sends a call and decodes its answer, which may be an error inside a success (A3.3, E2).
    func value<Value: Decodable>(_ type: Value.Type, from call: HTTPCall) async throws(EaselError) -> Value {
        let reply = try await api.send(call)
        let body = try await body(of: reply, limit: 64 << 20)
        do {
            return try ResponseDecoding.decode(type, from: body, endpoint: "OpenRouter")
        } catch {
            throw failure(in: body, of: reply) ?? unread(error, call)
        }
    }

    func body(of reply: HTTPReply, limit: Int) async throws(EaselError) -> Data {
        do {
            return try await reply.collect(limit: limit)
        } catch {
            throw api.failure(error)
        }
    }

    /// The error that a body tells of, nil when it tells of none.
    func failure(in body: Data, of reply: HTTPReply) -> EaselError? {
        guard let error = (try? JSONDecoder().decode(Fault.self, from: body))?.error, error != .null else { return nil }
        return api.failure(status: 0, headers: reply.headers, body: body)
    }

    /// An answer that cannot be understood. A POST was accepted all the same, and is paid for.
    func unread(_ error: EaselError, _ call: HTTPCall) -> EaselError {
        api.failure(error).with { if !call.method.isRepeatable { $0.mayHaveBeenAccepted = true } }
    }
}
