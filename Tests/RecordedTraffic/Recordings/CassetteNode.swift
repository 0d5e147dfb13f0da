import Foundation
import Yams

/// What both kinds of cassette have in common.
extension Node {
    /// The text or the bytes of a scalar; Ruby writes bytes as `!binary`, Python as `!!binary`.
    var bytes: Data {
        guard let scalar else { return Data() }
        let isBinary = scalar.tag.description.hasSuffix("binary")
        guard isBinary else { return Data(scalar.string.utf8) }
        return Data(base64Encoded: scalar.string, options: .ignoreUnknownCharacters) ?? Data()
    }

    /// Header fields: a mapping of a name to its values.
    var headerFields: [RecordedExchange.Header] {
        (mapping.map(Array.init) ?? []).flatMap { name, values in
            (values.sequence.map(Array.init) ?? [values]).map {
                RecordedExchange.Header(name: name.string ?? "", value: $0.string ?? "")
            }
        }
    }

    /// The member, or a fault that names it.
    func member(_ key: String, of file: String) throws -> Node {
        guard let node = self[key] else { throw RecordingFault(file: file, problem: "\(key) is missing") }
        return node
    }

    static func document(_ file: String) throws -> Node {
        guard let node = try Yams.compose(yaml: String(decoding: try Recordings.bytes(file), as: UTF8.self)) else {
            throw RecordingFault(file: file, problem: "it is empty")
        }
        return node
    }
}
