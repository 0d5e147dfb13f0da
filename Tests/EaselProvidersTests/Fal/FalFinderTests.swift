import EaselCore
import EaselProviderKit
import EaselProviders
import EaselTestSupport
import Foundation
import Testing

/// Jobs that are found in the platform's list of requests.
struct FalFinderTests {
    private static let sent = Date(timeIntervalSince1970: 1_787_270_000)

    private func search(_ prompt: String = "a fox", files: Bool = false) -> JobSearch {
        var draft = GenerationDraft(modality: .image, prompt: prompt, parameters: [.seed: 7])
        if files { draft.attachments = [Attachment(role: .reference, file: URL(fileURLWithPath: "/a.png"))] }
        var record = GenerationRecord(
            id: .new(), createdAt: Self.sent, draft: draft, provider: "fal", model: "fal-ai/flux/dev", isSandbox: false)
        record.sentAt = Self.sent
        return JobSearch(
            record, parameters: RequestParameters(values: [.seed: 7]), facts: ModelFacts(),
            window: Self.sent.addingTimeInterval(-60)...Self.sent.addingTimeInterval(240))
    }

    private func item(_ id: String, _ input: String?, after seconds: Double = 1, endpoint: String = "fal-ai/flux/dev")
        -> String
    {
        let time = WireTime.text(Self.sent.addingTimeInterval(seconds))
        let shown = input.map { ",\"json_input\":\($0)" } ?? ""
        return
            #"{"request_id":"\#(id)","endpoint_id":"\#(endpoint)","started_at":"\#(time)","sent_at":"\#(time)","ended_at":null\#(shown)}"#
    }

    private func page(_ items: [String], next: String? = nil) -> CannedTransport.Reply {
        let cursor = next.map { "\"\($0)\"" } ?? "null"
        return .json(
            #"{"items":[\#(items.joined(separator: ","))],"next_cursor":\#(cursor),"has_more":\#(next != nil)}"#)
    }

    @Test func `a job of the same input is found, others are not`() async throws {
        let same = #"{"prompt":"a fox","seed":7.0}"#
        let bench = try Bench(
            "fal",
            CannedTransport(
                page(
                    [
                        item("a", same), item("b", #"{"prompt":"a fox","seed":8}"#), item("c", same, after: 4000),
                        item("d", same, endpoint: "fal-ai/flux/schnell"),
                        item("e", #"{"prompt":"a fox","seed":7,"strength":1}"#),
                    ], next: "Mg=="),
                page([item("f", nil)])))
        let finder = try #require(bench.provider.finder)
        let found = try await finder.candidates(for: search())
        #expect(found.map(\.job.id) == ["a", "f"] && found.map(\.hasSameInput) == [true, false])
        #expect(found.first?.job.model == "fal-ai/flux/dev" && found.first?.job.modality == .image)
        let urls = bench.transport.calls.map(\.url.absoluteString)
        #expect(urls.count == 2 && urls[0].contains("/v1/models/requests/by-endpoint?endpoint_id=fal-ai%2Fflux%2Fdev"))
        #expect(urls[0].contains("expand=payloads") && urls[1].contains("cursor=Mg"))
    }

    @Test func `a file that went along may be shown as any address`() async throws {
        let shown = #"{"prompt":"a fox","seed":7,"image_url":"https://v3.fal.media/files/x.png"}"#
        let bench = try Bench("fal", CannedTransport(page([item("a", shown)])))
        let finder = try #require(bench.provider.finder)
        #expect(try await finder.candidates(for: search(files: true)).count == 1)
        #expect(try await finder.candidates(for: search()).isEmpty)
    }

    @Test func `a key that may not list says so`() async throws {
        let refusal = CannedTransport.Reply.json(
            #"{"error":{"type":"authorization_error","message":"No."}}"#, status: 403)
        let bench = try Bench("fal", CannedTransport(refusal))
        let finder = try #require(bench.provider.finder)
        #expect(
            await failure { () async throws(EaselError) in try await finder.candidates(for: search()) }?.kind
                == .permission)
    }

    @Test func `a job whose answer was lost is found at the sandbox`() async throws {
        try await FalStand.open(faults: ["fal:disconnect-after=0:method=POST:times=1"]) { stand in
            let request: ImageRequest = try await stand.request("fal-ai/flux/dev", [.count: 1])
            #expect(
                await failure { () async throws(EaselError) in try await stand.image.submit(request) }?
                    .mayHaveBeenAccepted == true)
            let draft = GenerationDraft(modality: .image, prompt: request.prompt, parameters: [.count: 1])
            let record = GenerationRecord(
                id: .new(), createdAt: Date(), draft: draft, provider: "fal", model: request.model, isSandbox: true)
            let search = JobSearch(
                record, parameters: request.parameters, facts: request.facts,
                window: Date(timeIntervalSinceNow: -60)...Date(timeIntervalSinceNow: 60))
            let finder = try #require(stand.provider.finder)
            var found: [JobCandidate] = []
            for _ in 0..<500 where found.isEmpty {
                found = try await finder.candidates(for: search)
                try await Task.sleep(for: .milliseconds(4))
            }
            #expect(found.count == 1 && found.first?.hasSameInput == true)
            let job = try #require(found.first?.job)
            _ = try await stand.image.status(of: job)
        }
    }
}
