import EaselCore
import EaselProviderKit
import Foundation

/// fal.ai behind the router: pictures and speech at once, everything else through its queue (wire sheet B5.1).
extension HuggingFaceRoute {
    static let falAI = HuggingFaceRoute(
        name: "fal-ai",
        tasks: [.textToImage, .imageToImage, .textToVideo, .imageToVideo, .textToAudio, .textToSpeech],
        post: { (order, mapping) throws(EaselError) in
            HuggingFacePost(
                mapping.providerID, fields(of: order, mapping), query: queues(order.task) ? subdomain : [])
        },
        read: { (reply, client, mapping) throws(EaselError) in
            let answer = try await client.router.decode(QueueAnswer.self, from: reply, limit: 512 << 20)
            guard let id = answer.requestID?.value else { return .finished(try answer.batch(client)) }
            // Only the path counts: the address itself is fal's own and does not know Hugging Face's tokens.
            let named = answer.responseURL?.value.map { $0.path(percentEncoded: false) } ?? ""
            let path = named.isEmpty ? "\(mapping.providerID)/requests/\(id)" : String(named.drop { $0 == "/" })
            return .waiting(id: id, path: path, answer.progress)
        },
        follow: { (path, client) throws(EaselError) in
            let looked = try await client.answer("fal-ai/\(path)/status", query: subdomain)
            guard case .success(let reply) = looked else { return standing(looked) }
            let status = try await client.router.decode(QueueAnswer.self, from: reply)
            guard status.status?.value == "COMPLETED" else {
                return .waiting(id: status.requestID?.value ?? "", path: path, status.progress)
            }
            let fetched = try await client.answer("fal-ai/\(path)", query: subdomain)
            guard case .success(let result) = fetched else { return standing(fetched) }
            return .finished(
                try await client.router.decode(QueueAnswer.self, from: result, limit: 512 << 20).batch(client))
        })

    private static func fields(of order: HuggingFaceOrder, _ mapping: HuggingFaceMapping) -> [String: JSONValue] {
        var fields = order.fields
        fields[order.task == .textToSpeech ? "text" : "prompt"] = .string(order.prompt)
        if let pixels = order.pixels {
            fields["image_size"] = .object([
                "width": .integer(Int64(pixels.width)), "height": .integer(Int64(pixels.height)),
            ])
        }
        let addresses = order.pictures.map { JSONValue.string($0.address) }
        if let first = addresses.first {
            fields["image_url"] = first
            if order.task == .imageToImage { fields["image_urls"] = .array(addresses) }
        }
        if let weights = mapping.weights {
            let file = "https://huggingface.co/\(order.model.hubID)/resolve/main/\(weights)"
            fields["loras"] = .array([.object(["path": .string(file), "scale": 1])])
            if mapping.providerID == "fal-ai/lora" {
                fields["model_name"] = "stabilityai/stable-diffusion-xl-base-1.0"
            }
        }
        return fields
    }

    private static let subdomain = [("_subdomain", "queue")]

    private static func queues(_ task: HuggingFaceTask) -> Bool { task != .textToImage && task != .textToSpeech }

    private static func standing(_ looked: Result<HTTPReply, EaselError>) -> HuggingFaceStanding {
        switch looked {
        case .success: .waiting(id: "", path: "", .running(progress: nil, log: []))
        case .failure(let error): .failed(error)
        }
    }
}

extension HuggingFaceRoute {
    /// A queue's ticket, a standing, or an output: which it is shows by what is there.
    struct QueueAnswer: Decodable, Sendable {
        struct File: Decodable, Sendable {
            var url: String
            var type: Lenient<String>?
            var width: Lenient<Int>?
            var height: Lenient<Int>?

            enum CodingKeys: String, CodingKey {
                case url, width, height
                case type = "content_type"
            }
        }

        var requestID: Lenient<String>?
        var responseURL: Lenient<URL>?
        var status: Lenient<String>?
        var position: Lenient<Int>?
        var images: LenientArray<File>?
        var image: Lenient<File>?
        var video: Lenient<File>?
        var audio: Lenient<File>?
        var audioFile: Lenient<File>?
        var seed: Lenient<Int64>?
        var flags: LenientArray<Bool>?

        enum CodingKeys: String, CodingKey {
            case status, images, image, video, audio, seed
            case requestID = "request_id"
            case responseURL = "response_url"
            case position = "queue_position"
            case audioFile = "audio_file"
            case flags = "has_nsfw_concepts"
        }

        var progress: RemoteJobStatus {
            status?.value == "IN_PROGRESS"
                ? .running(progress: nil, log: []) : .queued(position: position?.value)
        }

        func batch(_ client: HuggingFaceClient) throws(EaselError) -> MediaBatch {
            let files = (images?.elements ?? []) + [image, video, audio, audioFile].compactMap { $0?.value }
            var batch = MediaBatch(items: files.compactMap(Self.item), seed: seed?.value)
            guard !batch.items.isEmpty else { throw client.nothing(from: "fal-ai") }
            // fal's only sign of safety here: a flagged picture is a black one (B5.1).
            let flagged = (flags?.elements ?? []).enumerated().filter { $0.element && $0.offset < batch.items.count }
            for (index, _) in flagged { batch.items[index].isFiltered = true }
            if !flagged.isEmpty {
                batch.warnings.append(
                    GenerationWarning(
                        .filtered, "fal-ai's safety checker blanked \(flagged.count) of \(batch.items.count) pictures.")
                )
            }
            return batch
        }

        private static func item(_ file: File) -> MediaReference? {
            guard var item = MediaReference(address: file.url, origins: HuggingFaceClient.strangers) else { return nil }
            item.declaredType = file.type?.value.map(MediaType.init(rawValue:))
            if let width = file.width?.value, let height = file.height?.value, width > 0, height > 0 {
                item.pixels = PixelSize(width: width, height: height)
            }
            return item
        }
    }
}
