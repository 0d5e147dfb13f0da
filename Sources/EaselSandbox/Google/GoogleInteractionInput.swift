import Foundation

/// `input`: a text, a list of content blocks, or a list of steps (sheet 11.1).
struct GoogleInteractionInput: Sendable {
    private(set) var prompt = ""
    /// How many blocks of each media type there are: `image`, `video`, `audio`, `document`.
    private(set) var media: [String: Int] = [:]

    private static let types = ["text", "image", "audio", "video", "document"]

    init(_ value: JSON) throws {
        if let text = value.string {
            prompt = text
        } else if let items = value.array, !items.isEmpty {
            for (index, item) in items.enumerated() { try read(item, path: "input[\(index)]") }
        } else {
            throw FieldComplaint(path: "input", problem: "must be a text or a list that is not empty")
        }
        guard !prompt.isEmpty || !media.isEmpty else {
            throw FieldComplaint(path: "input", problem: "must not be empty")
        }
    }

    func check(against model: GoogleInteractionModel) throws {
        let limits = ["image": model.pictures, "video": model.clips, "audio": 0]
        for (type, limit) in limits where media[type, default: 0] > limit {
            throw GoogleInteractionFailure.invalid("\(model.id) takes at most \(limit) inputs of type \(type).")
        }
    }

    private mutating func read(_ item: JSON, path: String) throws {
        let block = try FieldReader(item, path: path)
        let type = try block.requiredString("type")
        if ["user_input", "model_output"].contains(type) {
            for (index, content) in (try block.array("content") ?? []).enumerated() {
                try read(content, path: block.child("content[\(index)]"))
            }
        } else if type == "text" {
            prompt += (prompt.isEmpty ? "" : "\n") + (try block.requiredString("text"))
        } else if type != "thought" {
            guard Self.types.contains(type) else { throw block.complaint("type", "unknown content type '\(type)'") }
            try look(at: block, type: type)
            media[type, default: 0] += 1
        }
    }

    private func look(at block: FieldReader, type: String) throws {
        let (address, encoded) = (try block.string("uri"), try block.string("data"))
        guard (address == nil) != (encoded == nil) else {
            throw FieldComplaint(path: block.path, problem: "exactly one of data and uri is required")
        }
        let declared = try block.requiredString("mime_type")
        guard type == "document" || declared.hasPrefix("\(type)/") else {
            throw block.complaint("mime_type", "'\(declared)' is no \(type)")
        }
        guard let encoded else { return }
        guard let bytes = GoogleBase64.decode(encoded) else { throw block.complaint("data", "Base64 decoding failed") }
        if type == "image", PixelCanvas.decodedSize(of: [UInt8](bytes)) == nil {
            throw block.complaint("data", "Unable to process input image.")
        }
    }
}
