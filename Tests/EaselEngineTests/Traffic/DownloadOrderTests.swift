import EaselCore
import EaselTestSupport
import Foundation
import Synchronization
import Testing

@testable import EaselEngine

@Suite(.timeLimit(.minutes(2))) struct DownloadOrderTests {
    private static let start = Date(timeIntervalSince1970: 1_780_000_000)

    private func link(_ name: String, _ seconds: Double?) throws -> MediaReference {
        var item = MediaReference(
            .url(try #require(URL(string: "https://files.test/\(name)")), .withoutCredential), declaredType: .png)
        item.expiresAt = seconds.map { Self.start.addingTimeInterval($0) }
        return item
    }

    @Test func `what goes first is fetched first, and keeps its place`() throws {
        let batch = MediaBatch(items: [
            try link("a", nil), try link("b", 60), try link("c", 10), try link("d", 60), try link("e", nil),
        ])
        #expect(DownloadOrder.of(batch, without: []).map(\.0) == [2, 1, 3, 0, 4])
        var saved = Asset(path: "/x", mediaType: .png, bytes: 1, sha256: "")
        saved.index = 1
        #expect(DownloadOrder.of(batch, without: [saved]).map(\.0) == [2, 3, 0, 4])
    }

    @Test func `a free place goes to whoever has the least time left`() async throws {
        let line = DownloadLine(width: 1)
        try await line.enter(deadline: nil)
        let order = Order()
        await withTaskGroup(of: Void.self) { group in
            let asking: [(String, Double?)] = [("none", nil), ("late", 90), ("soon", 5), ("later", 90)]
            for (number, (name, deadline)) in asking.enumerated() {
                let date = deadline.map { Self.start.addingTimeInterval($0) }
                group.addTask { [order] in
                    try? await line.enter(deadline: date)
                    order.names.withLock { $0.append(name) }
                    await line.leave()
                }
                while await line.waitingCount <= number { await Task.yield() }
            }
            await line.leave()
        }
        #expect(order.names.withLock { $0 } == ["soon", "late", "later", "none"])
    }

    @Test func `who is cancelled while waiting takes no place`() async throws {
        let line = DownloadLine(width: 1)
        try await line.enter(deadline: nil)
        let waiting = Task { try await line.enter(deadline: nil) }
        while await line.waitingCount == 0 { await Task.yield() }
        waiting.cancel()
        await #expect(throws: EaselError.self) { try await waiting.value }
        await line.leave()
        try await line.enter(deadline: nil)
    }
}

private final class Order: Sendable {
    let names = Mutex([String]())
}
