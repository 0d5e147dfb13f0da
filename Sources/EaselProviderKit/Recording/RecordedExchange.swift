import EaselCore
import Foundation

/// One request and how it was answered: `000001.json` in a recording's folder. The bodies are in files beside it.
struct RecordedExchange: Codable, Sendable {
    struct Field: Codable, Sendable, Hashable {
        var name: String
        var value: String
    }

    struct Request: Codable, Sendable {
        var method: String
        /// Without secrets.
        var url: String
        var headers: [Field]
        /// The file of the body, nil where there is none.
        var body: String?
    }

    struct Response: Codable, Sendable {
        var status: Int
        var headers: [Field]
        /// The file of the body.
        var body: String
        /// The file that says when each piece of the body came, and how it ended.
        var pieces: String
    }

    var request: Request
    /// Nil where none came.
    var response: Response?
    /// Why no response came.
    var failure: EaselError?
    /// From sending to the head of the response, or to the failure.
    var milliseconds: Int
}

/// When the pieces of a body came: a line for each, then a line for the end. A file without its end is of a body that nobody
/// read to its end.
///
///     12 340
///     57 1024
///     end complete 60
enum RecordedPiece: Equatable {
    /// So many bytes of the body's file, so many milliseconds after the head.
    case bytes(Int, at: Int)
    case complete(at: Int)
    case failed(EaselError, at: Int)

    init?(_ line: Substring) {
        let words = line.split(separator: " ", maxSplits: 3)
        if words.count == 2, let milliseconds = Int(words[0]), let count = Int(words[1]), count >= 0 {
            self = .bytes(count, at: milliseconds)
        } else if words.count >= 3, words[0] == "end", let milliseconds = Int(words[2]) {
            guard words[1] == "failed" else {
                self = .complete(at: milliseconds)
                return
            }
            let error = words.count == 4 ? try? JSONDecoder().decode(EaselError.self, from: Data(words[3].utf8)) : nil
            self = .failed(error ?? EaselError(.unavailable, "The connection failed."), at: milliseconds)
        } else {
            return nil
        }
    }

    var line: String {
        switch self {
        case .bytes(let count, let milliseconds): "\(milliseconds) \(count)\n"
        case .complete(let milliseconds): "end complete \(milliseconds)\n"
        case .failed(let error, let milliseconds):
            "end failed \(milliseconds) \((try? JSONText.encode(error)) ?? "")\n"
        }
    }
}
