import EaselCore
import Foundation
import Synchronization
import Testing

@testable import EaselTUI

@Suite(.timeLimit(.minutes(5)))
struct TokenCoalescerTests {
    private let one = JobID(rawValue: "one")
    private let two = JobID(rawValue: "two")

    @Test func `nothing is lost, reordered or mixed between generations`() async {
        let batches = Mutex<[[JobEvent]]>([])
        let coalescer = TokenCoalescer { batch in batches.withLock { $0.append(batch) } }
        let (stream, feed) = AsyncStream.makeStream(of: JobEvent.self)
        let work = Task { await coalescer.run(stream) }
        for index in 0..<5000 {
            feed.yield(JobEvent(id: index % 3 == 0 ? two : one, event: .text("\(index) ")))
            if index % 1000 == 0 { try? await Task.sleep(for: .milliseconds(5)) }
        }
        feed.yield(JobEvent(id: one, event: .warning(GenerationWarning(.other, "last"))))
        feed.finish()
        await work.value
        let all = batches.withLock { $0 }
        let text = { (id: JobID) in all.joined().filter { $0.id == id }.map(\.text).joined() }
        #expect(text(one) == (0..<5000).filter { $0 % 3 != 0 }.map { "\($0) " }.joined())
        #expect(text(two) == (0..<5000).filter { $0 % 3 == 0 }.map { "\($0) " }.joined())
        #expect(all.last?.last == JobEvent(id: one, event: .warning(GenerationWarning(.other, "last"))))
        #expect(all.count < 500)
    }

    @Test func `within a window pieces of one text become one event`() async {
        let batches = Mutex<[[JobEvent]]>([])
        let (ends, end) = AsyncStream.makeStream(of: Void.self)
        let coalescer = TokenCoalescer(
            sleep: { _ in for await _ in ends { return } },
            deliver: { batch in batches.withLock { $0.append(batch) } })
        let (stream, feed) = AsyncStream.makeStream(of: JobEvent.self)
        for piece in ["a", "b", "c"] { feed.yield(JobEvent(id: one, event: .text(piece))) }
        feed.yield(JobEvent(id: one, event: .reasoning("d")))
        feed.yield(JobEvent(id: one, event: .text("e")))
        feed.finish()
        await coalescer.run(stream)
        end.finish()
        #expect(
            batches.withLock { $0 } == [
                [JobEvent(id: one, event: .text("a"))],
                [
                    JobEvent(id: one, event: .text("bc")), JobEvent(id: one, event: .reasoning("d")),
                    JobEvent(id: one, event: .text("e")),
                ],
            ])
    }

    @Test func `the clock rests while nothing comes`() async {
        let sleeps = Mutex(0)
        let coalescer = TokenCoalescer(
            sleep: { _ in sleeps.withLock { $0 += 1 } }, deliver: { _ in })
        let (stream, feed) = AsyncStream.makeStream(of: JobEvent.self)
        let work = Task { await coalescer.run(stream) }
        feed.yield(JobEvent(id: one, event: .text("a")))
        while sleeps.withLock({ $0 }) == 0 { await Task.yield() }
        for _ in 0..<100 { await Task.yield() }
        #expect(sleeps.withLock { $0 } == 1)
        feed.finish()
        await work.value
    }
}

extension JobEvent {
    fileprivate var text: String { if case .text(let text) = event { text } else { "" } }
}
