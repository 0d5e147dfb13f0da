import EaselCore
import Foundation
import GRDB

/// The SQL of a listing: candidates along one index, in the order of the listing, and the rest of the filter on each of them.
///
/// The candidates are a subquery with a limit. SQLite runs it as a coroutine, so a page that fills early stops early; one that
/// does not fill ends after `budget` candidates, and costs no more than that.
struct ListingQuery {
    /// Candidates of one call. Tests/Benchmarks/history.py measures what that costs.
    static let budget = 8000
    /// More than that are not sorted where there is another way.
    private static let sortBudget = 4000
    /// The same for rows that are looked at one after the other, without an index that leads to them.
    static let scanBudget = 40_000
    /// The same where each candidate is looked for among the words, for a question of one word; more words, fewer candidates.
    static let probeBudget = 400
    /// Words that a question may have for that.
    private static let mostProbedWords = 8

    let request: HistoryRequest
    private(set) var arguments: [String: (any DatabaseValueConvertible)?] = [:]
    private var conditions: [String] = []
    private let tagNumbers: [Int64]
    /// The full-text question; nil for none.
    private let question: String?
    /// The same for names, notes and tags, which have words of their own.
    private let curationQuestion: String?
    private let searchesCurations: Bool
    private let low: Int64
    private let high: Int64
    private let place: (row: Int64, value: Double)?
    /// Every row there can be, where the counters know the filter and they are few: then all of them are sorted.
    private let known: [Int64]?
    /// The index that leads holds more than can be sorted while a person waits.
    private(set) var isBroad = false
    /// Decides of candidates that no index of words led to.
    private var probe: String?

    /// Nil when nothing can match.
    init?(_ request: HistoryRequest, in database: Database) throws {
        self.request = request
        let filter = request.filter
        guard let tagNumbers = try Self.numbers(of: filter.tags, in: database) else { return nil }
        self.tagNumbers = tagNumbers
        let isSearching = !filter.search.allSatisfy(\.isWhitespace)
        curationQuestion = isSearching ? try SearchText.question(for: filter.search) : nil
        if isSearching && curationQuestion == nil { return nil }
        question =
            isSearching
            ? try SearchText.question(for: filter.search) { try SearchTerms.beginning(with: $0, in: database) } : nil
        searchesCurations =
            try curationQuestion.map {
                try Bool.fetchOne(
                    database,
                    sql: "SELECT EXISTS (SELECT 1 FROM curationSearch WHERE curationSearch MATCH ?)",
                    arguments: [$0]) == true
            } ?? false
        place = try request.after.map { cursor in
            guard let row = try Self.row(cursor.id, in: database) else {
                throw EaselError(
                    .invalidRequest, "The history does not know the place of \(cursor.id.short).",
                    remedy: "Begin the listing again.")
            }
            return (row, cursor.value ?? -1)
        }
        var (low, high) = (Int64(0), Int64.max)
        if let since = filter.since { low = RowNumber.lowest(at: since) }
        if let until = filter.until { high = RowNumber.lowest(at: until) - 1 }
        if let place, request.sort.column == nil {
            if Self.isAscending(request) { low = max(low, place.row + 1) } else { high = min(high, place.row - 1) }
        }
        guard low <= high else { return nil }
        (self.low, self.high) = (low, high)
        known = try Self.known(request, low...high, most: Self.mostKnown(question, tagNumbers), in: database)
        collect()
        if known != nil, question != nil { probe = words }
        guard request.sort.column != nil, known == nil, hasLeadingIndex else { return }
        let sql = reachRequest
        let reach = try Int.fetchOne(database, sql: sql, arguments: ListingReading.bound(arguments, to: sql)) ?? 0
        // Words that no row can be looked for among leave no other way, up to the whole budget.
        isBroad = reach >= (question == nil || isProbed ? Self.sortBudget : Self.budget)
        if isBroad { widen() }
    }

    /// The tags, the rarest first, for it leads; nil when there is none of that name.
    private static func numbers(of tags: [String], in database: Database) throws -> [Int64]? {
        var found: [(number: Int64, uses: Int)] = []
        for tag in tags {
            guard
                let row = try Row.fetchOne(
                    database, sql: "SELECT number, uses FROM tag WHERE key = ?", arguments: [Curation.tagKey(tag)])
            else { return nil }
            found.append((row["number"], row["uses"]))
        }
        return found.sorted { $0.uses < $1.uses }.map(\.number)
    }

