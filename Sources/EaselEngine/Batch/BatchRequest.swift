public import EaselCore
import Foundation

/// One line of a batch file (product.md section 3):
/// `{"id":"row-1","modality":"image","prompt":"…","on":"fal:fal-ai/flux/dev","set":{…},"attach":[…],"fallback":[…]}`.
public struct BatchRequest: Hashable, Sendable {
    /// The line's own id, nil when it has none.
    public var id: String?
    public var draft: GenerationDraft
    /// Nil for the default target of the modality.
    public var target: ModelReference?
    public var fallbacks: [ModelReference]

    /// Reads a line. Throws `invalidRequest` that names the key which is wrong.
    public init(line: some Sequence<UInt8>) throws(EaselError) {
        guard case .object(let members)? = try? JSONDecoder().decode(JSONValue.self, from: Data(line)) else {
            throw Self.wrong("it is not a JSON object")
        }
        if let key = members.keys.sorted().first(where: { !Self.keys.contains($0) }) {
            throw Self.wrong("\"\(TerminalSafeText.line(String(key.prefix(40))))\" is no key of a request")
        }
        id = try Self.text("id", members)
        guard let word = try Self.text("modality", members) else { throw Self.wrong("\"modality\" is missing") }
        guard let modality = Modality(rawValue: word) else {
            let all = Modality.allCases.map(\.rawValue).joined(separator: ", ")
            throw Self.wrong("\"modality\" has to be one of \(all)")
        }
        guard let prompt = try Self.text("prompt", members) else { throw Self.wrong("\"prompt\" is missing") }
        draft = GenerationDraft(
            modality: modality, prompt: prompt, parameters: try Self.parameters(members),
            attachments: try Self.attachments(members))
        target = try Self.text("on", members).map { (text) throws(EaselError) in try Self.target(text, "on") }
        fallbacks = []
        for text in try Self.texts("fallback", members) { fallbacks.append(try Self.target(text, "fallback")) }
    }

    /// The id of a line that could not be read as a request, where at least that can be told.
    public static func id(ofUnreadable line: some Sequence<UInt8>) -> String? {
        guard case .object(let members)? = try? JSONDecoder().decode(JSONValue.self, from: Data(line)) else {
            return nil
        }
        return members["id"]?.string
    }

    private static let keys: Set<String> = ["id", "modality", "prompt", "on", "set", "attach", "fallback"]

    private static func parameters(_ members: [String: JSONValue]) throws(EaselError) -> ParameterValues {
        switch members["set"] {
        case nil, .null: return [:]
        case .object(let values):
            return Dictionary(
                values.map { (ParameterKey(rawValue: $0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
        default: throw wrong("\"set\" has to be an object")
        }
    }

    private static func attachments(_ members: [String: JSONValue]) throws(EaselError) -> [Attachment] {
        var attachments: [Attachment] = []
        for text in try texts("attach", members) {
            guard let attachment = Attachment(text) else { throw wrong("\"attach\" names no file") }
            attachments.append(attachment)
        }
        return attachments
    }

    private static func target(_ text: String, _ key: String) throws(EaselError) -> ModelReference {
        guard let target = ModelReference(text) else { throw wrong("\"\(key)\" is not PROVIDER or PROVIDER:MODEL") }
        return target
    }

    private static func text(_ key: String, _ members: [String: JSONValue]) throws(EaselError) -> String? {
        switch members[key] {
        case nil, .null: return nil
        case .string(let text): return text
        default: throw wrong("\"\(key)\" has to be a text")
        }
    }

    private static func texts(_ key: String, _ members: [String: JSONValue]) throws(EaselError) -> [String] {
        switch members[key] {
        case nil, .null: return []
        case .array(let values):
            let texts = values.compactMap(\.string)
            guard texts.count == values.count else { throw wrong("\"\(key)\" has to be a list of texts") }
            return texts
        default: throw wrong("\"\(key)\" has to be a list of texts")
        }
    }

    private static func wrong(_ what: String) -> EaselError {
        EaselError(
            .invalidRequest, "The line is no request: \(what).",
            remedy: "Write it as {\"id\":\"row-1\",\"modality\":\"image\",\"prompt\":\"…\",\"on\":\"fal\",\"set\":{}}.")
    }
}
