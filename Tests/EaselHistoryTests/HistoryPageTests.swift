import EaselCore
import EaselHistory
import Foundation
import Testing

struct HistoryPageTests {
    @Test func `pages follow each other without gaps or doubles`() async throws {
        let store = try GRDBHistoryStore.inMemory()
        // Several rows of one millisecond, opened out of order.
        let records = (0..<53).map { Sample.record("row \($0)", at: Double($0 / 5) / 1000) }.shuffled()
        for record in records { try await store.keep(record) }
        var seen: [JobID] = []
        var query = HistoryQuery(limit: 10)
        repeat {
            let page = try await store.page(query)
            #expect(page.records.count <= 10)
            seen += page.records.map(\.id)
            query.before = page.next
        } while query.before != nil
        #expect(seen == records.map(\.id).sorted(by: >))
    }

    @Test func `a last page that is just full has no next`() async throws {
        let store = try GRDBHistoryStore.inMemory()
        for index in 0..<10 { try await store.keep(Sample.record(at: Double(index))) }
        #expect(try await store.page(HistoryQuery(limit: 10)).next == nil)
        #expect(try await store.page(HistoryQuery(limit: 9)).next != nil)
    }

    @Test func `filters combine, also with a search and a place to begin`() async throws {
        let store = try GRDBHistoryStore.inMemory()
        for index in 0..<60 {
            var record = Sample.record("harbour \(index)", at: Double(index))
            record.draft.modality = [.image, .video, .text][index % 3]
            record.provider = ["fal", "local"][index % 2]
            try await store.keep(record, status: [.succeeded, .failed][(index / 6) % 2])
        }
        var query = HistoryQuery(search: "harb", modality: .video, provider: "local", status: .failed, limit: 2)
        let first = try await store.page(query)
        #expect(first.records.map(\.draft.prompt) == ["harbour 55", "harbour 43"])
        query.before = first.next
        #expect(try await store.prompts(query) == ["harbour 31", "harbour 19"])
        #expect(try await store.prompts(HistoryQuery(modality: .audio)).isEmpty)
        #expect(try await store.prompts(HistoryQuery(status: .failed, limit: 100)).count == 30)
    }

    @Test func `a page may begin at an id that is not there any more`() async throws {
        let store = try GRDBHistoryStore.inMemory()
        for index in 0..<4 { try await store.keep(Sample.record("\(index)", at: Double(index))) }
        #expect(try await store.prompts(HistoryQuery(before: Sample.id(2.5))) == ["2", "1", "0"])
        #expect(try await store.prompts(HistoryQuery(before: JobID(rawValue: "nonsense"))).isEmpty)
    }

    @Test func `a strange limit gives a page all the same`() async throws {
        let store = try GRDBHistoryStore.inMemory()
        for index in 0..<3 { try await store.keep(Sample.record(at: Double(index))) }
        #expect(try await store.page(HistoryQuery(limit: 0)).records.count == 1)
        #expect(try await store.page(HistoryQuery(limit: -5)).records.count == 1)
        #expect(try await store.page(HistoryQuery(limit: .max)).records.count == 3)
    }

    @Test func `a row is found by the beginning or the end of its id`() async throws {
        let store = try GRDBHistoryStore.inMemory()
        let records = (0..<20).map { Sample.record("\($0)", at: Double($0) * 1000) }
        for record in records { try await store.open(record) }
        let wanted = records[7]
        #expect(try await store.records(matchingID: wanted.id.short, limit: 5).map(\.id) == [wanted.id])
        #expect(try await store.records(matchingID: wanted.id.rawValue.uppercased(), limit: 5).map(\.id) == [wanted.id])
        #expect(try await store.records(matchingID: "0", limit: 3).map(\.draft.prompt) == ["19", "18", "17"])
        for hostile in ["", " ", "%", "_", "'", "\u{0}", "zz", String(repeating: "a", count: 10_000)] {
            #expect(try await store.records(matchingID: hostile, limit: 5).isEmpty)
        }
    }
}
