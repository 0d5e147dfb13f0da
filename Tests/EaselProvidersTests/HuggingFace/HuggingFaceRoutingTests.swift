import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

struct HuggingFaceRoutingTests {
    private static let picture = CannedTransport.Reply.json(
        #"{"images":[{"url":"https://fal.media/a.png"}],"data":[{"b64_json":"AAAA"}],"id":"p","output":"https://r/a.png"}"#
    )
    private static let falFirst = [
        HuggingFaceStand.served(by: "replicate", as: "owner/name", "text-to-image"),
        HuggingFaceStand.served(by: "fal-ai", as: "fal-ai/flux/dev", "text-to-image"),
        HuggingFaceStand.served(by: "nscale", as: "n/s", "text-to-image"),
    ].joined(separator: ",")

    @Test func `without a suffix the account's own order decides`() async throws {
        let stand = try HuggingFaceStand(Self.falFirst, [("/", Self.picture)])
        _ = try await stand.image()
        #expect(
            stand.calls.map(\.url.absoluteString)
                == ["https://router.huggingface.co/replicate/v1/models/owner/name/predictions"])
    }

    @Test func `a provider that cannot do the task, or is not spoken, is passed over`() async throws {
        let mapping = [
            HuggingFaceStand.served(by: "black-forest-labs", as: "b", "text-to-image"),
            HuggingFaceStand.served(by: "together", as: "t", "image-to-image"),
            HuggingFaceStand.served(by: "nscale", as: "n", "text-to-image"),
        ].joined(separator: ",")
        let stand = try HuggingFaceStand(mapping, [("/", Self.picture)])
        _ = try await stand.image()
        #expect(stand.calls.first?.url.path() == "/nscale/v1/images/generations")
    }

    @Test func `a suffix chooses the provider`() async throws {
        let stand = try HuggingFaceStand(Self.falFirst, [("/", Self.picture)])
        _ = try await stand.image("org/model:fal-ai")
        #expect(stand.calls.first?.url.path() == "/fal-ai/fal-ai/flux/dev")
        #expect(
            stand.bench.transport.calls.first?.url.absoluteString
                == "https://huggingface.co/api/models/org/model?expand%5B%5D=inferenceProviderMapping")
    }

    @Test func `a rule for chat is said to be of no use for pictures`() async throws {
        let stand = try HuggingFaceStand(Self.falFirst, [("/", Self.picture)])
        let batch = try #require(try await stand.image("org/model:cheapest").batch)
        #expect(batch.warnings.map(\.kind) == [.adjusted])
    }

    @Test func `the Hub is asked once per model`() async throws {
        let stand = try HuggingFaceStand(Self.falFirst, [("/", Self.picture)])
        _ = try await stand.image()
        _ = try await stand.image("org/model:nscale")
        #expect(stand.hubCalls == 1 && stand.calls.count == 2)
    }

    @Test(
        arguments: [
            ("org/model:together", "does not serve"), ("org/model:zai-org", "does not serve"),
        ] as [(ModelID, String)])
    func `who does not serve a model is told with those who do`(_ model: ModelID, _ words: String) async throws {
        let stand = try HuggingFaceStand(Self.falFirst, [("/", Self.picture)])
        let error = await failure { () async throws(EaselError) in try await stand.image(model) }
        #expect(error?.kind == .unsupported && error?.message.contains(words) == true)
        #expect(error?.message.contains("replicate, fal-ai, nscale") == true && stand.calls.isEmpty)
    }

    @Test func `a model for another task says so`() async throws {
        let stand = try HuggingFaceStand(
            HuggingFaceStand.served(by: "fal-ai", as: "x/y", "image-to-image"), [("/", Self.picture)])
        let error = await failure { () async throws(EaselError) in try await stand.image() }
        #expect(error?.kind == .unsupported && error?.message.contains("image-to-image") == true)
    }

    @Test func `a model without any provider says so`() async throws {
        let stand = try HuggingFaceStand("", [])
        let error = await failure { () async throws(EaselError) in try await stand.image() }
        #expect(error?.kind == .unsupported && error?.message.contains("No inference provider") == true)
    }

    @Test(arguments: ["error", "staging"]) func `a provider in trouble is tried, with a warning`(
        _ status: String
    ) async throws {
        let stand = try HuggingFaceStand(
            #""nscale":{"status":"\#(status)","providerId":"n","task":"text-to-image"}"#, [("/", Self.picture)])
        let batch = try #require(try await stand.image().batch)
        #expect(batch.warnings.map(\.kind) == [.other] && batch.items == [MediaReference(.base64("AAAA"))])
    }

    @Test func `while the Hub is down a known model goes where its card says`() async throws {
        let stand = try HuggingFaceStand("", [("/", Self.picture)], hub: .html(status: 502))
        _ = try await stand.image("black-forest-labs/FLUX.1-dev")
        #expect(stand.calls.first?.url.path() == "/fal-ai/fal-ai/flux/dev")
        let error = await failure { () async throws(EaselError) in try await stand.image("org/model") }
        #expect(error?.kind == .unavailable)
    }

    @Test func `an unknown repository is an unknown model`() async throws {
        let stand = try HuggingFaceStand(
            "", [],
            hub: .json(#"{"error":"Repository not found"}"#, status: 401, headers: ["X-Error-Code": "RepoNotFound"]))
        let error = await failure { () async throws(EaselError) in try await stand.image() }
        #expect(error?.kind == .modelNotFound && error?.providerCode == "RepoNotFound")
    }

    @Test func `a path cannot be climbed out of`() async throws {
        let stand = try HuggingFaceStand(
            HuggingFaceStand.served(by: "fal-ai", as: "../replicate/x", "text-to-image"), [("/", Self.picture)])
        let error = await failure { () async throws(EaselError) in try await stand.image() }
        #expect(error?.kind == .modelNotFound && stand.calls.isEmpty)
    }

    @Test func `hf-inference goes by the Hub's id although no mapping names it`() async throws {
        let stand = try HuggingFaceStand(
            "", [("/", CannedTransport.Reply(headers: ["Content-Type": "image/jpeg"], chunks: [[1]]))])
        _ = try await stand.image("org/model:hf-inference")
        #expect(stand.calls.first?.url.path() == "/hf-inference/models/org/model")
    }

    @Test func `a preview sends nothing and shows the card's route`() async throws {
        let stand = try HuggingFaceStand("", [])
        var request = ImageRequest(model: "black-forest-labs/FLUX.1-dev:replicate", prompt: "x")
        request.facts = stand.bench.facts(request.model)
        let preview = try #require(try await stand.bench.provider.services.image?.preview(request))
        #expect(
            preview.url
                == "https://router.huggingface.co/replicate/v1/models/black-forest-labs/flux-dev/predictions")
        #expect(preview.headers.contains(.init(name: "Prefer", value: "wait")))
        #expect(stand.bench.transport.calls.isEmpty)
    }
}
