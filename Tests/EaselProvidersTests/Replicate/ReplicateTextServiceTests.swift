import EaselCore
import EaselProviderKit
import EaselProviders
import EaselTestSupport
import Foundation
import Synchronization
import Testing

struct ReplicateTextServiceTests {
    private static let stream = "https://stream.replicate.com/v1/files/bcwr-1"
    private static let succeeded =
        #"{"id":"p1","status":"succeeded","output":["Once upon"," a time\n\nin Prag"," 👩🏽‍🎨"],"metrics":{"input_token_count":5,"output_token_count":7}}"#

    /// A provider whose pauses take no time, on a transport that answers a create, the stream, then the records in turn.
    private func bench(
        stream: CannedTransport.Reply?, created: String? = nil, records: [String]
    ) throws -> (provider: Provider, transport: CannedTransport) {
        let turn = Mutex(0)
        let urls = stream == nil ? "{}" : #"{"stream":"\#(Self.stream)"}"#
        let body = created ?? #"{"id":"p1","status":"starting","urls":\#(urls)}"#
        let transport = CannedTransport { (call) throws(EaselError) in
            if call.url.host() == "stream.replicate.com" { return stream ?? .json("{}", status: 404) }
            if call.method == .post { return .json(body, status: 201) }
            let index = turn.withLock { value in
                defer { value += 1 }
                return value
            }
            return .json(records[min(index, records.count - 1)])
        }
        let registration = try #require(BuiltinProviders.all.first { $0.id == "replicate" })
        var context = ProviderContext(
            registration.descriptor, transport: transport,
            credential: Credential(secret: "r8_secret0001", origin: "test"))
        context.pause = { (_) async throws(EaselError) in if Task.isCancelled { throw .cancelled } }
        return (registration.make(context), transport)
    }

    private func write(
        _ provider: Provider, _ request: TextRequest = TextRequest(model: "openai/gpt-5", prompt: "x")
    ) async throws(EaselError) -> (text: String, completion: TextCompletion) {
        guard let service = provider.services.text else { throw EaselError(.unsupported, "no text") }
        let text = Mutex("")
        let completion = try await service.stream(request) { event in
            if case .delta(let piece) = event { text.withLock { $0 += piece } }
        }
        return (text.withLock(\.self), completion)
    }

    private static let told = "Once upon a time\n\nin Prag 👩🏽‍🎨"

    @Test func `a stream is handed on, its record tells the usage`() async throws {
        let (provider, transport) = try bench(
            stream: .events(try RecordedFixture.text("replicate-stream.txt")), records: [Self.succeeded])
        let answer = try await write(provider)
        #expect(answer.text == Self.told)
        #expect(answer.completion.finish == .stop)
        #expect(answer.completion.usage == Usage(inputTokens: 5, outputTokens: 7))
        #expect(transport.calls.map(\.method) == [.post, .get, .get])
    }

    @Test func `the key does not go to the streaming host`() async throws {
        let (provider, transport) = try bench(
            stream: .events(try RecordedFixture.text("replicate-stream.txt")), records: [Self.succeeded])
        _ = try await write(provider)
        let call = try #require(transport.calls.first { $0.url.absoluteString == Self.stream })
        #expect(call.headers["Authorization"] == nil)
        #expect(call.headers["Accept"] == "text/event-stream")
        #expect(call.reach == .internet)
    }

    @Test func `a stream that stops without its end is completed from the record`() async throws {
        let cut = ": 408: 408 Request Timeout\n\n"
        let (provider, _) = try bench(
            stream: .events("event: output\nid: 1:0\ndata: Once upon\n\n" + cut),
            records: [
                #"{"id":"p1","status":"processing","output":["Once upon"," a time\n\n"]}"#, Self.succeeded,
            ])
        #expect(try await write(provider).text == Self.told)
    }

    @Test(arguments: [
        CannedTransport.Reply.json("{}", status: 404), .html(status: 502), .events("", ending: .broken),
        .events("event: output\ndata: Once upon\n\n", ending: .broken),
    ])
    func `a stream that fails is no failure of the prediction`(_ stream: CannedTransport.Reply) async throws {
        let (provider, _) = try bench(stream: stream, records: [Self.succeeded])
        #expect(try await write(provider).text == Self.told)
    }

