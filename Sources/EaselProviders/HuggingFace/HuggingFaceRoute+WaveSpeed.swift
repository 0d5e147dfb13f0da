import EaselCore
import EaselProviderKit
import Foundation

/// WaveSpeed behind the router: always a job (wire sheet B5.4).
extension HuggingFaceRoute {
    static let waveSpeed = HuggingFaceRoute(
        name: "wavespeed", tasks: [.textToImage, .imageToImage, .textToVideo, .imageToVideo],
        post: { (order, mapping) throws(EaselError) in
            var fields = order.fieldsWithSides
            if !order.prompt.isEmpty { fields["prompt"] = .string(order.prompt) }
            if order.task.pictureRole != nil { fields["image"] = .string(try order.picture(for: "wavespeed").address) }
            return HuggingFacePost("api/v3/\(mapping.providerID)", fields)
        },
        read: { (reply, client, _) throws(EaselError) in
            try await client.router.decode(Envelope.self, from: reply).data.standing(client)
        },
        follow: { (path, client) throws(EaselError) in
            switch try await client.answer("wavespeed/\(path)") {
            case .failure(let error): return .failed(error)
            case .success(let reply):
                return try await client.router.decode(Envelope.self, from: reply, limit: 512 << 20).data
                    .standing(client)
            }
        })

    private struct Envelope: Decodable, Sendable { var data: Work }

    private struct Work: Decodable, Sendable {
        struct Addresses: Decodable, Sendable { var get: Lenient<URL>? }

        var id: String
        var status: Lenient<String>?
        var urls: Lenient<Addresses>?
        var outputs: LenientArray<String>?
        var error: Lenient<String>?

        func standing(_ client: HuggingFaceClient) throws(EaselError) -> HuggingFaceStanding {
            switch status?.value {
            case "completed":
                let items = (outputs?.elements ?? []).compactMap {
                    MediaReference(address: $0, origins: HuggingFaceClient.strangers)
                }
                guard !items.isEmpty else { throw client.nothing(from: "wavespeed") }
                return .finished(MediaBatch(items: items))
            case "failed": return .failed(client.fault(error?.value, from: "wavespeed"))
            case let word:
                let named = urls?.value?.get?.value?.path(percentEncoded: false) ?? ""
                let usual = "api/v3/predictions/\(id)/result"
                let status: RemoteJobStatus =
                    word == "processing" ? .running(progress: nil, log: []) : .queued(position: nil)
                return .waiting(id: id, path: named.isEmpty ? usual : String(named.drop { $0 == "/" }), status)
            }
        }
    }
}
