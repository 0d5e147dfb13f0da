/// The content of an answer: plain text, or a list of parts as a request has them.
struct ChatContent: Decodable, Sendable {
    private(set) var text = ""
    private(set) var pictures: [ChatChunk.Picture] = []

    private struct Part: Decodable, Sendable {
        var text: String?
        var picture: ChatChunk.Picture?

        private enum CodingKeys: String, CodingKey { case text }

        init(from decoder: any Decoder) throws {
            text = try? decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .text)
            picture = try? ChatChunk.Picture(from: decoder)
        }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self.text = text
        } else {
            let parts = try container.decode(LenientArray<Part>.self).elements
            text = parts.compactMap(\.text).joined()
            pictures = parts.compactMap(\.picture)
        }
    }
}
