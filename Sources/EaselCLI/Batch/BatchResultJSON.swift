import EaselCore
import EaselEngine

/// A line of results: the object of `--json` with the line's id (product.md section 3).
struct BatchResultJSON: Encodable {
    var result: BatchResult

    private enum Key: String, CodingKey { case batchID }

    func encode(to encoder: any Encoder) throws {
        try GenerationJSON(result.record).encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(result.line.id, forKey: .batchID)
    }
}

/// What is read back of a line of results.
struct BatchResultHead: Decodable {
    var batchID: String
    var status: String
    var error: Failure?

    struct Failure: Decodable { var kind: String }
}
