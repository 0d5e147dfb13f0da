public import EaselCore
public import Foundation

/// How the lines of a batch file are worked through.
public struct BatchPlan: Sendable {
    /// Names the file in history: its absolute path.
    public var name: String
    /// How many lines are under way at once, at least 1.
    public var concurrency: Int
    public var shard: BatchShard
    /// Lines that ended in an earlier run are left alone, open ones are followed.
    public var resumes: Bool
    /// Lines that failed in an earlier run are sent again, but for those that may have been accepted.
    public var retriesFailed: Bool
    /// Media whose request may have been accepted are sent again too: they may be billed twice.
    public var resendsUnknown: Bool
    /// Where files go, nil for the configured folder.
    public var outputFolder: URL?
    /// Which ids need no work: their results are where they belong.
    public var isSettled: @Sendable (String) -> Bool
    /// A line that ended is told of unless history says that it was. False where `isSettled` knows better.
    public var trustsHistory: Bool

    public init(name: String, concurrency: Int = 4, shard: BatchShard = .all) {
        self.name = name
        self.concurrency = max(1, concurrency)
        self.shard = shard
        self.resumes = false
        self.retriesFailed = false
        self.resendsUnknown = false
        self.isSettled = { _ in false }
        self.trustsHistory = true
    }
}

/// The part of a file that one of several machines works on: every `count`th line.
public struct BatchShard: Hashable, Sendable {
    /// From 0.
    public var index: Int
    public var count: Int

    public static let all = BatchShard(index: 0, count: 1)

    private init(index: Int, count: Int) {
        self.index = index
        self.count = count
    }

    /// Reads `CLOUD_RUN_TASK_INDEX` and `CLOUD_RUN_TASK_COUNT`, which Cloud Run jobs and other schedulers set. All lines
    /// where they are not set; throws `configuration` when they make no sense.
    public init(index: String?, count: String?) throws(EaselError) {
        guard index != nil || count != nil else {
            self = .all
            return
        }
        guard let count = Int(count ?? "1"), let index = Int(index ?? "0"), count >= 1, (0..<count).contains(index)
        else {
            throw EaselError(
                .configuration, "CLOUD_RUN_TASK_INDEX and CLOUD_RUN_TASK_COUNT name no part of the file.",
                remedy: "Set an index from 0 to one less than the count, or unset both.")
        }
        self.init(index: index, count: count)
    }

    /// - Parameter position: of the line among those that are not empty, from 0.
    public func holds(_ position: Int) -> Bool { position % count == index }
}

/// A line as it stands in the file.
public struct BatchInput: Sendable {
    /// From 1, as an editor counts.
    public var number: Int
    /// Nil for a line that is longer than anybody reads.
    public var text: [UInt8]?

    public init(number: Int, text: [UInt8]?) {
        self.number = number
        self.text = text
    }
}

/// How a line ended.
public struct BatchResult: Sendable {
    public var line: BatchLine
    /// What history says; a line that was refused before anything was sent has a record that is in no history.
    public var record: GenerationRecord

    public init(line: BatchLine, record: GenerationRecord) {
        self.line = line
        self.record = record
    }
}
