import Foundation

/// One entry of `contents`, read strictly (sheet 1.2).
struct GoogleContent: Sendable {
    let role: String
    private(set) var text = ""
    /// Descriptions of what came with the words, such as `image/png 64x64`.
    private(set) var media: [String] = []
    private(set) var pictures = 0
    /// Addresses of `fileData`.
    private(set) var addresses: [String] = []

    private static let payloads: Set<String> = [
        "text", "inlineData", "fileData", "functionCall", "functionResponse", "executableCode", "codeExecutionResult",
    ]
    private static let modifiers: Set<String> = [
        "thought", "thoughtSignature", "videoMetadata", "mediaResolution", "speechMetadata", "audioTranscription",
        "mediaProcessing",
    ]

    init(_ value: JSON, path: String) throws {
        let fields = try FieldReader(value, path: path)
        try GoogleFields.check(fields, known: ["role", "parts"])
        role = try fields.choice("role", of: ["user", "model"]) ?? "user"
        guard let parts = try fields.array("parts"), !parts.isEmpty else {
            throw FieldComplaint(path: "\(path).parts", problem: "contents.parts must not be empty.")
        }
        for (index, part) in parts.enumerated() { try read(part, path: "\(path).parts[\(index)]") }
    }

    private mutating func read(_ value: JSON, path: String) throws {
        let part = try FieldReader(value, path: path)
        try GoogleFields.check(part, known: Self.payloads.union(Self.modifiers))
        let payloads = part.fields.filter { Self.payloads.contains($0.key) && $0.value != .null }
        guard payloads.count == 1 else {
            throw GoogleFailure.invalid(
                payloads.isEmpty
                    ? "Unable to submit request because \(path) must have one initialized field: required oneof field 'data' must have one initialized field"
                    : "Invalid value at '\(path)' (oneof), oneof field 'data' is already set.")
        }
        if let words = try part.string("text") { text += (text.isEmpty ? "" : "\n") + words }
        if let blob = try part.object("inlineData") { try readInline(blob) }
        if let file = try part.object("fileData") {
            try GoogleFields.check(file, known: ["fileUri", "mimeType", "displayName"])
            let address = try file.requiredString("fileUri")
            addresses.append(address)
            let type = try file.string("mimeType") ?? "application/octet-stream"
            if type.hasPrefix("image/") { pictures += 1 }
            media.append("\(type) at \(address)")
        }
    }

    private mutating func readInline(_ blob: FieldReader) throws {
        try GoogleFields.check(blob, known: ["mimeType", "data", "displayName"])
        let type = try blob.requiredString("mimeType")
        let encoded = try blob.requiredString("data")
        guard let bytes = GoogleBase64.decode(encoded) else {
            throw GoogleFailure.invalid(
                "Invalid value at '\(blob.child("data"))' (TYPE_BYTES), Base64 decoding failed for \"\(encoded.prefix(24))\""
            )
        }
        guard Self.families.contains(where: { type.hasPrefix($0) }) else {
            throw GoogleFailure.invalid("Unsupported MIME type: \(type)")
        }
        if type.hasPrefix("image/") { pictures += 1 }
        if ["image/png", "image/jpeg", "image/webp"].contains(type) {
            guard let size = PixelCanvas.decodedSize(of: [UInt8](bytes)) else {
                throw GoogleFailure.invalid("Provided image is not valid.")
            }
            media.append("\(type) \(size.width)x\(size.height)")
        } else {
            media.append("\(type) of \(bytes.count) bytes")
        }
    }

    private static let families = ["image/", "audio/", "video/", "text/", "application/pdf", "application/json"]
}
