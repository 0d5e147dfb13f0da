import EaselCore
import EaselProviderKit
import Foundation

/// Together behind the router: pictures as base64, speech as a file, video as a job (wire sheet B5.3).
extension HuggingFaceRoute {
    static let together = HuggingFaceRoute(
        name: "together", tasks: [.textToImage, .imageToImage, .textToVideo, .imageToVideo, .textToSpeech],
        names: ["num_inference_steps": "steps", "num_images": "n"], ignored: ["aspect_ratio"],
        post: { (order, mapping) throws(EaselError) in
            var fields = order.fieldsWithSides
            fields["model"] = .string(mapping.providerID)
            switch order.task {
            case .textToSpeech:
                fields["input"] = .string(order.prompt)
                return HuggingFacePost("v1/audio/speech", fields, headers: ["Accept": "*/*"])
            case .textToVideo, .imageToVideo:
                if !order.prompt.isEmpty { fields["prompt"] = .string(order.prompt) }
                if order.task == .imageToVideo {
                    fields["frame_images"] = .array([
                        .object(["input_image": .string(try frame(of: order)), "frame": "first"])
                    ])
                }
                return HuggingFacePost("v2/videos", fields)
            case .textToImage, .imageToImage, .textToAudio:
                fields["prompt"] = .string(order.prompt)
                // The value is `base64`, the key of the answer `b64_json` (B5.3).
                fields["response_format"] = "base64"
                if order.task == .imageToImage {
                    let addresses = order.pictures.map { JSONValue.string($0.address) }
                    if isKontext(mapping.providerID) {
                        fields["image_url"] = .string(try order.picture(for: "together").address)
                    } else {
                        fields["reference_images"] = .array(addresses)
                    }
                }
                return HuggingFacePost("v1/images/generations", fields)
            }
        },
        read: { (reply, client, _) throws(EaselError) in
            guard reply.contentType?.rawValue.hasSuffix("json") == true else {
                return .finished(try await client.file(reply, "together"))
            }
            let answer = try await client.router.decode(TogetherAnswer.self, from: reply, limit: 512 << 20)
            if let pictures = answer.data?.elements { return .finished(try HuggingFacePicture.batch(pictures, client)) }
            return try answer.standing(client)
        },
        follow: { (path, client) throws(EaselError) in
            switch try await client.answer("together/\(path)") {
            case .failure(let error): return .failed(error)
            case .success(let reply):
                return try await client.router.decode(TogetherAnswer.self, from: reply).standing(client)
            }
        })

    /// The router refuses a longer inline frame (B5.3: about 60 KB).
    private static let longestFrame = 60_000

    private static func frame(of order: HuggingFaceOrder) throws(EaselError) -> String {
        let address = try order.picture(for: "together").address
        guard address.utf8.count <= longestFrame else {
            throw EaselError(
                .unsupported, "The first frame is too large to go inside a request to together.",
                remedy: "Give the address of a picture on the net, or one of at most 44 KB.",
                provider: HuggingFaceProvider.id)
        }
        return address
    }

    /// FLUX.1 Kontext alone takes `image_url`; all others take `reference_images` (B5.3).
    private static func isKontext(_ id: String) -> Bool {
        let words = id.lowercased()
        return words.contains("kontext") && words.contains("flux.1")
    }

    private struct TogetherAnswer: Decodable, Sendable {
        struct Outputs: Decodable, Sendable {
            var video: Lenient<String>?
            enum CodingKeys: String, CodingKey { case video = "video_url" }
        }

        struct Failure: Decodable, Sendable {
            var message: Lenient<String>?
            var type: Lenient<String>?
            var code: Lenient<FlexibleCode>?
        }

        var id: Lenient<String>?
        var status: Lenient<String>?
        var outputs: Lenient<Outputs>?
        var error: Lenient<Failure>?
        var data: LenientArray<HuggingFacePicture>?

        func standing(_ client: HuggingFaceClient) throws(EaselError) -> HuggingFaceStanding {
            switch status?.value {
            case "completed": return .finished(try client.media(at: outputs?.value?.video?.value, "together"))
            case "failed", "cancelled":
                let failure = error?.value
                return .failed(
                    client.fault(
                        failure?.message?.value, code: failure?.code?.value?.text ?? failure?.type?.value,
                        from: "together"))
            case let word:
                guard let id = id?.value else { throw client.nothing(from: "together") }
                // A missing status is a waiting one (B5.3).
                let isRunning = word == "in_progress"
                return .waiting(
                    id: id, path: "v2/videos/\(id)",
                    isRunning ? .running(progress: nil, log: []) : .queued(position: nil))
            }
        }
    }
}
