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
}
