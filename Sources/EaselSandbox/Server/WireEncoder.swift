import Foundation

/// Encodes what goes out: properties in snake case, keys in alphabetical order, slashes as they are.
///
/// The keys of dictionaries are never changed, so a published schema or an echoed input stays as it is.
enum WireEncoder {
    static func bytes(_ value: some Encodable) -> Data {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(value)) ?? Data("null".utf8)
    }
}