    /// How many rows the counters may know for all of them to be looked at: fewer where each is looked for among words. Nil where
    /// a page in the order of time is put together without.
    private static func mostKnown(_ question: String?, _ tags: [Int64]) -> (byTime: Int?, byValue: Int) {
        guard let question else { return (tags.isEmpty ? nil : sortBudget, sortBudget) }
        let most = isProbable(question) ? probeBudget * 3 / max(1, words(in: question)) : 0
        return (most, most)
    }

    /// All rows that the counters know of for a filter, whatever else it asks for; nil when those are too many, or all there are.
    private static func known(
        _ request: HistoryRequest, _ range: ClosedRange<Int64>, most: (byTime: Int?, byValue: Int),
        in database: Database
    ) throws -> [Int64]? {
        guard let most = request.sort.column == nil ? most.byTime : most.byValue, most > 0 else { return nil }
        var filter = request.filter
        filter.search = ""
        filter.tags = []
        filter.comparison = nil
        if filter.files == .missing { filter.files = nil }
        guard let kinds = try FacetKinds(filter, in: database), kinds.count < most else { return nil }
        return try kinds.rows(range, isAscending: false, limit: most, in: database)
    }

    /// The rows in the order of time where the counters know the filter, one more than the limit when there are as many; nil for
    /// other filters.
    func combinedRows(limit: Int, in database: Database) throws -> [Int64]? {
        guard request.sort.column == nil, let kinds = try FacetKinds(request.filter, in: database) else { return nil }
        return try kinds.rows(low...high, isAscending: isAscending, limit: limit, in: database)
    }

    private static func isAscending(_ request: HistoryRequest) -> Bool {
        (request.sort == .oldest) != request.isBackward
    }

    /// The rows of the filter in the order of reading; the last one, if the page is not full, is `budget` candidates away.
    var pageRequest: String {
        guard let column = request.sort.column, !isDrivenByValue else {
            return "SELECT entry.seq FROM (\(candidates)) AS candidate \(joined) LIMIT :limit"
        }
        let direction = request.isBackward ? "ASC" : "DESC"
        let keyset = place == nil ? "" : " AND (\(column), entry.seq) \(request.isBackward ? ">" : "<") (:value, :row)"
        return """
            SELECT entry.seq FROM (\(candidates)) AS candidate \(joined)\(keyset)
            ORDER BY \(column) \(direction), entry.seq \(direction) LIMIT :limit
            """
    }

    /// How many candidates there are, and the last of them.
    var reachRequest: String { "SELECT count(*) AS count, \(last)(seq) AS last FROM (\(candidates))" }

    /// The candidate at the end of the budget, for candidates in the order of a value; nothing when there are fewer.
    var lastByValueRequest: String { "SELECT seq FROM (\(candidates)) LIMIT 1 OFFSET \(mostCandidates - 1)" }

    /// Values of matches with their rows, in the order of the listing, from where it begins.
    var valueRequest: String {
        let column = request.sort.column ?? "seq"
        return """
            SELECT entry.seq, \(column) AS value FROM (\(candidatesByTime)) AS candidate
                CROSS JOIN entry ON entry.seq = candidate.seq WHERE \(known == nil ? residual : match) ORDER BY \(column) DESC, entry.seq DESC
            """
    }

    /// The same for rows near places that are spread over the history: see `ValueJump`.
    var sampleRequest: String {
        """
        SELECT DISTINCT entry.seq, \(request.sort.column ?? "seq") AS value FROM json_each(:places) AS place
            CROSS JOIN entry ON entry.seq = (SELECT near.seq FROM entry AS near WHERE near.seq >= place.value ORDER BY near.seq LIMIT 1)
        WHERE \(residual) ORDER BY value DESC, entry.seq DESC
        """
    }

    /// How many candidates there are, and how many of them match.
    var countRequest: String {
        """
        SELECT count(*) AS looked, coalesce(sum(isMatch), 0) AS found
        FROM (SELECT (\(match)) AS isMatch FROM (\(candidates)) AS candidate CROSS JOIN entry ON entry.seq = candidate.seq)
        """
    }

    /// The candidates come in the order of a value and not in that of time.
    var isDrivenByValue: Bool {
        guard request.sort.column != nil, known == nil else { return false }
        return !hasLeadingIndex || isBroad && (question == nil || isProbed)
    }

