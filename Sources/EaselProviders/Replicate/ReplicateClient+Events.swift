import EaselCore
import EaselProviderKit
import Foundation

extension ReplicateClient {
    /// Opens the event stream of a prediction (wire sheet B6).
    ///
    /// It is on a host of its own (`stream.replicate.com`, and others before it) and its address is secret enough: Replicate's
    /// JavaScript SDK sends it no token either. So the key goes along only when the stream is on the API's own origin.
    func events(at url: URL) async throws(EaselError) -> HTTPReply {
        let headers: HeaderFields = [
            "Accept": "text/event-stream", "Cache-Control": "no-store", "User-Agent": api.context.userAgent,
        ]
        // Silence for longer than the 30 seconds after which the server itself closes is no stream any more.
        let patience = HTTPPatience(head: .seconds(30), idle: .seconds(60))
        let reply: HTTPReply
        if OriginSet([api.base].compactMap(\.self)).contains(url) {
            var call = try api.call(.get, at: url)
            call.headers = call.headers.merging(headers)
            call.patience = patience
            reply = try await api.answer(to: call)
        } else {
            var call = HTTPCall(.get, url, headers: headers, patience: patience)
            call.reach = .internet
            do {
                reply = try await api.context.transport.send(call)
            } catch {
                throw api.failure(error)
            }
        }
        guard reply.isSuccess, reply.contentType == "text/event-stream" else {
            throw EaselError(
                .unavailable, "Replicate's stream cannot be opened (HTTP \(reply.status)).",
                provider: ReplicateProvider.id)
        }
        return reply
    }
}
