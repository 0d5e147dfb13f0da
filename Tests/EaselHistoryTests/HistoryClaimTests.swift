import EaselCore
import EaselHistory
import Foundation
import Synchronization
import Testing

/// A time that a test sets.
private final class TestClock: Sendable {
    private let state = Mutex(Sample.start)
    var now: Date { state.withLock { $0 } }
    func advance(_ seconds: Double) { state.withLock { $0 = $0.addingTimeInterval(seconds) } }
}

struct HistoryClaimTests {
    @Test func `a claimed row is another's only when its time has run out`() async throws {
        let clock = TestClock()
        let store = GRDBHistoryStore(try HistoryDatabase.inMemory(), now: { clock.now })
        let record = Sample.record()
        try await store.open(record)
        #expect(try await store.owner(of: record.id) == nil)
        #expect(try await store.claim(record.id, owner: "a", until: clock.now.addingTimeInterval(30)))
        #expect(try await !store.claim(record.id, owner: "b", until: clock.now.addingTimeInterval(60)))
        #expect(try await store.claim(record.id, owner: "a", until: clock.now.addingTimeInterval(40)))
        clock.advance(41)
        #expect(try await store.owner(of: record.id) == "a")
        #expect(try await store.claim(record.id, owner: "b", until: clock.now.addingTimeInterval(90)))
        try await store.release(record.id, owner: "a")
        #expect(try await store.owner(of: record.id) == "b")
        try await store.release(record.id, owner: "b")
        #expect(try await store.owner(of: record.id) == nil)
    }

    @Test func `a row that is closed cannot be claimed and has no owner`() async throws {
        let store = try GRDBHistoryStore.inMemory()
        let record = Sample.record()
        try await store.open(record)
        #expect(try await store.claim(record.id, owner: "a", until: .distantFuture))
        var closed = record
        closed.status = .succeeded
        try await store.close(closed)
        #expect(try await store.owner(of: record.id) == nil)
        #expect(try await !store.claim(record.id, owner: "a", until: .distantFuture))
        #expect(try await !store.claim(.new(), owner: "a", until: .distantFuture))
    }

    @Test func `of two processes on one file exactly one gets each row`() async throws {
        let folder = try TemporaryFolder()
        let stores = [
            try GRDBHistoryStore.open(at: folder.file("h.sqlite")),
            try GRDBHistoryStore.open(at: folder.file("h.sqlite")),
        ]
        let ids = (0..<40).map { Sample.id(Double($0)) }
        for (index, id) in ids.enumerated() {
            try await stores[index % 2].open(Sample.record(at: Double(index), id: id))
        }
        let winners = try await withThrowingTaskGroup(of: (JobID, Int)?.self) { group in
            for id in ids {
                for (number, store) in stores.enumerated() {
                    group.addTask {
                        try await store.claim(id, owner: "process \(number)", until: .distantFuture)
                            ? (id, number) : nil
                    }
                }
            }
            return try await group.reduce(into: [(JobID, Int)]()) { if let win = $1 { $0.append(win) } }
        }
        #expect(winners.count == ids.count)
        for (id, number) in winners { #expect(try await stores[1 - number].owner(of: id) == "process \(number)") }
    }

    @Test func `many writers on one file lose nothing`() async throws {
        let folder = try TemporaryFolder()
        let stores = try (0..<4).map { _ in try GRDBHistoryStore.open(at: folder.file("h.sqlite")) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, store) in stores.enumerated() {
                group.addTask {
                    for index in 0..<25 {
                        try await store.keep(Sample.record("\(number)-\(index)", at: Double(index)), text: "answer")
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await stores[0].page(HistoryQuery(search: "answer", limit: 500)).records.count == 100)
    }
}