    /// Only the newest of what is found are sorted.
    var isSortBounded: Bool { isBroad && !isDrivenByValue }

    /// Whether candidates in the order of a value are looked for among the words.
    private var isProbed: Bool { question.map(Self.isProbable) ?? false }

    /// Whether one row is soon looked for among the words of a question.
    private static func isProbable(_ question: String) -> Bool {
        guard words(in: question) <= mostProbedWords else { return false }
        // A long beginning is put together anew for each of them: see `SearchTerms`.
        return question.matches(of: /"([^"]*)"\*/).allSatisfy {
            (2...SearchTerms.indexedLength).contains($0.1.unicodeScalars.count)
        }
    }

    /// Every phrase of a question is one quotation.
    private static func words(in question: String) -> Int { question.count { $0 == "\"" } / 2 }

    /// Looks for one row among the words.
    private var words: String {
        let tables =
            [("generationSearch", "question")] + (searchesCurations ? [("curationSearch", "curationWords")] : [])
        let found = tables.map { "EXISTS (SELECT 1 FROM \($0) WHERE \($0) MATCH :\($1) AND rowid = entry.seq)" }
        return "(" + found.joined(separator: " OR ") + ")"
    }

    /// How many candidates one call looks at.
    var mostCandidates: Int {
        if isDrivenByValue { return isProbed ? Self.probeBudget / max(1, Self.words(in: question ?? "")) : Self.budget }
        return question == nil && tagNumbers.isEmpty && leading.hasPrefix("entry WHERE 1")
            ? Self.scanBudget : Self.budget
    }

    private var last: String { isAscending ? "max" : "min" }

    private var joined: String { "CROSS JOIN entry ON entry.seq = candidate.seq WHERE \(match)" }

    private var match: String { residual + (probe.map { " AND \($0)" } ?? "") }

    private var residual: String { conditions.isEmpty ? "1" : conditions.joined(separator: " AND ") }

    /// By time, and from old to new.
    private var isAscending: Bool {
        request.sort.column == nil && Self.isAscending(request)
    }

    /// An index leads that may hold few rows.
    var hasLeadingIndex: Bool {
        let filter = request.filter
        return question != nil || !tagNumbers.isEmpty || filter.isStarred == true || filter.rating != nil
            || filter.isTrashed || filter.files == .missing || filter.comparison != nil
    }

    /// What led the way decides of each candidate now.
    private mutating func widen() {
        arguments["budget"] = mostCandidates
        guard isDrivenByValue else { return }
        if isProbed { probe = words }
        addPeriod()
    }

    private mutating func addPeriod() {
        if request.filter.since != nil || request.filter.until != nil {
            conditions.append("entry.seq BETWEEN :low AND :high")
        }
    }
}

extension ListingQuery {
    private var candidates: String {
        if isDrivenByValue, let column = request.sort.column { return byValue(column) }
        return candidatesByTime
    }

    private var candidatesByTime: String {
        if known != nil {
            return
                "SELECT value AS seq FROM json_each(:known) ORDER BY value \(isAscending ? "ASC" : "DESC") LIMIT :budget"
        }
        let (range, order) = ("BETWEEN :low AND :high", isAscending ? "ASC" : "DESC")
        let end = "ORDER BY seq \(order) LIMIT :budget"
        if question != nil {
            let source = { (table: String, name: String) in
                "SELECT rowid AS seq FROM \(table) WHERE \(table) MATCH :\(name) AND rowid \(range)"
            }
            return searchesCurations
                // As one compound, SQLite merges both in order; as a subquery it would read both to their ends.
                ? "\(source("generationSearch", "question")) UNION \(source("curationSearch", "curationWords")) \(end)"
                : "\(source("generationSearch", "question")) ORDER BY rowid \(order) LIMIT :budget"
        }
        if !tagNumbers.isEmpty { return "SELECT seq FROM tagging WHERE tag = :tag0 AND seq \(range) \(end)" }
        return "SELECT seq FROM \(leading) AND seq \(range) \(end)"
    }

