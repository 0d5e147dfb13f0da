import EaselCore
import Foundation

/// Firebase's canned answers of Vertex AI: bodies alone, so the status is the one that an error body states.
enum FirebaseAnswers {
    static let folder = "firebase-vertexai"

    static func exchanges() throws -> [RecordedExchange] {
        try Recordings.files(in: folder).map { file in
            let body = try Recordings.bytes(file)
            let type = contentType(file, body)
            var exchange = RecordedExchange(
                file: file, position: 0,
                request: .init(method: "POST", url: "https://firebase.example/\(file)", headers: [], body: Data()),
                response: .init(status: 200, headers: [.init(name: "Content-Type", value: type)], body: body))
            let stated = exchange.answer?["error"]?["code"]?.integer
            exchange.response.status = type == "text/html" ? 404 : stated.map(Int.init) ?? 200
            return exchange
        }
    }

    private static func contentType(_ file: String, _ body: Data) -> String {
        if file.hasSuffix(".html") { return "text/html" }
        return body.starts(with: Data("data:".utf8)) ? "text/event-stream" : "application/json"
    }
}
