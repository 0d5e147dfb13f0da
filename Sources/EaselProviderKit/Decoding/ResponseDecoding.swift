public import EaselCore
public import Foundation

/// Decodes the body of a response, and says where it was not as expected without quoting it.
public enum ResponseDecoding {
    /// Decodes JSON. A failure is an `invalidResponse` that names the endpoint and the place inside the body.
    public static func decode<Value: Decodable>(
        _ type: Value.Type, from body: Data, endpoint: String
    ) throws(EaselError) -> Value {
        do {
            return try JSONDecoder().decode(type, from: body)
        } catch {
            throw EaselError(.invalidResponse, "The answer of \(endpoint) cannot be read: \(place(of: error)).")
        }
    }

    private static func place(of error: any Error) -> String {
        guard let error = error as? DecodingError else { return "it is not JSON" }
        switch error {
        case .keyNotFound(let key, let context): return "\(path(context.codingPath + [key])) is missing"
        case .typeMismatch(_, let context): return "\(path(context.codingPath)) has an unexpected type"
        case .valueNotFound(_, let context): return "\(path(context.codingPath)) is null"
        case .dataCorrupted(let context):
            return context.codingPath.isEmpty
                ? "it is not complete JSON" : "\(path(context.codingPath)) has an unexpected value"
        @unknown default: return "its shape is unexpected"
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        // Keys of an object are words of the provider.
        let path = keys.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }.joined()
        let clean = ControlText.oneLine(path.hasPrefix(".") ? String(path.dropFirst()) : path)
        return clean.isEmpty ? "the value" : String(clean.prefix(120))
    }
}
