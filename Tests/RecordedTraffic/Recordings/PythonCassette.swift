import Foundation
import Yams

/// A cassette of VCR.py, in both of its shapes: `content` and `status_code`, or `body.string` and `status.code`, where the
/// body may still be compressed.
enum PythonCassette {
    static func exchanges(in file: String) throws -> [RecordedExchange] {
        let interactions = try Node.document(file).member("interactions", of: file)
        return try (interactions.sequence.map(Array.init) ?? []).enumerated().map { position, node in
            let request = try node.member("request", of: file)
            return RecordedExchange(
                file: file, position: position,
                request: .init(
                    method: (try request.member("method", of: file).string ?? "").uppercased(),
                    url: try request.member("uri", of: file).string ?? "",
                    headers: request["headers"]?.headerFields ?? [], body: request["body"]?.bytes ?? Data()),
                response: try response(try node.member("response", of: file), of: file))
        }
    }

    private static func response(_ node: Node, of file: String) throws -> RecordedExchange.Response {
        let body = node["content"]?.bytes ?? node["body"]?["string"]?.bytes ?? Data()
        return RecordedExchange.Response(
            status: node["status_code"]?.int ?? node["status"]?["code"]?.int ?? 0,
            headers: node["headers"]?.headerFields ?? [],
            body: body.starts(with: [0x1F, 0x8B]) ? try Gunzip.expand(body, of: file) : body)
    }
}