    /// The table, and the condition that one of its indexes answers in the order of time.
    private var leading: String {
        let filter = request.filter
        if filter.comparison != nil { return "entry WHERE comparison = :comparison" }
        if filter.files == .missing { return "entry INDEXED BY entryMissing WHERE missingCount > 0" }
        if filter.isTrashed { return "entry INDEXED BY entryTrashed WHERE trashedAt IS NOT NULL" }
        if filter.isStarred == true { return "entry INDEXED BY entryStarred WHERE isStarred = 1" }
        if filter.rating != nil { return "entry INDEXED BY entryRated WHERE rating > 0" }
        if filter.models.count == 1 { return "entry INDEXED BY entryModel WHERE model = :model0" }
        if filter.isSandbox == true { return "entry INDEXED BY entrySandbox WHERE isSandbox = 1" }
        var equal: [String] = []
        if filter.modalities.count == 1 { equal.append("modality = :modality0") }
        if filter.providers.count == 1 { equal.append("provider = :provider0") }
        if filter.statuses.count == 1 { equal.append("status = :status0") }
        return equal.isEmpty ? "entry WHERE 1" : "generation WHERE \(equal.joined(separator: " AND "))"
    }

    /// Equal values first, along the index: a million rows may have the same.
    private func byValue(_ column: String) -> String {
        let (order, sign) = request.isBackward ? ("ASC", ">") : ("DESC", "<")
        let end = "ORDER BY \(column) \(order), seq \(order) LIMIT :budget"
        guard place != nil else { return "SELECT seq FROM entry \(end)" }
        return """
            SELECT seq FROM (SELECT seq FROM entry WHERE \(column) = :value AND seq \(sign) :row ORDER BY seq \(order) LIMIT :budget)
            UNION ALL
            SELECT seq FROM (SELECT seq FROM entry WHERE \(column) \(sign) :value \(end))
            """
    }

    private mutating func collect() {
        let filter = request.filter
        arguments = [
            "low": low, "high": high, "budget": mostCandidates, "limit": min(max(request.limit, 1), 1000) + 1,
        ]
        if let known { arguments["known"] = "[" + known.map(String.init).joined(separator: ",") + "]" }
        if let question { arguments["question"] = question }
        if let curationQuestion { arguments["curationWords"] = curationQuestion }
        if let place, request.sort.column != nil {
            arguments["value"] = place.value
            arguments["row"] = place.row
        }
        conditions.append(filter.isTrashed ? "trashedAt IS NOT NULL" : "trashedAt IS NULL")
        add("modality", filter.modalities.map(\.rawValue))
        add("provider", filter.providers.map(\.rawValue))
        add("model", filter.models.map(\.rawValue))
        add("status", filter.statuses.map(\.rawValue))
        for (index, number) in tagNumbers.enumerated() {
            arguments["tag\(index)"] = number
            conditions.append("EXISTS (SELECT 1 FROM tagging WHERE tag = :tag\(index) AND tagging.seq = entry.seq)")
        }
        if let isStarred = filter.isStarred { conditions.append("isStarred = \(isStarred ? 1 : 0)") }
        if let rating = filter.rating { conditions.append("rating >= \(max(1, rating))") }
        if let isSandbox = filter.isSandbox { conditions.append("isSandbox = \(isSandbox ? 1 : 0)") }
        switch filter.files {
        case nil: break
        case .with: conditions.append("fileCount > 0")
        case .without: conditions.append("fileCount = 0")
        case .missing: conditions.append("missingCount > 0")
        }
        if let comparison = filter.comparison {
            arguments["comparison"] = comparison
            conditions.append("comparison = :comparison")
        }
        if isDrivenByValue { addPeriod() }
    }

    private mutating func add(_ column: String, _ values: [String]) {
        guard !values.isEmpty else { return }
        for (index, value) in values.enumerated() { arguments["\(column)\(index)"] = value }
        let marks = values.indices.map { ":\(column)\($0)" }.joined(separator: ", ")
        conditions.append("entry.\(column) IN (\(marks))")
    }

    /// The row of an id, or where it would be.
    static func row(_ id: JobID, in database: Database) throws -> Int64? {
        try Int64.fetchOne(database, sql: "SELECT seq FROM generation WHERE id = ?", arguments: [id.rawValue])
            ?? RowNumber.fromVersion7(id)
    }
}

extension HistorySort {
    /// The column that it goes by; nil for time.
    var column: String? {
        switch self {
        case .newest, .oldest: nil
        case .cost: "cost"
        case .duration: "milliseconds"
        case .rating: "rating"
        }
    }
}
