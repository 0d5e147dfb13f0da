import EaselCore
import EaselProviderKit

/// DeepInfra behind the router: speech as a file (wire sheet B5.5).
extension HuggingFaceRoute {
    static let deepInfra = HuggingFaceRoute(
        name: "deepinfra", tasks: [.textToSpeech],
        post: { (order, mapping) throws(EaselError) in
            var fields = order.fields
            fields["input"] = .string(order.prompt)
            fields["model"] = .string(mapping.providerID)
            return HuggingFacePost("v1/openai/audio/speech", fields, headers: ["Accept": "*/*"])
        },
        read: { (reply, client, _) throws(EaselError) in .finished(try await client.file(reply, "deepinfra")) })
}
