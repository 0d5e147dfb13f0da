import EaselCore
import Foundation

/// Builds the recorded prompt's request with Easel's own adapter.
protocol RequestCheck: Sendable {
    /// For the printed count: `OpenRouter chat requests`.
    var name: String { get }
    func claims(_ exchange: RecordedExchange) -> Bool
    /// Why Easel has no such request, nil when it has.
    func omission(_ exchange: RecordedExchange) -> String?
    /// What the SDK sent, spelled as Easel spells it where the protocol allows both.
    func theirs(_ exchange: RecordedExchange) -> JSONValue?
    /// The request as Easel would send it.
    func preview(_ exchange: RecordedExchange) async throws -> RequestPreview
}

extension RequestCheck {
    func omission(_ exchange: RecordedExchange) -> String? { nil }

    func theirs(_ exchange: RecordedExchange) -> JSONValue? { exchange.sent }
}

extension MediaInput {
    /// A file out of a data URI, of an address or of bare base64; nil for text that is none of them.
    init?(recorded text: String, type: String? = nil, name: String = "recorded") {
        if text.hasPrefix("https://"), let url = URL(string: text) {
            self.init(role: .reference, content: .hosted(url), type: .jpeg, name: name)
            return
        }
        let parts = text.split(separator: ",", maxSplits: 1)
        let isURI = text.hasPrefix("data:") && parts.count == 2
        let declared = isURI ? String(parts[0].dropFirst(5).prefix { $0 != ";" }) : type
        guard let declared, let bytes = Data(base64Encoded: isURI ? String(parts[1]) : text) else { return nil }
        self.init(role: .reference, bytes: bytes, type: MediaType(rawValue: declared), name: name)
    }
}

extension RequestParameters {
    /// Recorded fields as a person would set them: by Easel's name where it has one, else by the provider's own.
    init(recorded fields: [String: JSONValue], common: [String: ParameterKey]) {
        var values: ParameterValues = [:]
        for (name, value) in fields where value != .null {
            values[common[name] ?? ParameterKey(rawValue: name)] = value
        }
        self.init(values: values)
    }
}
