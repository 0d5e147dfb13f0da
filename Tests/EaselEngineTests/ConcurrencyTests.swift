import EaselCore
import EaselEngine
import EaselTestSupport
import Foundation
import Testing

@Suite(.timeLimit(.minutes(2))) struct ConcurrencyTests {
    private let bench = Bench()

    @Test func `two hundred generations at once keep their own results`() async throws {
        let text = FakeTextService(bench.journal) { (request, emit) async throws(EaselError) in
            for word in request.prompt.split(separator: " ") {
                await Task.yield()
                await emit(.delta("\(word)."))
            }
            return TextCompletion(finish: .stop)
        }
        let image = FakeMediaService<ImageRequest>(
            bench.journal, submit: { request in .accepted(.fake(.image, id: "remote of \(request.prompt)")) },
            status: { (job, count) async throws(EaselError) in
                await Task.yield()
                if count < 3 { return .running(progress: nil, log: [LogLine(timestamp: "\(count)", message: job.id)]) }
                return .completed(
                    MediaBatch(items: [MediaReference(.base64(job.id), declaredType: .png)], text: job.id))
            })
        bench.media.beforeSave { (media, place) async throws(EaselError) in
            #expect(media.source == .base64("remote of \(place.prompt)"))
        }
        let runner = bench.runner(
            FakeProvider(services: ServiceSet(text: text, image: image), cards: [.fake(.text), .fake(.image)]))
        let orders = (0..<200).map { GenerationOrder.fake($0.isMultiple(of: 2) ? .text : .image, "prompt \($0)") }
        let events = runner.events()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for order in orders { group.addTask { _ = try await runner.start(order) } }
            try await group.waitForAll()
        }
        var seen: [JobID: [GenerationEvent]] = [:]
        var open = Set(orders.map(\.id))
        for await event in events {
            seen[event.id, default: []].append(event.event)
            if case .finished = event.event { open.remove(event.id) }
            if open.isEmpty { break }
        }
        for order in orders { verify(order, try #require(bench.history.peek(order.id)), seen[order.id] ?? []) }
        #expect(await runner.activeJobs.isEmpty)
    }

    private func verify(_ order: GenerationOrder, _ row: GenerationRecord, _ events: [GenerationEvent]) {
        let prompt = order.draft.prompt
        #expect(row.status == .succeeded && row.draft == order.draft)
        if order.draft.modality == .text {
            let answer = prompt.split(separator: " ").map { "\($0)." }
            #expect(row.text == answer.joined())
            #expect(events.dropFirst().dropLast() == answer.map { .text($0) }[...])
        } else {
            #expect(row.text == "remote of \(prompt)" && row.remoteJob?.id == "remote of \(prompt)")
            #expect(row.assets.map(\.path) == ["memory/\(order.id.short)-0.png"])
            let lines = events.flatMap { if case .progress(_, let lines) = $0 { lines } else { [LogLine]() } }
            #expect(
                lines.map(\.timestamp) == ["0", "1", "2"] && lines.allSatisfy { $0.message == "remote of \(prompt)" })
        }
        if case .finished(let record)? = events.last {
            #expect(record == row)
        } else {
            Issue.record("It did not finish last.")
        }
    }

    @Test func `every listener gets every event, and one that stops listening is forgotten`() async throws {
        let runner = bench.runner(bench.provider(text: FakeTextService(bench.journal, pieces: ["a", "b"])))
        let order = GenerationOrder.fake(.text)
        let (first, second, third) = (runner.events(), runner.events(), runner.events())
        try await runner.start(order)
        for await _ in third { break }
        let outcomes = try await [bench.outcome(of: order.id, from: first), bench.outcome(of: order.id, from: second)]
        #expect(outcomes.map(\.names) == Array(repeating: ["opened", "text", "text", "finished"], count: 2))
    }

    @Test func `a result can be asked for during the run and after it`() async throws {
        let answering = Latch()
        let service = FakeTextService(bench.journal) { (_, emit) async throws(EaselError) in
            await answering.wait()
            await emit(.delta("late"))
            return TextCompletion(finish: .stop)
        }
        let runner = bench.runner(bench.provider(text: service))
        let order = GenerationOrder.fake(.text)
        try await runner.start(order)
        #expect(await runner.activeJobs == [order.id])
        async let result = runner.result(of: order.id)
        answering.open()
        #expect(await result?.text == "late")
        #expect(await runner.result(of: order.id)?.text == "late")
        #expect(await runner.result(of: .new()) == nil)
    }

    @Test func `cancels, results and shutdown at random moments always close or keep every row`() async throws {
        for round in 0..<30 {
            let bench = Bench()
            let service = FakeMediaService<ImageRequest>(
                bench.journal, submit: { request in .accepted(.fake(.image, id: request.prompt)) },
                status: { (_, count) async throws(EaselError) in
                    await Task.yield()
                    return count < 4 ? .queued(position: count) : .completed(.pictures(1))
                }, cancel: { _ in round.isMultiple(of: 2) ? .removed : .alreadyFinished })
            let runner = bench.runner(bench.provider(image: service))
            let orders = (0..<8).map { GenerationOrder.fake(.image, "prompt \($0)") }
            await withTaskGroup(of: Void.self) { group in
                for (index, order) in orders.enumerated() {
                    group.addTask { _ = try? await runner.start(order) }
                    if index.isMultiple(of: 3) { group.addTask { _ = try? await runner.cancel(order.id) } }
                    if index.isMultiple(of: 4) { group.addTask { _ = try? await runner.resumeAll() } }
                }
                if round.isMultiple(of: 3) { group.addTask { await runner.shutdown() } }
            }
            for order in orders { _ = await runner.result(of: order.id) }
            for order in orders {
                guard let row = bench.history.peek(order.id) else { continue }
                #expect(row.status.isFinished || (row.status == .accepted && row.remoteJob != nil), "\(row.status)")
                #expect(bench.history.holder(order.id) == nil)
                #expect(service.requests.count { $0.prompt == order.draft.prompt } <= 1)
            }
        }
    }
}
