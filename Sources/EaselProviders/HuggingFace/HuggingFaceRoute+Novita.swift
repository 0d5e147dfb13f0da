import EaselCore
import EaselProviderKit

/// Novita behind the router: video on an open connection (wire sheet B5.5).
extension HuggingFaceRoute {
    static let novita = HuggingFaceRoute(
        name: "novita", tasks: [.textToVideo],
        post: { (order, mapping) throws(EaselError) in
            var fields = order.fieldsWithSides
            fields["prompt"] = .string(order.prompt)
            return HuggingFacePost("v3/hf/\(mapping.providerID)", fields)
        },
        read: { (reply, client, _) throws(EaselError) in
            let answer = try await client.router.decode(Clip.self, from: reply)
            return .finished(try client.media(at: answer.video.url?.value, "novita"))
        })

    private struct Clip: Decodable, Sendable {
        struct File: Decodable, Sendable {
            var url: Lenient<String>?
            enum CodingKeys: String, CodingKey { case url = "video_url" }
        }

        var video: File
    }
}
