import EaselCore
import Foundation

/// One part of a message's content (wire sheet A3.1, content parts).
enum ChatPart: Encodable, Sendable {
    case text(String)
    /// An address or a data URI.
    case picture(String)
    case film(String)
    case document(name: String, address: String)
    /// Raw base64 without a `data:` prefix; addresses are not taken.
    case sound(base64: String, format: String)

    /// The part for an attached file. Throws `unsupported` for a kind that the dialect does not take.
    init(_ input: MediaInput, dialect: ChatDialect, provider: String) throws(EaselError) {
        let name = ControlText.oneLine(input.name)
        guard let kind = ChatAttachment(input.type), dialect.attachments.contains(kind) else {
            let words = ChatAttachment.allCases.filter(dialect.attachments.contains).compactMap { Self.words[$0] }
            throw EaselError(
                .unsupported,
                "\(provider) takes \(words.joined(separator: ", ")) with a prompt, not \(input.type) (\(name)).")
        }
        switch kind {
        case .picture: self = .picture(input.address)
        case .film: self = .film(input.address)
        case .document: self = .document(name: input.name, address: input.address)
        case .sound:
            guard let bytes = input.bytes else {
                throw EaselError(
                    .unsupported, "\(provider) takes sound as a file, not by its address (\(name)).",
                    remedy: "Download the file and attach it.")
            }
            guard let format = Self.soundFormats[input.type] else {
                throw EaselError(.unsupported, "\(provider) does not take \(input.type) (\(name)).")
            }
            self = .sound(base64: bytes.base64EncodedString(), format: format)
        }
    }

    private static let words: [ChatAttachment: String] = [
        .picture: "pictures", .document: "PDF files", .sound: "sound", .film: "video",
    ]

    private static let soundFormats: [MediaType: String] = [
        .wav: "wav", "audio/x-wav": "wav", "audio/wave": "wav", .mp3: "mp3", .flac: "flac", .ogg: "ogg",
        "audio/aac": "aac", "audio/mp4": "m4a", "audio/aiff": "aiff",
    ]

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .text(let text):
            try container.encode("text", forKey: .type)
            try container.encode(text, forKey: .text)
        case .picture(let address):
            try container.encode("image_url", forKey: .type)
            try container.encode(["url": address], forKey: .picture)
        case .film(let address):
            try container.encode("video_url", forKey: .type)
            try container.encode(["url": address], forKey: .film)
        case .document(let name, let address):
            try container.encode("file", forKey: .type)
            try container.encode(["filename": name, "file_data": address], forKey: .document)
        case .sound(let base64, let format):
            try container.encode("input_audio", forKey: .type)
            try container.encode(["data": base64, "format": format], forKey: .sound)
        }
    }

    private enum CodingKeys: String, CodingKey {
        case type, text
        case picture = "image_url"
        case film = "video_url"
        case document = "file"
        case sound = "input_audio"
    }
}
