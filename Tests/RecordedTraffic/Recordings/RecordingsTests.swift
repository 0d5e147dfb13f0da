import Foundation
import Testing

/// The readers of the recordings themselves.
@Suite(.enabled(if: Recordings.isThere, "\(Recordings.skipped)")) struct RecordingsTests {
    @Test func `every line of the index is an exchange that was read`() throws {
        let rows = try RecordingsIndex.rows()
        let exchanges = try Recordings.all()
        #expect(rows.count == exchanges.count)
        for (row, exchange) in zip(rows, exchanges) {
            #expect(row.file == exchange.file)
            #expect(row.method == exchange.request.method)
            #expect(row.status == exchange.response.status, "\(exchange)")
            #expect(row.url == RecordingsIndex.shown(exchange.request.url), "\(exchange)")
        }
    }

    @Test func `what calls itself JSON is JSON`() throws {
        for exchange in try Recordings.all() where exchange.contentType == "application/json" {
            let body = exchange.response.body
            #expect(body.isEmpty || (try? JSONSerialization.jsonObject(with: body)) != nil, "\(exchange)")
        }
    }
}
