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
            guard Data(base64Encoded: text) != nil else { throw audio.complaint("data", "Invalid base64") }
            _ = try audio.requiredString("format")
        case "video_url", "input_video":
            guard let video = try part.object("video_url") else { throw part.missing("video_url", "object") }
            _ = try video.requiredString("url")
        default:
            guard let file = try part.object("file") else { throw part.missing("file", "object") }
            _ = try file.string("file_data") ?? file.requiredString("file_id")
        }
        return nil
    }
}
