import EaselCore
import EaselProviderKit
import Foundation

/// One HTTP exchange that somebody else recorded: what was sent and what came back.
struct RecordedExchange: Sendable, CustomStringConvertible {
    struct Request: Sendable {
        var method: String
        var url: String
        var headers: [Header]
        var body: Data
    }

    struct Response: Sendable {
        var status: Int
        var headers: [Header]
        var body: Data
    }

    struct Header: Sendable, Hashable {
        var name: String
        var value: String
    }

    /// The file, relative to the folder of recordings.
    var file: String
    /// Its place in the file, from 0.
    var position: Int
    var request: Request
    var response: Response

    /// Where to look when a check fails.
    var description: String { "\(file)#\(position) \(request.method) \(request.url.prefix(160))" }

    /// The first folder of the file's path.
    var collection: String { String(file.prefix { $0 != "/" }) }

    /// The address without what follows `?`.
    var address: String { String(request.url.prefix { $0 != "?" }) }

    /// The media type that the server declared, without parameters.
    var contentType: String? { response.header("content-type").map { MediaType(rawValue: $0).rawValue } }

    /// The answer as JSON, nil if it is none.
    var answer: JSONValue? { ReadBodies.json("answer \(file)#\(position)", response.body) }

    /// The request's body as JSON, nil if it is none.
    var sent: JSONValue? { ReadBodies.json("sent \(file)#\(position)", request.body) }
}

extension RecordedExchange.Response {
    func header(_ name: String) -> String? { headers.first { $0.name.lowercased() == name }?.value }

    /// The header as a transport hands it on: recorders stored the body unchunked and decompressed.
    var deliveredHeaders: HeaderFields {
        let consumed: Set<String> = ["content-encoding", "content-length", "transfer-encoding"]
        return HeaderFields(
            fields: headers.filter { !consumed.contains($0.name.lowercased()) }.map {
                HeaderFields.Field(name: $0.name, value: $0.value)
            })
    }
}
