import EaselCore
import EaselProviderKit
import Foundation

/// Replicate behind the router: it waits up to 60 s, and what takes longer is asked for again (wire sheet B5.2).
extension HuggingFaceRoute {
    static let replicate = HuggingFaceRoute(
        name: "replicate", tasks: [.textToImage, .imageToImage, .textToVideo, .textToSpeech],
        names: ["num_images": "num_outputs"],
        post: { (order, mapping) throws(EaselError) in
            var input = order.fieldsWithSides
            input[order.task == .textToSpeech ? "text" : "prompt"] = .string(order.prompt)
            let addresses = order.pictures.map { JSONValue.string($0.address) }
            if let first = addresses.first {
                // Models name the field differently, and ignore the names that they do not have (HFH replicate.py).
                input["image"] = first
                input["input_image"] = first
                input["images"] = .array(addresses)
                input["input_images"] = .array(addresses)
            }
            if mapping.weights != nil {
                input["lora_weights"] = .string("https://huggingface.co/\(order.model.hubID)")
            }
            var fields: [String: JSONValue] = ["input": .object(input)]
            var path = "v1/models/\(mapping.providerID)/predictions"
            if let colon = mapping.providerID.firstIndex(of: ":") {
                fields["version"] = .string(String(mapping.providerID[colon...].dropFirst()))
                path = "v1/predictions"
            }
            return HuggingFacePost(path, fields, headers: ["Prefer": "wait"])
        },
        read: { (reply, client, _) throws(EaselError) in
            try await client.router.decode(Prediction.self, from: reply, limit: 512 << 20).standing(client)
        },
        // The SDK gives up after 60 s; that the router passes this path on is UNVERIFIED (B5.2).
        follow: { (path, client) throws(EaselError) in
            switch try await client.answer("replicate/\(path)") {
            case .failure(let error): return .failed(error)
            case .success(let reply):
                return try await client.router.decode(Prediction.self, from: reply, limit: 512 << 20).standing(client)
            }
        })

    private struct Prediction: Decodable, Sendable {
        struct Addresses: Decodable, Sendable { var get: Lenient<URL>? }

        /// An address, a list of them, or an object whose values are such.
        struct Output: Decodable, Sendable {
            var addresses: [String]

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                if let one = try? container.decode(String.self) {
                    addresses = [one]
                } else if let list = try? container.decode(LenientArray<String>.self), !list.elements.isEmpty {
                    addresses = list.elements
                } else {
                    let members = (try? container.decode([String: Lenient<Output>].self)) ?? [:]
                    addresses = members.sorted { $0.key < $1.key }.flatMap { $0.value.value?.addresses ?? [] }
                }
            }
        }

        var id: String
        var status: Lenient<String>?
        var output: Lenient<Output>?
        var error: Lenient<String>?
        var urls: Lenient<Addresses>?
        var completedAt: Lenient<String>?

        enum CodingKeys: String, CodingKey {
            case id, status, output, error, urls
            case completedAt = "completed_at"
        }

        /// Replicate deletes its files an hour after the end (wire sheet fal-replicate.md, B5).
        private var deletion: Date? { completedAt?.value.flatMap(WireTime.date)?.addingTimeInterval(3600) }

        func standing(_ client: HuggingFaceClient) throws(EaselError) -> HuggingFaceStanding {
            let addresses = output?.value?.addresses ?? []
            let items = addresses.compactMap { MediaReference(address: $0, origins: HuggingFaceClient.strangers) }
            switch status?.value {
            case "failed", "canceled", "aborted": return .failed(failure(client))
            // Recorded: `processing` stands beside a finished output (B5.2).
            case _ where !items.isEmpty: return .finished(MediaBatch(items: items).kept(until: deletion))
            case "succeeded": throw client.nothing(from: "replicate")
            case "starting": return waiting(.queued(position: nil))
            default: return waiting(.running(progress: nil, log: []))
            }
        }

        private func waiting(_ status: RemoteJobStatus) -> HuggingFaceStanding {
            let named = urls?.value?.get?.value?.path(percentEncoded: false) ?? ""
            return .waiting(
                id: id, path: named.isEmpty ? "v1/predictions/\(id)" : String(named.drop { $0 == "/" }), status)
        }

        /// Replicate has no field for the reason. Its safety check is told by the token `(E005)`, and for open models by the
        /// word NSFW in the text alone (wire sheet fal-replicate.md, B9): only there the words decide.
        private func failure(_ client: HuggingFaceClient) -> EaselError {
            let words = error?.value ?? ""
            let code = words.firstMatch(of: /\((E\d{3,5})\)/).map { String($0.1) }
            return client.fault(error?.value, code: code, from: "replicate").with {
                if code == "E005" || words.hasPrefix("NSFW") {
                    $0.kind = .contentPolicy
                    $0.remedy = EaselError.Kind.contentPolicy.usualRemedy
                } else if status?.value != "failed" {
                    $0.kind = .cancelled
                }
            }
        }
    }
}
