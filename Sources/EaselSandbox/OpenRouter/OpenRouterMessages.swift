import Foundation

/// The `messages` of a chat request, checked part by part (sheet A3.1).
struct OpenRouterMessages: Sendable {
    private(set) var conversation = ""
    private(set) var prompt = ""
    private(set) var pictures: [String] = []

    init(_ fields: FieldReader) throws {
        guard let messages = try fields.array("messages") else { throw fields.missing("messages", "array") }
        guard !messages.isEmpty else {
            throw fields.complaint("messages", "Too small: expected array to have >=1 items")
        }
        for (index, item) in messages.enumerated() {
            let message = try FieldReader(item, path: "messages.\(index)")
            let roles = ["system", "developer", "user", "assistant", "tool"]
            guard let role = try message.choice("role", of: roles) else { throw message.missing("role", "string") }
            let text = try read(message, role: role)
            conversation += text + "\n"
            if role == "user" { prompt = text }
        }
    }

    private mutating func read(_ message: FieldReader, role: String) throws -> String {
        guard let content = message.value("content") else {
            if role == "assistant" { return "" }
            throw message.missing("content", "string")
        }
        if let text = content.string { return text }
        guard let parts = content.array else {
            throw message.complaint("content", "Invalid input: expected string or array, received \(content.kind)")
        }
        var texts: [String] = []
        for (index, part) in parts.enumerated() {
            let reader = try FieldReader(part, path: "\(message.path).content.\(index)")
            if let text = try read(part: reader) { texts.append(text) }
        }
        return texts.joined(separator: "\n")
    }

    private mutating func read(part: FieldReader) throws -> String? {
        let types = ["text", "image_url", "input_audio", "video_url", "input_video", "file"]
        switch try part.choice("type", of: types) {
        case nil: throw part.missing("type", "string")
        case "text": return try part.requiredString("text")
        case "image_url":
            guard let image = try part.object("image_url") else { throw part.missing("image_url", "object") }
            _ = try image.choice("detail", of: ["auto", "low", "high", "original"])
            pictures.append(
                try PictureReference(url: try image.requiredString("url"), field: image.child("url")).summary)
        case "input_audio":
            guard let audio = try part.object("input_audio") else { throw part.missing("input_audio", "object") }
            let text = try audio.requiredString("data")
            // Raw base64: neither an address nor a data URI (sheet A3.1).
            guard let bytes = Data(base64Encoded: text), !bytes.isEmpty else {
                throw audio.complaint("data", "Invalid base64")
            }
            pictures.append("audio/\(try audio.requiredString("format")) of \(bytes.count) bytes")
        case "video_url", "input_video":
            guard let video = try part.object("video_url") else { throw part.missing("video_url", "object") }
            pictures.append(try Self.summary(of: try video.requiredString("url"), at: video.child("url")))
        default:
            guard let file = try part.object("file") else { throw part.missing("file", "object") }
            guard let data = try file.string("file_data") else {
                _ = try file.requiredString("file_id")
                break
            }
            _ = try file.requiredString("filename")
            pictures.append(try Self.summary(of: data, at: file.child("file_data")))
        }
        return nil
    }

    /// `application/pdf of 812 bytes`, or the host of what is hosted.
    private static func summary(of address: String, at path: String) throws -> String {
        if address.hasPrefix("https://") || address.hasPrefix("http://") {
            return "a file from \(URLComponents(string: address)?.host ?? "somewhere")"
        }
        guard let parts = DataURI(address) else {
            throw FieldComplaint(path: path, problem: "Invalid URL: expected https:// or data:<type>;base64,<data>")
        }
        return "\(parts.mediaType) of \(parts.bytes.count) bytes"
    }
}
