import EaselCore
import EaselProviderKit
import EaselProviders
import EaselTestSupport
import Foundation
import Testing

/// What holds for every service of every provider (architecture.md section 2).
struct ProviderContractTests {
    private func outcome(_ subject: ContractSubject, _ reply: CannedTransport.Reply) async -> EaselError? {
        await failure { () async throws(EaselError) in
            try await subject.generate(subject.provider(subject.transport(reply)))
        }
    }

    @Test(arguments: ContractSubject.all) func `the key goes out once, in the provider's own scheme`(
        _ subject: ContractSubject
    ) async throws {
        let transport = CannedTransport { (call) throws(EaselError) in subject.success(call) }
        _ = try await subject.generate(subject.provider(transport))
        for call in transport.calls {
            #expect(call.headers[subject.wire.keyHeader] == "\(subject.wire.keyPrefix)\(ContractSubject.secret)")
            #expect(!call.url.absoluteString.contains("contract"))
            #expect(call.body.map { String(decoding: $0, as: UTF8.self).contains("contract") } != true)
        }
        #expect(!transport.calls.isEmpty)
    }

    @Test(arguments: ContractSubject.all)
    func `what history keeps of it holds the request and its answer, no key and no media`(
        _ subject: ContractSubject
    ) async throws {
        let log = ExchangeLog()
        let transport = CannedTransport { (call) throws(EaselError) in subject.success(call) }
        _ = try await ExchangeLog.$current.withValue(log) {
            try await subject.generate(subject.provider(ExchangeTransport(transport)))
        }
        log.finish()
        var kept: [Int: HTTPExchange] = [:]
        for await telling in log.news {
            let exchange = telling()
            kept[exchange.number] = exchange
        }
        let generating = try #require(transport.calls.first(where: subject.wire.isGeneration))
        let exchange = try #require(
            kept.values.first { $0.url == generating.url.absoluteString && $0.method == generating.method.rawValue })
        #expect(exchange.status.map { (200..<300).contains($0) } == true && exchange.failure == nil)
        #expect(exchange.requestBody?.bytes == generating.body?.count)
        let text = String(decoding: try JSONEncoder().encode(kept), as: UTF8.self)
        #expect(!text.contains("contract-id") && !text.contains("contract-secret"))
        let longest = text.utf8.split { !(0x2B...0x7A).contains($0) || $0 == 0x2C || $0 == 0x3A }.map(\.count).max()
        #expect(longest.map { $0 < 600 } == true, "media")
    }

    @Test(arguments: ContractSubject.all) func `without a key nothing that needs one is sent`(
        _ subject: ContractSubject
    ) async {
        let transport = CannedTransport { (call) throws(EaselError) in subject.success(call) }
        let error = await failure { () async throws(EaselError) in
            try await subject.generate(subject.provider(transport, credential: false))
        }
        if subject.registration.descriptor.credential.isRequired {
            #expect(error?.kind == .authentication)
            #expect(transport.calls.isEmpty)
        } else {
            #expect(error == nil)
            #expect(transport.calls.allSatisfy { $0.headers[subject.wire.keyHeader] == nil })
        }
    }

    private static let statuses: [(Int, EaselError.Kind)] = [
        (400, .invalidRequest), (401, .authentication), (402, .quota), (403, .permission), (404, .modelNotFound),
        (422, .invalidRequest),
        (500, .unavailable), (502, .unavailable), (503, .unavailable), (504, .timeout),
    ]

    @Test(arguments: ContractSubject.all, statuses) func `a status is one kind of error`(
        _ subject: ContractSubject, _ row: (status: Int, kind: EaselError.Kind)
    ) async {
        let body =
            #"{"error":{"message":"words of the provider","code":\#(row.status)},"detail":"words of the provider"}"#
        let error = await outcome(subject, .json(body, status: row.status))
        #expect(error?.kind == row.kind)
        #expect(error?.httpStatus == row.status)
        #expect(error?.message.contains("words of the provider") == true)
        #expect(error?.provider == subject.registration.id)
        #expect(error?.mayHaveBeenAccepted == false)
    }

    @Test(arguments: ContractSubject.all) func `a 429 keeps the server's delay`(_ subject: ContractSubject) async {
        let error = await outcome(
            subject, .json(#"{"error":{"message":"slow"}}"#, status: 429, headers: ["Retry-After": "7"]))
        #expect(error?.kind == .rateLimited)
        #expect(error?.retryAfterSeconds == 7)
    }

    @Test(arguments: ContractSubject.all, [200, 502]) func `a web page is never an answer`(
        _ subject: ContractSubject, _ status: Int
    ) async {
        let error = await outcome(subject, .html(status: status))
        #expect(error?.kind == (status == 200 ? .invalidResponse : .unavailable))
        #expect(error?.message.contains("<html") == false)
    }

    @Test(arguments: ContractSubject.all, ["", "{", "[]", "null", "{\"unexpected\":true}", "\u{0}\u{1}"])
    func `a malformed answer is an invalid response`(
        _ subject: ContractSubject, _ body: String
    ) async {
        #expect(await outcome(subject, .json(body))?.kind == .invalidResponse)
    }

    @Test(arguments: ContractSubject.all) func `an answer that breaks off may have been accepted`(
        _ subject: ContractSubject
    ) async {
        var reply = subject.success(HTTPCall(.post, URL(fileURLWithPath: "/")))
        reply.chunks = reply.chunks.map { Array($0.prefix(20)) }
        reply.ending = .broken
        let error = await outcome(subject, reply)
        #expect(error?.kind == .unavailable)
        #expect(error?.mayHaveBeenAccepted == true)
    }

    @Test(arguments: ContractSubject.all) func `cancelling closes the connection`(_ subject: ContractSubject) async {
        var reply = subject.success(HTTPCall(.post, URL(fileURLWithPath: "/")))
        reply.chunks = []
        reply.ending = .stalled
        let stalled = reply
        let (posts, posted) = AsyncStream<Void>.makeStream()
        let transport = CannedTransport { (call) throws(EaselError) in
            guard subject.wire.isGeneration(call) else { return subject.success(call) }
            posted.yield()
            return stalled
        }
        let task = Task {
            await failure { () async throws(EaselError) in try await subject.generate(subject.provider(transport)) }
        }
        for await _ in posts { break }
        task.cancel()
        #expect(await task.value?.kind == .cancelled)
        #expect(transport.closedEarly == 1)
    }

    @Test(arguments: ContractSubject.all) func `a refusal of the safety system is told as one`(
        _ subject: ContractSubject
    ) async {
        guard let reply = subject.wire.refusal(HTTPCall(.post, URL(fileURLWithPath: "/")), subject.modality) else {
            return
        }
        #expect(await outcome(subject, reply)?.kind == .contentPolicy)
    }

    @Test(arguments: ContractSubject.all.filter { $0.modality == .image })
    func `fewer pictures than asked for are kept, and the shortage is told`(_ subject: ContractSubject) async throws {
        let transport = CannedTransport { (call) throws(EaselError) in subject.success(call) }
        let warnings = try await subject.generate(subject.provider(transport), [.count: 2])
        #expect(warnings.contains { $0.parameter == ParameterKey.count.rawValue })
    }

    @Test(arguments: ContractSubject.all) func `a common parameter that cannot be sent is a warning`(
        _ subject: ContractSubject
    ) async throws {
        let transport = CannedTransport { (call) throws(EaselError) in subject.success(call) }
        let key: ParameterKey = subject.modality == .audio || subject.modality == .speech ? .aspectRatio : .lyrics
        let warnings = try await subject.generate(subject.provider(transport), [key: "none of this"])
        #expect(warnings.map(\.kind) == [.unsupported])
        #expect(warnings.first?.parameter == key.rawValue)
        let bodies = transport.calls.compactMap { $0.body.map { String(decoding: $0, as: UTF8.self) } }
        #expect(!bodies.contains { $0.contains("none of this") })
    }

    @Test(arguments: ContractSubject.all) func `the secret is in no error, although the provider echoes it`(
        _ subject: ContractSubject
    ) async {
        let words = "no such key \(ContractSubject.secret), nor contract-secret-0002"
        for status in [200, 400, 401, 403, 429, 500] {
            let body =
                #"{"error":{"message":"\#(words)","type":"\#(ContractSubject.secret)","code":"\#(words)"},"detail":"\#(words)"}"#
            let error = await outcome(subject, .json(body, status: status))
            let text = error.map { "\($0) \(String(reflecting: $0))" } ?? ""
            #expect(
                error != nil && !text.contains("contract-secret") && !text.contains("contract-id"), "status \(status)")
        }
    }

    @Test(arguments: ContractSubject.all) func `a preview shows the request without the secret and sends nothing`(
        _ subject: ContractSubject
    ) async throws {
        let transport = CannedTransport(.json("{}"))
        let preview = try #require(try await subject.preview(subject.provider(transport)))
        #expect(preview.method == "POST")
        #expect(preview.headers.contains(.init(name: subject.wire.keyHeader, value: "\(subject.wire.keyPrefix)•••")))
        #expect(preview.body?.contains("a prompt") == true)
        #expect(!"\(preview)".contains("contract"))
        #expect(transport.calls.isEmpty)
    }

    @Test(arguments: ContractSubject.all) func `only what was set is sent`(_ subject: ContractSubject) async throws {
        let preview = try #require(try await subject.preview(subject.provider(CannedTransport(.json("{}")))))
        let body = try #require(preview.body.flatMap(JSONText.decode))
        guard case .object(let fields) = body else { return #expect(Bool(false), "no object") }
        #expect(Set(fields.keys).isSubset(of: subject.wire.leastFields))
        #expect(!fields.values.contains(.null))
    }

    @Test(arguments: BuiltinProviders.all.map(\.id)) func `the catalogue is sound`(_ id: ProviderID) throws {
        let registration = try #require(BuiltinProviders.all.first { $0.id == id })
        let provider = registration.make(
            ProviderContext(registration.descriptor, transport: CannedTransport(.json("{}"))))
        #expect(!registration.descriptor.endpoints.isEmpty)
        #expect(Set(registration.curated.map(\.model)).count == registration.curated.count)
        #expect(provider.models.curated == registration.curated)
        for modality in provider.services.modalities {
            // A server whose models are known only when it runs has no default and no curated card.
            let cards = registration.curated.filter { $0.modality == modality }
            let model = provider.models.defaults[modality]
            #expect(cards.isEmpty ? model == nil : cards.contains { $0.model == model })
        }
        for card in registration.curated {
            #expect(card.provider == id && !card.summary.isEmpty)
            #expect(Set(card.parameters.map(\.key)).count == card.parameters.count)
            for spec in card.parameters {
                if let usual = spec.defaultValue { #expect(spec.accepts(usual), "\(card.model) \(spec.key)") }
            }
        }
    }
}
