import EaselCore
import Foundation

/// The JSON in the database's columns. Numbers that JSON lacks are kept under names of our own.
enum HistoryJSON {
    static func encode(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "easel:infinity", negativeInfinity: "easel:-infinity", nan: "easel:nan")
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// Nil when the text is not of that shape: a damaged column costs that column, not the page.
    static func decode<Value: Decodable>(_ text: String?, as type: Value.Type = Value.self) -> Value? {
        guard let text else { return nil }
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "easel:infinity", negativeInfinity: "easel:-infinity", nan: "easel:nan")
        return try? decoder.decode(type, from: Data(text.utf8))
    }
}
