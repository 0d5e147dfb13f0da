import EaselCore
import Foundation

/// The body of `generateContent` and `streamGenerateContent` (wire sheet 1.2).
struct GoogleVertexContent: Encodable, Sendable {
    struct Turn: Encodable, Sendable {
        /// `user` or `model`; an instruction has none.
        var role: String?
        var parts: [Part]
    }

    /// Exactly one of the payloads, with what changes it.
    struct Part: Encodable, Sendable {
        struct Blob: Encodable, Sendable {
            var mimeType: String
            /// Standard base64.
            var data: String
        }

        struct File: Encodable, Sendable {
            var fileUri: String
            var mimeType: String
        }

        struct Speech: Encodable, Sendable { var style: String }

        var text: String?
        var inlineData: Blob?
        var fileData: File?
        /// How the text is to be read (5.1).
        var speechMetadata: Speech?
    }

    var contents: [Turn]
    var systemInstruction: Turn?
    /// Fields of the body and of `generationConfig`, as `GoogleVertexFields` sorted them.
    var fields: [String: JSONValue] = [:]

    private enum CodingKeys: String, CodingKey { case contents, systemInstruction }

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    func encode(to encoder: any Encoder) throws {
        var open = encoder.container(keyedBy: Name.self)
        for (name, value) in fields { try open.encode(value, forKey: Name(stringValue: name)) }
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(contents, forKey: .contents)
        try container.encodeIfPresent(systemInstruction, forKey: .systemInstruction)
    }
}
