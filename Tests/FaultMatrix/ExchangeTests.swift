import EaselApp
import EaselCore
import EaselEngine
import EaselTestSupport
import Foundation
import Testing

@testable import EaselProviderKit

/// What history keeps of requests and answers, with the real engine, the real transport and a real database.
@Suite(.timeLimit(.minutes(3))) struct ExchangeTests {
    private struct Kept {
        var record: GenerationRecord
        var exchanges: [HTTPExchange]
        /// The database as it lies on the disk.
        var database: Data

        /// Everything that is kept, as one text.
        var text: String { (try? JSONText.encode(exchanges)) ?? "" }
    }

    /// Runs one generation and reads what is kept of it.
    private func run(
        _ subject: Subject, at port: Int, prompt: String = "a paper boat on pond \(JobID.new().short)",
        hurry: HTTPPatience? = nil, fallback: [ModelReference] = [],
        while meanwhile: (Installation, JobID) async throws -> Void = { _, _ in }
    ) async throws -> Kept {
        let installation = try await Installation.open(subject.provider, port: port) { _ in hurry }
        var draft = GenerationDraft(modality: subject.modality, prompt: prompt)
        if subject.stage == .text { draft.parameters[.maxOutputTokens] = .integer(40) }
        var order = GenerationOrder(
            draft: draft, target: ModelReference(provider: subject.provider, model: subject.model),
            allowsUnknownModel: true)
        order.fallback = FallbackPlan(targets: fallback)
        let runner = installation.runtime.runner
        let opened = try await runner.start(order)
        try await meanwhile(installation, opened.id)
        let record = await runner.result(of: opened.id) ?? opened
        let exchanges = try await installation.runtime.desk.exchanges(of: opened.id)
        var database = Data()
        for name in ["history.sqlite", "history.sqlite-wal"] {
            database += (try? Data(contentsOf: installation.home.appending(path: name))) ?? Data()
        }
        await installation.close()
        return Kept(record: record, exchanges: exchanges, database: database)
    }

    private func subject(_ provider: ProviderID, _ stage: Subject.Stage) throws -> Subject {
        try #require(Subject.all.first { $0.provider == provider && $0.stage == stage })
    }

    private func checkSecrets(_ kept: Kept) {
        let bytes = Array(kept.text.utf8)
        for half in Installation.secret.split(separator: ":") {
            #expect(kept.database.range(of: Data(half.utf8)) == nil)
            #expect(!kept.text.contains(half))
        }
        #expect(SecretScan.redact(bytes) == bytes, "a value that is a secret by its name")
        let longest = bytes.split { !(0x2B...0x7A).contains($0) || $0 == 0x2C || $0 == 0x3A }.map(\.count).max()
        #expect(longest.map { $0 < 600 } == true, "media")
    }

    @Test(arguments: Subject.all.filter { [.text, .atOnce, .submit].contains($0.stage) })
    func `each provider's requests and answers are there, without keys and media`(_ subject: Subject) async throws {
        let kept = try await run(subject, at: SandboxHandle.shared().port)
        #expect(kept.record.status == .succeeded, "\(kept.record.error?.message ?? "")")
        checkSecrets(kept)
        let submit = try #require(
            kept.exchanges.first { $0.method == "POST" && $0.url.contains(subject.submitMark) })
        #expect(submit.attempt == 0 && submit.status.map { (200..<300).contains($0) } == true)
        #expect(submit.failure == nil && submit.milliseconds != nil && submit.responseBody?.isBroken == false)
        #expect(submit.requestBody?.text.contains("a paper boat on pond") == true)
        #expect(!submit.requestHeaders.isEmpty && !submit.responseHeaders.isEmpty)
        #expect(kept.exchanges.map(\.number) == Array(kept.exchanges.indices))
        if subject.stage == .text {
            #expect(kept.exchanges.contains { $0.responseBody?.text.contains("data: ") == true }, "the stream")
        }
        for exchange in kept.exchanges {
            let type = exchange.responseHeaders.first { $0.name.lowercased() == "content-type" }?.value ?? ""
            guard type.hasPrefix("image/") || type.hasPrefix("video/") else { continue }
            let file = try #require(kept.record.assets.first)
            #expect(exchange.responseBody?.text == "[\(file.mediaType), \(file.bytes) bytes]")
        }
        if subject.stage == .atOnce, let file = kept.record.assets.first, kept.exchanges.count == 1 {
            #expect(kept.text.contains("[\(file.mediaType), \(file.bytes) bytes, sha256 \(file.sha256)]"))
        }
    }

    /// A server that misbehaves at the stage, the honest one behind it.
    private func misbehaving(
        _ subject: Subject, _ steps: [MisbehaverStep], times: Int? = nil, _ work: (Misbehaver) async throws -> Kept
    ) async throws -> Kept {
        let server = try Misbehaver(before: try await SandboxHandle.shared().port)
        defer { server.stop() }
        server.obey([MisbehaverRule(steps, times: times) { subject.fits($0) }])
        return try await work(server)
    }

    @Test func `a failure that is tried again has its exchange in every attempt`() async throws {
        let subject = try subject("fal", .submit)
        let kept = try await misbehaving(subject, [.answer(503, "{\"detail\":\"later\"}")]) {
            try await run(subject, at: $0.port)
        }
        #expect(kept.record.status == .failed && kept.record.attempts.count == 5)
        #expect(kept.exchanges.map(\.attempt) == [0, 1, 2, 3, 4])
        #expect(kept.exchanges.allSatisfy { $0.status == 503 && $0.responseBody?.text == "{\"detail\":\"later\"}" })
        checkSecrets(kept)
    }

    @Test func `the next target's exchanges belong to the next attempt`() async throws {
        let subject = try subject("fal", .submit)
        let kept = try await misbehaving(subject, [.answer(404, "{\"detail\":\"no such model\"}")], times: 1) {
            try await run(
                subject, at: $0.port, fallback: [ModelReference(provider: "fal", model: "fal-ai/flux/schnell")])
        }
        #expect(kept.record.status == .succeeded && kept.record.attempts.count == 2, "\(kept.record.attempts)")
        let submits = kept.exchanges.filter { $0.method == "POST" }
        #expect(submits.map(\.attempt) == [0, 1] && submits.map(\.status) == [404, 200])
        #expect(submits[0].url.hasSuffix("/flux/dev") && submits[1].url.hasSuffix("/flux/schnell"))
        #expect(kept.exchanges.filter { $0.method == "GET" }.allSatisfy { $0.attempt == 1 })
    }

    @Test func `of sixty polls the first and the last are kept, and how many came between`() async throws {
        let subject = try subject("replicate", .poll)
        let body = "{\"id\":\"x\",\"status\":\"processing\",\"logs\":\"\",\"urls\":{}}"
        let kept = try await misbehaving(subject, [.answer(200, body)], times: 60) {
            try await run(subject, at: $0.port)
        }
        #expect(kept.record.status == .succeeded, "\(kept.record.error?.message ?? "")")
        let polls = kept.exchanges.filter { $0.method == "GET" && $0.url.contains("/predictions/") }
        #expect(polls.count == 2)
        #expect(polls.first?.responseBody?.text == body)
        #expect(polls.last.map { $0.skipped >= 59 } == true)
        #expect(polls.last?.responseBody?.text.contains("succeeded") == true)
    }

    @Test func `an error in a success is there as it came`() async throws {
        let subject = try subject("openrouter", .atOnce)
        let body = "{\"error\":{\"code\":502,\"message\":\"the model broke\"}}"
        let kept = try await misbehaving(subject, [.answer(200, body)], times: 1) {
            try await run(subject, at: $0.port)
        }
        #expect(kept.exchanges.first?.status == 200 && kept.exchanges.first?.responseBody?.text == body)
    }

    @Test func `silence, a broken stream and a closed door say why no answer came`() async throws {
        let text = try subject("openrouter", .text)
        let silent = try await misbehaving(text, [.silence]) {
            try await run(text, at: $0.port, hurry: RawFault.moment)
        }
        #expect(silent.exchanges.count == 1 && silent.exchanges[0].status == nil)
        #expect(silent.exchanges[0].failure?.kind == .timeout)
        #expect(silent.exchanges[0].requestBody?.text.contains("a paper boat") == true)
        let broken = try await misbehaving(text, [.relay(.half), .reset]) { try await run(text, at: $0.port) }
        #expect(broken.exchanges.first?.status == 200 && broken.exchanges.first?.responseBody?.isBroken == true)
        #expect(broken.exchanges.first?.failure?.kind == .unavailable)
        let server = try Misbehaver(before: try await SandboxHandle.shared().port)
        let port = server.port
        server.stop()
        let refused = try await run(text, at: port)
        #expect(refused.exchanges.allSatisfy { $0.status == nil && $0.failure?.kind == .unavailable })
        #expect(refused.exchanges.count == 5)
    }

    @Test func `a request is on the disk while its answer is awaited, and what came before a cancel stays`()
        async throws
    {
        let subject = try subject("fal", .submit)
        let kept = try await misbehaving(subject, [.silence]) { server in
            try await run(subject, at: server.port) { installation, id in
                while true {
                    let waiting = try await installation.runtime.desk.exchanges(of: id)
                    if let first = waiting.first {
                        #expect(first.status == nil && first.failure == nil && first.milliseconds == nil)
                        #expect(first.requestBody?.text.contains("a paper boat") == true)
                        break
                    }
                    try await Task.sleep(for: .milliseconds(5))
                }
                _ = try await installation.runtime.runner.cancel(id)
            }
        }
        #expect(kept.record.status == .cancelled && kept.exchanges.first?.failure?.kind == .cancelled)
    }
}