    @Test func `without a stream the record is asked for`() async throws {
        let (provider, transport) = try bench(
            stream: nil,
            records: [
                #"{"id":"p1","status":"starting"}"#, #"{"id":"p1","status":"processing","output":["Once"]}"#,
                Self.succeeded,
            ])
        #expect(try await write(provider).text == Self.told)
        #expect(transport.calls.map(\.method) == [.post, .get, .get, .get])
    }

    @Test func `an answer that is there at once is not asked for again`() async throws {
        let (provider, transport) = try bench(stream: nil, created: Self.succeeded, records: [])
        #expect(try await write(provider).text == Self.told)
        #expect(transport.calls.count == 1)
    }

    @Test func `one text and an object are answers, too`() async throws {
        let one = try bench(
            stream: nil, created: #"{"id":"p","status":"succeeded","output":"hello Alice"}"#, records: [])
        #expect(try await write(one.provider).text == "hello Alice")
        let object = try bench(
            stream: nil, created: #"{"id":"p","status":"succeeded","output":{"text":"hi","n":1}}"#, records: [])
        #expect(try await write(object.provider).text.contains(#""text""#))
    }

    @Test(arguments: [
        (#"{"id":"p1","status":"failed","error":"CUDA out of memory"}"#, EaselError.Kind.invalidRequest),
        (#"{"id":"p1","status":"failed","error":"flagged as sensitive (E005)"}"#, .contentPolicy),
        (#"{"id":"p1","status":"canceled"}"#, .cancelled), (#"{"id":"p1","status":"aborted"}"#, .timeout),
    ])
    func `an error event is explained by the record`(_ row: (record: String, kind: EaselError.Kind)) async throws {
        let (provider, _) = try bench(
            stream: .events("event: error\nid: 1:0\ndata: {\"detail\":\"x\"}\n\n"), records: [row.record])
        let error = await failure { () async throws(EaselError) in try await write(provider) }
        #expect(error?.kind == row.kind)
    }

    @Test func `a conversation is messages where the model takes them`() async throws {
        let (provider, transport) = try bench(stream: nil, created: Self.succeeded, records: [])
        var request = TextRequest(
            model: "openai/gpt-5", prompt: "and now?",
            conversation: [.init(speaker: .user, text: "hello"), .init(speaker: .assistant, text: "hi")])
        request.parameters = RequestParameters(
            values: [.system: "be short"],
            specs: provider.models.curated.first { $0.model == request.model }?.parameters ?? [])
        request.facts = ModelFacts(route: "messages=messages", inputs: [])
        #expect(try await write(provider, request).completion.warnings.isEmpty)
        let body = transport.calls[0].body.flatMap { JSONText.decode(String(decoding: $0, as: UTF8.self)) }
        #expect(
            body?["input"]
                == JSONText.decode(
                    #"{"messages":[{"role":"system","content":"be short"},{"role":"user","content":"hello"},{"role":"assistant","content":"hi"},{"role":"user","content":"and now?"}]}"#
                ))
    }

    @Test func `a conversation is written out, and that is told, where the model takes one turn`() async throws {
        let (provider, transport) = try bench(stream: nil, created: Self.succeeded, records: [])
        let request = TextRequest(
            model: "meta/meta-llama-3-8b-instruct", prompt: "and now?",
            conversation: [.init(speaker: .user, text: "hello"), .init(speaker: .assistant, text: "hi")])
        #expect(try await write(provider, request).completion.warnings.map(\.kind) == [.adjusted])
        let body = transport.calls[0].body.flatMap { JSONText.decode(String(decoding: $0, as: UTF8.self)) }
        #expect(body?["input"]?["prompt"] == "User: hello\n\nAssistant: hi\n\nUser: and now?\n\nAssistant:")
    }

    @Test func `giving up tells Replicate to stop`() async throws {
        let (asked, ask) = AsyncStream<Void>.makeStream()
        let transport = CannedTransport { (call) throws(EaselError) in
            if call.url.host() == "stream.replicate.com" {
                ask.yield()
                return .events("event: output\nid: 1:0\ndata: x\n\n", ending: .stalled)
            }
            return .json(#"{"id":"p1","status":"starting","urls":{"stream":"\#(Self.stream)"}}"#, status: 201)
        }
        let bench = try Bench("replicate", transport)
        let task = Task {
            await failure { () async throws(EaselError) in try await write(bench.provider) }
        }
        for await _ in asked { break }
        task.cancel()
        #expect(await task.value?.kind == .cancelled)
        #expect(transport.calls.last?.url.path() == "/v1/predictions/p1/cancel")
    }
}
