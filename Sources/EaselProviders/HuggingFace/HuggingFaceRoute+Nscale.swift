import EaselCore
import EaselProviderKit

/// nscale behind the router: pictures as base64 (wire sheet B5.5).
extension HuggingFaceRoute {
    static let nscale = HuggingFaceRoute(
        name: "nscale", tasks: [.textToImage],
        ignored: ["num_inference_steps", "guidance_scale", "num_images", "aspect_ratio", "output_format"],
        post: { (order, mapping) throws(EaselError) in
            var fields = order.fields
            fields["model"] = .string(mapping.providerID)
            fields["prompt"] = .string(order.prompt)
            fields["response_format"] = "b64_json"
            if let pixels = order.pixels { fields["size"] = .string(pixels.description) }
            return HuggingFacePost("v1/images/generations", fields)
        },
        read: { (reply, client, _) throws(EaselError) in
            let answer = try await client.router.decode(Pictures.self, from: reply, limit: 512 << 20)
            return .finished(try HuggingFacePicture.batch(answer.data.elements, client))
        })

    private struct Pictures: Decodable, Sendable { var data: LenientArray<HuggingFacePicture> }
}
