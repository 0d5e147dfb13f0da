import EaselCore
import Foundation

/// A plain reading of a recorded event stream: the JSON of every `data:` line, in order.
enum PlainEvents {
    static func data(in body: Data) -> [String] {
        String(decoding: body, as: UTF8.self).split(omittingEmptySubsequences: true, whereSeparator: \.isNewline)
            .filter { $0.hasPrefix("data:") }
            .map { $0.dropFirst(5).trimmingCharacters(in: .whitespaces) }
    }

    static func values(in body: Data) -> [JSONValue] {
        data(in: body).compactMap { try? JSONDecoder().decode(JSONValue.self, from: Data($0.utf8)) }
    }
}
