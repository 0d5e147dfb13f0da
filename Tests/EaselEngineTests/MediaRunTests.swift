import EaselCore
import EaselEngine
import EaselTestSupport
import Foundation
import Testing

@Suite(.timeLimit(.minutes(2))) struct MediaRunTests {
    private let bench = Bench()

    @Test func `results that come at once are saved in order`() async throws {
        let service = FakeMediaService<ImageRequest>(
            bench.journal,
            submit: { request in
                var batch = MediaBatch.pictures(request.count ?? 1)
                batch.warnings = [GenerationWarning(.filtered, "One was withheld.")]
                return .completed(batch)
            })
        let outcome = try await bench.run(
            .fake(.image, parameters: [.count: "3"]), on: bench.runner(bench.provider(image: service)))
        #expect(outcome.names == ["opened", "warning", "saved", "saved", "saved", "finished"])
        #expect(outcome.row.status == .succeeded && outcome.row.assets.count == 3 && outcome.row.remoteJob == nil)
        #expect(outcome.row == outcome.record)
        #expect(bench.media.placements.map(\.index) == [0, 1, 2])
        #expect(bench.media.placements.allSatisfy { $0.id == outcome.row.id && $0.prompt == "a red fox" })
        #expect(service.requests.map(\.count) == [3])
        #expect(bench.journal.count("service.status") == 0)
    }

    @Test func `a remote job is in history before it is first asked about`() async throws {
        let service = bench.queue(
            .success(.queued(position: 2)), .success(.running(progress: 0.5, log: [])),
            .success(.completed(.pictures(1))))
        let outcome = try await bench.run(.fake(.image), on: bench.runner(bench.provider(image: service)))
        let entries = bench.journal.entries
        let order = [
            "history.open", "service.submit", "history.accept", "service.status", "media.save 0",
            "history.add", "history.close",
        ]
        let places = order.map { entries.firstIndex(of: $0) ?? .max }
        #expect(places == places.sorted() && !places.contains(.max), "\(entries)")
        #expect(outcome.names == ["opened", "accepted", "queued", "progress", "saved", "finished"])
        #expect(outcome.row.remoteJob == .fake(.image) && outcome.row.status == .succeeded)
        #expect(bench.history.holder(outcome.row.id) == nil)
    }

    @Test func `positions, progress and lines of a moving log are told once`() async throws {
        let lines = (1...4).map { LogLine(timestamp: "\($0)", message: "step") }
        let service = bench.queue(
            .success(.queued(position: 2)), .success(.queued(position: 2)), .success(.queued(position: 1)),
            .success(.running(progress: nil, log: [])), .success(.running(progress: nil, log: [])),
            .success(.running(progress: 0.5, log: Array(lines[0...1]))),
            .success(.running(progress: 0.5, log: Array(lines[1...2]))),
            .success(.running(progress: 0.5, log: Array(lines[1...2]))), .success(.running(progress: .nan, log: [])),
            .success(.running(progress: 7, log: Array(lines[2...3]))), .success(.completed(.pictures(1))))
        let outcome = try await bench.run(.fake(.image), on: bench.runner(bench.provider(image: service)))
        #expect(
            outcome.events.dropFirst(2).dropLast(2) == [
                .queued(position: 2), .queued(position: 1), .progress(nil, newLines: []),
                .progress(0.5, newLines: Array(lines[0...1])),
                .progress(0.5, newLines: [lines[2]]), .progress(nil, newLines: []), .progress(1, newLines: [lines[3]]),
            ])
    }

    @Test func `it asks less and less often, and the time it took is told`() async throws {
        let answers = Array(
            repeating: Result<RemoteJobStatus, EaselError>.success(.running(progress: nil, log: [])), count: 3)
        let service = bench.queue(answers[0], answers[1], answers[2], .success(.completed(.pictures(1))))
        let outcome = try await bench.run(.fake(.image), on: bench.runner(bench.provider(image: service)))
        let waits = bench.clock.sleeps.filter { $0 != .seconds(20) }
        #expect(waits.count == 3 && waits == waits.sorted() && waits.first == .milliseconds(500))
        let total = Int(waits.reduce(.zero, +) / .milliseconds(1))
        #expect(outcome.row.timing == .init(firstOutputMilliseconds: total, totalMilliseconds: total))
    }

    @Test(arguments: [true, false])
    func `an end without a result is a failure`(isRemote: Bool) async throws {
        let atOnce = FakeMediaService<ImageRequest>(bench.journal, submit: { _ in .completed(.pictures(0)) })
        let service = isRemote ? bench.queue(.success(.completed(.pictures(0)))) : atOnce
        let outcome = try await bench.run(.fake(.image), on: bench.runner(bench.provider(image: service)))
        #expect(outcome.row.status == .failed && outcome.row.error?.kind == .invalidResponse)
    }

    @Test func `a failure at the provider is the generation's failure`() async throws {
        let service = bench.queue(
            .success(.queued(position: 0)), .success(.failed(EaselError(.contentPolicy, "Refused.", provider: "fake"))))
        let outcome = try await bench.run(.fake(.image), on: bench.runner(bench.provider(image: service)))
        #expect(outcome.row.status == .failed && outcome.row.error?.kind == .contentPolicy)
        #expect(
            outcome.row.attempts.map(\.status) == [.failed] && outcome.row.attempts.map(\.errorKind) == [.contentPolicy]
        )
    }

    @Test func `a refused submit is a failure and costs nothing`() async throws {
        let service = FakeMediaService<ImageRequest>(
            bench.journal,
            submit: { _ async throws(EaselError) in
                throw EaselError(.invalidRequest, "Bad size.")
            })
        var provider = bench.provider(image: service)
        provider.cards[0].price = Price([.image: 0.5])
        let outcome = try await bench.run(.fake(.image), on: bench.runner(provider))
        #expect(outcome.row.status == .failed && outcome.row.usage.costUSD == nil)
        #expect(service.requests.count == 1, "it is not sent again")
    }

    @Test func `a submit of unknown fate keeps its estimate and is not sent again`() async throws {
        let service = FakeMediaService<ImageRequest>(
            bench.journal,
            submit: { _ async throws(EaselError) in
                throw EaselError(.timeout, "No answer.").with { $0.mayHaveBeenAccepted = true }
            })
        var provider = bench.provider(image: service)
        provider.cards[0].price = Price([.image: 0.5])
        let outcome = try await bench.run(.fake(.image), on: bench.runner(provider))
        #expect(outcome.row.error?.mayHaveBeenAccepted == true && outcome.row.usage.costUSD == 0.5)
        #expect(service.requests.count == 1)
    }

    @Test func `the cost is an estimate until the provider tells it`() async throws {
        func cost(_ usage: Usage?) async throws -> (opened: Usage?, closed: Usage) {
            let service = FakeMediaService<ImageRequest>(
                bench.journal, submit: { _ in .completed(.pictures(2, usage: usage)) })
            var provider = bench.provider(image: service)
            provider.cards[0].price = Price([.image: 0.25])
            let outcome = try await bench.run(.fake(.image, parameters: [.count: 2]), on: bench.runner(provider))
            guard case .opened(let opened)? = outcome.events.first else { return (nil, outcome.row.usage) }
            return (opened.usage, outcome.row.usage)
        }
        let silent = try await cost(nil)
        #expect(silent.opened == Usage(costUSD: 0.5) && silent.closed == Usage(costUSD: 0.5))
        let told = try await cost(Usage(costUSD: 0.75, costIsEstimate: false))
        #expect(told.closed == Usage(costUSD: 0.75, costIsEstimate: false))
        let counted = try await cost(Usage(outputTokens: 9, costIsEstimate: false))
        #expect(counted.closed == Usage(outputTokens: 9, costUSD: 0.5, costIsEstimate: true))
    }

    @Test func `a result that cannot be saved now leaves its job to be fetched later`() async throws {
        let service = bench.queue(.success(.completed(.pictures(3))))
        bench.media.beforeSave { (_, place) async throws(EaselError) in
            if place.index == 1 { throw EaselError(.storage, "Disk full.", remedy: "Free space.") }
        }
        let outcome = try await bench.run(.fake(.image), on: bench.runner(bench.provider(image: service)))
        #expect(outcome.row.status == .accepted && outcome.row.assets.count == 1)
        #expect(outcome.record.status == .accepted && outcome.record.error?.kind == .storage)
        #expect(outcome.record.error?.remedy.contains("jobs resume") == true)
        #expect(bench.history.holder(outcome.row.id) == nil, "whoever comes next may take it")

        bench.media.beforeSave { (_, _) async throws(EaselError) in }
        let later = bench.queue(.success(.completed(.pictures(3))))
        let runner = bench.runner(bench.provider(image: later), owner: "next")
        let events = runner.events()
        #expect(try await runner.resumeAll() == [outcome.row.id])
        let end = try await bench.outcome(of: outcome.row.id, from: events)
        #expect(end.row.status == .succeeded && end.row.assets.count == 3)
        #expect(bench.media.placements.map(\.index) == [0, 1, 2], "what was saved is not fetched again")
        #expect(later.requests.isEmpty)
    }

    @Test(arguments: [(404, .failed), (410, .failed), (nil, .accepted)] as [(Int?, GenerationStatus)])
    func `a result that is gone is a failure, one that makes no sense is still the job's`(
        status: Int?, end: GenerationStatus
    ) async throws {
        let service = bench.queue(.success(.completed(.pictures(1))))
        bench.media.beforeSave { (_, _) async throws(EaselError) in
            throw EaselError(.invalidResponse, "Not a picture.").with { $0.httpStatus = status }
        }
        let outcome = try await bench.run(.fake(.image), on: bench.runner(bench.provider(image: service)))
        #expect(outcome.row.status == end)
        #expect(outcome.record.error?.isResultExpired == (end == .failed))
    }

    @Test func `a result that can never be saved does not keep the others from being saved`() async throws {
        let service = bench.queue(.success(.completed(.pictures(3))))
        bench.media.beforeSave { (_, place) async throws(EaselError) in
            if place.index == 0 { throw EaselError(.invalidResponse, "Not a picture.") }
        }
        let outcome = try await bench.run(.fake(.image), on: bench.runner(bench.provider(image: service)))
        #expect(outcome.row.status == .accepted && outcome.record.error?.kind == .invalidResponse)
        #expect(outcome.row.assets.count == 2)
    }

    @Test func `without a remote job every result is tried, for there is no second time`() async throws {
        let service = FakeMediaService<ImageRequest>(bench.journal, submit: { _ in .completed(.pictures(3)) })
        bench.media.beforeSave { (_, place) async throws(EaselError) in
            if place.index == 1 { throw EaselError(.storage, "Disk full.") }
        }
        let outcome = try await bench.run(.fake(.image), on: bench.runner(bench.provider(image: service)))
        #expect(outcome.row.status == .failed && outcome.row.error?.kind == .storage)
        #expect(outcome.row.assets.count == 2)
    }

    @Test func `nothing is sent and nothing recorded when the folder cannot be written or a file not be read`()
        async throws
    {
        let runner = bench.runner(bench.provider(image: bench.queue()))
        bench.media.refuseFolder(EaselError(.storage, "Read-only."))
        let unwritable = await failure { try await runner.start(.fake(.image)) }
        #expect(unwritable?.kind == .storage)
        var order = GenerationOrder.fake(.image)
        order.draft.attachments = [Attachment(file: URL(fileURLWithPath: "none.png"))]
        let unreadable = await failure { [order] in try await runner.start(order) }
        #expect(unreadable != nil)
        #expect(bench.journal.entries.isEmpty)
    }

    @Test func `attachments reach the service with their roles and real types`() async throws {
        let file = URL(fileURLWithPath: "cat.jpg")
        bench.media.put(Data([1]), .png, at: file)
        let service = FakeMediaService<ImageRequest>(bench.journal, submit: { _ in .completed(.pictures(1)) })
        var provider = bench.provider(image: service)
        provider.cards[0].inputs = [InputSpec(.reference, types: [.png])]
        var order = GenerationOrder.fake(.image)
        order.draft.attachments = [Attachment(file: file)]
        _ = try await bench.run(order, on: bench.runner(provider))
        #expect(
            service.requests.first?.inputs == [
                MediaInput(role: .reference, bytes: Data([1]), type: .png, name: "cat.jpg")
            ])
        provider.cards[0].inputs = [InputSpec(.reference, types: [.jpeg])]
        let strict = bench.runner(provider)
        let second = GenerationOrder(draft: order.draft, target: order.target)
        let error = await failure { try await strict.start(second) }
        #expect(error?.kind == .invalidRequest)
    }

    @Test(arguments: Modality.allCases)
    func `each modality reaches its own service`(modality: Modality) async throws {
        let journal = bench.journal
        let services = ServiceSet(
            text: FakeTextService(journal, pieces: ["x"]),
            image: FakeMediaService<ImageRequest>(journal, submit: { _ in .completed(.pictures(1)) }),
            video: FakeMediaService<VideoRequest>(journal, submit: { _ in .completed(.pictures(1)) }),
            audio: FakeMediaService<AudioRequest>(journal, submit: { _ in .completed(.pictures(1)) }),
            speech: FakeMediaService<SpeechRequest>(journal, submit: { _ in .completed(.pictures(1)) }))
        let runner = bench.runner(FakeProvider(services: services, cards: Modality.allCases.map { .fake($0) }))
        let outcome = try await bench.run(.fake(modality), on: runner)
        #expect(outcome.row.status == .succeeded && outcome.row.model.rawValue == "fake-\(modality.rawValue)")
        let preview = try await runner.preview(.fake(modality, "dry"))
        #expect(preview.request.body == "dry")
        #expect(journal.count("service.submit") + journal.count("service.stream") == 1, "a preview sends nothing")
    }
}
