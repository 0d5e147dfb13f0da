import Foundation
import Yams

/// A cassette of Ruby's VCR: `http_interactions`, each with a body that names its encoding.
enum RubyCassette {
    static func exchanges(in file: String) throws -> [RecordedExchange] {
        let interactions = try Node.document(file).member("http_interactions", of: file)
        return try (interactions.sequence.map(Array.init) ?? []).enumerated().map { position, node in
            let request = try node.member("request", of: file)
            let response = try node.member("response", of: file)
            return RecordedExchange(
                file: file, position: position,
                request: .init(
                    method: (try request.member("method", of: file).string ?? "").uppercased(),
                    url: try request.member("uri", of: file).string ?? "",
                    headers: request["headers"]?.headerFields ?? [],
                    body: request["body"]?["string"]?.bytes ?? Data()),
                response: .init(
                    status: try response.member("status", of: file)["code"]?.int ?? 0,
                    headers: response["headers"]?.headerFields ?? [],
                    body: response["body"]?["string"]?.bytes ?? Data()))
        }
    }
}
