public import EaselCore
public import Foundation
import GRDB

/// The log database of the `llm` command line (https://llm.datasette.io): its older table `responses`, and `turns` of 0.32 and
/// later. It is opened for reading only.
public struct LLMLog: Sendable {
    /// One prompt with its answer.
    public struct Turn: Sendable {
        public var id: String
        public var conversation: String?
        public var conversationName: String?
        public var model: String
        public var prompt: String
        public var system: String?
        public var answer: String
        /// A JSON object, or nothing.
        public var options: String?
        public var date: Date?
        public var milliseconds: Int?
        public var inputTokens: Int?
        public var outputTokens: Int?
    }

    private let queue: DatabaseQueue
    private let file: URL

    /// Throws `.invalidRequest` for a file that is no such database.
    public init(_ file: URL) throws(EaselError) {
        self.file = file
        do {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.label = "easel.llm"
            queue = try DatabaseQueue(path: file.path, configuration: configuration)
            let isLog = try queue.read { try $0.tableExists("responses") || $0.tableExists("turns") }
            guard isLog else { throw Self.wrong(file) }
        } catch let error as EaselError {
            throw error
        } catch {
            throw Self.wrong(file)
        }
    }

    /// Whether a file is an SQLite database at all.
    public static func isDatabase(_ start: Data) -> Bool { start.starts(with: Data("SQLite format 3\0".utf8)) }

    /// Turns behind a place, in the order of their ids, which is that of time; at most 200.
    ///
    /// - Parameter after: the id of the last turn that was read; nil for the beginning.
    public func turns(after id: String?) async throws(EaselError) -> [Turn] {
        do {
            return try await queue.read { database in
                var sources: [String] = []
                if try database.tableExists("responses") { sources.append(Self.responses) }
                if try database.tableExists("turns"), try database.tableExists("turn_search") {
                    sources.append(Self.turns)
                }
                let sql = """
                    SELECT * FROM (\(sources.joined(separator: " UNION ALL "))) WHERE id > ? GROUP BY id ORDER BY id LIMIT 200
                    """
                return try Row.fetchAll(database, sql: sql, arguments: [id ?? ""]).map(Turn.init)
            }
        } catch {
            throw EaselError(
                .invalidRequest, "\(file.path) cannot be read as a log of llm.",
                remedy: "Update it: `llm logs` does so.")
        }
    }

    private static let responses = """
        SELECT responses.id, conversation_id AS conversation, conversations.name AS name, coalesce(resolved_model, responses.model)
            AS model, prompt, system, response AS answer, options_json AS options, datetime_utc AS date, duration_ms AS duration,
            input_tokens AS input, output_tokens AS output
        FROM responses LEFT JOIN conversations ON conversations.id = conversation_id
        """

    private static let turns = """
        SELECT turns.id, thread_id AS conversation, threads.name AS name, coalesce(resolved_model, model) AS model,
            turn_search.prompt AS prompt, NULL AS system, turn_search.response AS answer, options_json AS options,
            turns.datetime_utc AS date, duration_ms AS duration, input_tokens AS input, output_tokens AS output
        FROM turns LEFT JOIN threads ON threads.id = thread_id LEFT JOIN turn_search ON turn_search.turn_id = turns.id
        """

    private static func wrong(_ file: URL) -> EaselError {
        EaselError(
            .invalidRequest, "\(file.path) is no log database of llm.", remedy: "`llm logs path` shows where it is.")
    }
}

extension LLMLog.Turn {
    fileprivate init(_ row: Row) {
        id = row["id"] ?? ""
        conversation = row["conversation"]
        conversationName = row["name"]
        model = row["model"] ?? ""
        prompt = row["prompt"] ?? ""
        system = row["system"]
        answer = row["answer"] ?? ""
        options = row["options"]
        date = (row["date"] as String?).flatMap(Self.date)
        milliseconds = row["duration"]
        inputTokens = row["input"]
        outputTokens = row["output"]
    }

    /// `2026-01-31T12:00:00.123456+00:00`, in older rows with a space and without the zone; always UTC.
    private static func date(_ text: String) -> Date? {
        var plain = text.replacing(" ", with: "T")
        if let zone = plain.lastIndex(of: "+"), plain.distance(from: plain.startIndex, to: zone) > 10 {
            plain = String(plain[..<zone])
        }
        if plain.hasSuffix("Z") { plain.removeLast() }
        let halves = plain.split(separator: ".", maxSplits: 1)
        guard let whole = halves.first, let date = try? Date(whole + "Z", strategy: .iso8601) else { return nil }
        let fraction = halves.count == 2 ? Double("0." + halves[1]) ?? 0 : 0
        return date.addingTimeInterval(fraction)
    }
}
