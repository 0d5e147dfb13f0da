import EaselCore
import EaselProviderKit
import Foundation

/// Z.ai behind the router: pictures as a job (wire sheet B5.5).
extension HuggingFaceRoute {
    static let zai = HuggingFaceRoute(
        name: "zai-org", tasks: [.textToImage], ignored: ["num_images", "aspect_ratio", "output_format"],
        post: { (order, mapping) throws(EaselError) in
            var fields = order.fields
            fields["model"] = .string(mapping.providerID)
            fields["prompt"] = .string(order.prompt)
            if let pixels = order.pixels { fields["size"] = .string(pixels.description) }
            return HuggingFacePost(
                "api/paas/v4/async/images/generations", fields,
                headers: ["Accept-Language": "en-US,en", "x-source-channel": "hugging_face"])
        },
        read: { (reply, client, _) throws(EaselError) in
            try await client.router.decode(AsyncTask.self, from: reply).standing(nil, client)
        },
        follow: { (path, client) throws(EaselError) in
            switch try await client.answer("zai-org/\(path)") {
            case .failure(let error): return .failed(error)
            case .success(let reply):
                return try await client.router.decode(AsyncTask.self, from: reply).standing(path, client)
            }
        })

    private struct AsyncTask: Decodable, Sendable {
        struct Picture: Decodable, Sendable { var url: Lenient<String>? }

        var id: Lenient<String>?
        var status: String
        var pictures: LenientArray<Picture>?

        enum CodingKeys: String, CodingKey {
            case id
            case status = "task_status"
            case pictures = "image_result"
        }

        /// - Parameter path: where the task is already looked at; nil for the answer to the request.
        func standing(_ path: String?, _ client: HuggingFaceClient) throws(EaselError) -> HuggingFaceStanding {
            switch status {
            case "SUCCESS": return .finished(try client.media(at: pictures?.elements.first?.url?.value, "zai-org"))
            case "FAIL": return .failed(client.fault(nil, from: "zai-org"))
            default:
                guard let place = path ?? id?.value.map({ "api/paas/v4/async-result/\($0)" }) else {
                    throw client.nothing(from: "zai-org")
                }
                return .waiting(id: id?.value ?? "", path: place, .running(progress: nil, log: []))
            }
        }
    }
}
