import EaselCore
import EaselProviderKit
import Foundation

/// Hugging Face's own servers: the media are the answer's body (wire sheet B4).
extension HuggingFaceRoute {
    static let hfInference = HuggingFaceRoute(
        name: "hf-inference", tasks: [.textToImage, .imageToImage, .textToSpeech],
        ignored: ["num_images", "aspect_ratio", "output_format"],
        post: { (order, _) throws(EaselError) in
            let path = "models/\(order.model.hubID)"
            guard order.task == .imageToImage else {
                var fields: [String: JSONValue] = ["inputs": .string(order.prompt)]
                let parameters = order.fieldsWithSides
                if !parameters.isEmpty { fields["parameters"] = .object(parameters) }
                return HuggingFacePost(path, fields, headers: ["Accept": accepted(order.task)])
            }
            guard let bytes = try order.picture(for: "hf-inference").bytes else {
                throw EaselError(
                    .unsupported, "hf-inference takes a picture's bytes, not its address.",
                    remedy: "Attach the file itself.", provider: HuggingFaceProvider.id)
            }
            var parameters = order.fields
            if !order.prompt.isEmpty { parameters["prompt"] = .string(order.prompt) }
            if let pixels = order.pixels {
                parameters["target_size"] = .object([
                    "width": .integer(Int64(pixels.width)), "height": .integer(Int64(pixels.height)),
                ])
            }
            let fields: [String: JSONValue] = [
                "inputs": .string(bytes.base64EncodedString()), "parameters": .object(parameters),
            ]
            return HuggingFacePost(path, fields, headers: ["Accept": accepted(order.task)])
        },
        read: { (reply, client, _) throws(EaselError) in
            guard reply.contentType?.rawValue.hasSuffix("json") == true else {
                return .finished(try await client.file(reply, "hf-inference"))
            }
            let answer = try await client.router.decode(Wrapped.self, from: reply, limit: 512 << 20)
            if let address = answer.output?.elements.first {
                return .finished(try client.media(at: address, "hf-inference"))
            }
            return .finished(try HuggingFacePicture.batch(answer.data?.elements ?? [], client))
        })

    /// PNG is asked for as the SDK does; recorded answers are JPEG all the same (B4).
    private static func accepted(_ task: HuggingFaceTask) -> String { task == .textToSpeech ? "*/*" : "image/png" }

    /// JSON in place of bytes, which HFJ also accepts (B4).
    private struct Wrapped: Decodable, Sendable {
        var data: LenientArray<HuggingFacePicture>?
        var output: LenientArray<String>?
    }
}
