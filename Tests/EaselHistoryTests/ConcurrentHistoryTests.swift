import EaselCore
import EaselHistory
import Foundation
import Testing

/// Two studios and a batch on one file, each with a connection of its own.
struct ConcurrentHistoryTests {
    @Test func `several writers at once lose nothing, and readers see whole rows all the time`() async throws {
        let folder = try TemporaryFolder()
        let stores = try (0..<3).map { _ in try GRDBHistoryStore.open(at: folder.file("history.sqlite")) }
        let shared = Sample.record("judged by all")
        try await stores[0].keep(shared)
        let count = 60
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, store) in stores[0..<2].enumerated() {
                group.addTask {
                    for index in 0..<count {
                        let record = Sample.record("studio \(number) row \(index)", at: Double(index + 1))
                        try await store.keep(record, text: "answer \(index)")
                        _ = try await store.curate([record.id], .tag(["studio\(number)"]), at: .now)
                        _ = try await store.curate([shared.id], .tag(["s\(number)-\(index)"]), at: .now)
                    }
                }
            }
            group.addTask {
                for index in 0..<count {
                    let record = Sample.record("batch row \(index)", at: Double(index + 1))
                    try await stores[2].assign(record.id, to: BatchLine(batch: "b", id: "\(index)"))
                    try await stores[2].keep(record)
                    try await stores[2].noteReported(BatchLine(batch: "b", id: "\(index)"))
                }
            }
            group.addTask {
                var last = 0
                while last < count * 3 + 1 {
                    let page = try await stores[1].list(HistoryRequest(limit: 1000))
                    #expect(page.entries.count >= last)
                    #expect(page.entries.allSatisfy { !$0.record.status.isFinished || $0.record.status == .succeeded })
                    last = page.entries.count
                }
            }
            try await group.waitForAll()
        }
        let facets = try await stores[0].facets()
        #expect(facets.total == count * 3 + 1)
        #expect(facets.tags.filter { $0.name.hasPrefix("studio") }.map(\.count) == [count, count])
        #expect(try await stores[2].entry(shared.id)?.curation.tags.count == count * 2)
        #expect(try await stores[1].summary(of: "b") == BatchSummary(lines: count, finished: count, spentUSD: 0))
        #expect(try await stores[1].count(HistoryFilter(search: "row")).value == count * 3)
    }

    @Test func `a connection is told that others have written, and nothing of its own writes`() async throws {
        let folder = try TemporaryFolder()
        let stores = try (0..<2).map { _ in try GRDBHistoryStore.open(at: folder.file("history.sqlite")) }
        let before = try await stores[0].versionOfOthers()
        try await stores[0].keep(Sample.record("mine"))
        #expect(try await stores[0].versionOfOthers() == before)
        try await stores[1].keep(Sample.record("theirs", at: 1))
        let after = try await stores[0].versionOfOthers()
        #expect(after != before)
        #expect(try await stores[0].versionOfOthers() == after)
    }

    /// POSIX takes all locks of a process on a file away when it closes any descriptor of it. A process that ends later would
    /// take itself for the last one, and delete the log that the first goes on writing into.
    @Test func `opening a history once more takes no locks away from who has it open`() async throws {
        let folder = try TemporaryFolder()
        let file = folder.file("history.sqlite")
        let store = try GRDBHistoryStore.open(at: file)
        try await store.keep(Sample.record("one"))
        let locks = try Self.locks(on: file)
        #expect(locks > 0)
        do { _ = try await GRDBHistoryStore.open(at: file).list(HistoryRequest()) }
        #expect(try Self.locks(on: file) >= locks)
        try await store.keep(Sample.record("two", at: 1))
    }

    /// How many locks there are on a file, from proc_locks(5).
    private static func locks(on file: URL) throws -> Int {
        let number = try #require(
            try FileManager.default.attributesOfItem(atPath: file.path)[.systemFileNumber] as? Int)
        let table = try String(contentsOfFile: "/proc/locks", encoding: .utf8)
        return table.split(separator: "\n").count { $0.contains(":\(number) ") }
    }
}
