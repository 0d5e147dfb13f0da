import Foundation

/// `INDEX.tsv`: one line for each recorded exchange.
enum RecordingsIndex {
    struct Row: Sendable, Hashable {
        var file: String
        var method: String
        var url: String
        var status: Int
    }

    /// An address as the index writes it: cut after 180 characters, for data URIs.
    static func shown(_ url: String) -> String { String(url.prefix(180)) }

    static func rows() throws -> [Row] {
        let text = String(decoding: try Recordings.bytes("INDEX.tsv"), as: UTF8.self)
        return try text.split(separator: "\n").dropFirst().map { line in
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard fields.count >= 4, let status = Int(fields[3]) else {
                throw RecordingFault(file: "INDEX.tsv", problem: "a line is not as expected: \(line.prefix(120))")
            }
            return Row(file: fields[0], method: fields[1], url: fields[2], status: status)
        }
    }
}
