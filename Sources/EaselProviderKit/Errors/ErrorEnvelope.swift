import Foundation

/// The error body of a provider, in any of the shapes that the wire sheets list: `error` as an object or as text, `code`
/// as a number, text or missing, `detail` as text or as a list, `message` alone.
public struct ErrorEnvelope: Decodable, Sendable, Hashable {
    /// One entry of a `detail` list (FastAPI's shape).
    public struct Detail: Decodable, Sendable, Hashable {
        public var type: String?
        public var message: String?
        /// Where in the request: `body.prompt`.
        public var location: String?

        enum CodingKeys: String, CodingKey { case type, msg, loc }

        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            type = try? container.decodeIfPresent(String.self, forKey: .type)
            message = try? container.decodeIfPresent(String.self, forKey: .msg)
            let parts = try? container.decodeIfPresent(LenientArray<FlexibleCode>.self, forKey: .loc)
            location = parts.map { $0.elements.map(\.text).joined(separator: ".") }.flatMap { $0.isEmpty ? nil : $0 }
        }
    }

    public var code: FlexibleCode?
    public var type: String?
    public var message: String?
    /// Machine-readable word beside the message (`error_type` at fal.ai and OpenRouter).
    public var errorType: String?
    public var details: [Detail]

    private enum CodingKeys: String, CodingKey {
        case error, code, type, message, detail, status, errorType = "error_type"
    }

    public init(from decoder: any Decoder) throws {
        let outer = try decoder.container(keyedBy: CodingKeys.self)
        let inner = try? outer.nestedContainer(keyedBy: CodingKeys.self, forKey: .error)
        let places = [inner, outer].compactMap { $0 }
        func text(_ key: CodingKeys) -> String? {
            places.lazy.compactMap { try? $0.decode(String.self, forKey: key) }.first
        }
        code = places.lazy.compactMap { try? $0.decode(FlexibleCode.self, forKey: .code) }.first { !$0.text.isEmpty }
        type = text(.type)
        errorType = text(.errorType)
        details = (try? outer.decode(LenientArray<Detail>.self, forKey: .detail))?.elements ?? []
        let lines = details.compactMap { detail in
            detail.message.map { message in detail.location.map { "\($0): \(message)" } ?? message }
        }
        let listed = lines.isEmpty ? nil : lines.joined(separator: "; ")
        message =
            text(.message) ?? (try? outer.decode(String.self, forKey: .error))
            ?? (try? outer.decode(String.self, forKey: .detail)) ?? listed
    }
}
