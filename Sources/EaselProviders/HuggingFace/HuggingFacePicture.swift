import EaselCore
import EaselProviderKit

/// One picture of an OpenAI-style answer.
struct HuggingFacePicture: Decodable, Sendable {
    var base64: Lenient<String>?
    var url: Lenient<String>?

    enum CodingKeys: String, CodingKey {
        case url
        case base64 = "b64_json"
    }

    static func batch(_ pictures: [HuggingFacePicture], _ client: HuggingFaceClient) throws(EaselError) -> MediaBatch {
        let items = pictures.compactMap { picture in
            if let text = picture.base64?.value, !text.isEmpty { return MediaReference(.base64(text)) }
            return picture.url?.value.flatMap { MediaReference(address: $0, origins: HuggingFaceClient.strangers) }
        }
        guard !items.isEmpty else { throw client.nothing(from: "Hugging Face") }
        return MediaBatch(items: items)
    }
}
