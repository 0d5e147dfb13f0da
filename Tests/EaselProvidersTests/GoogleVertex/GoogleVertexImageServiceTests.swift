import EaselCore
import EaselProviderKit
import EaselTestSupport
import Foundation
import Testing

/// Pictures of Gemini (wire sheet google.md, section 2.2).
struct GoogleVertexImageServiceTests {
    @Test func `an edit has its pictures before the words`() async throws {
        let stand = try GoogleVertexStand(.json(try RecordedFixture.text("google-image.json")), token: true)
        let batch = try await stand.image(
            "gemini-nano-banana-2.1",
            [.aspectRatio: "9:21", .size: "2K", "thinkingLevel": "minimal", "personGeneration": "adult"],
            inputs: [GoogleVertexMediaBench.picture(.reference), GoogleVertexMediaBench.picture(.mask)])
        #expect(
            stand.transport.places == [
                "POST https://aiplatform.googleapis.com/v1beta1/projects/studio-1/locations/global/publishers/google/models/gemini-nano-banana-2.1:generateContent"
            ])
        let sent = try #require(stand.transport.sent)
        #expect(
            sent["generationConfig"]
                == JSONText.decode(
                    #"{"responseModalities":["IMAGE"],"imageConfig":{"aspectRatio":"9:21","imageSize":"2K","personGeneration":"ALLOW_ADULT"},"thinkingConfig":{"thinkingLevel":"MINIMAL"}}"#
                ))
        guard case .array(let parts)? = sent["contents"]?["0"]?["parts"] else { return #expect(Bool(false)) }
        #expect(parts.count == 2 && parts[0]["inlineData"]?["mimeType"] == "image/png")
        #expect(batch.warnings.map(\.kind) == [.unsupported])
    }

    @Test func `drafts that a model shows as thoughts are no results`() async throws {
        let stand = try GoogleVertexStand(.json(try RecordedFixture.text("google-image.json")))
        let batch = try await stand.image()
        #expect(batch.items == [MediaReference(.base64("iVBORw0KGgo="), declaredType: .png)])
        #expect(batch.text == "Here is your image.")
        #expect(batch.usage == Usage(inputTokens: 12, outputTokens: 1550))
    }

    @Test func `what only Vertex AI has is not sent to the Gemini API`() async throws {
        let stand = try GoogleVertexStand(.json(try RecordedFixture.text("google-image.json")))
        let batch = try await stand.image("gemini-3-pro-image", ["personGeneration": "none"])
        #expect(batch.warnings.map(\.parameter) == ["personGeneration"])
        #expect(stand.transport.sent?["generationConfig"] == JSONText.decode(#"{"responseModalities":["IMAGE"]}"#))
    }

    @Test(arguments: [
        (#"{"promptFeedback":{"blockReason":"IMAGE_SAFETY"}}"#, "IMAGE_SAFETY"),
        (#"{"candidates":[{"finishReason":"IMAGE_PROHIBITED_CONTENT"}]}"#, "IMAGE_PROHIBITED_CONTENT"),
        (#"{"candidates":[{"finishReason":"NO_IMAGE","content":{}}]}"#, "NO_IMAGE"),
        (#"{"candidates":[{"finishReason":"STOP","content":{"parts":[{"text":"I can't."}]}}]}"#, "TEXT_ONLY"),
    ]) func `every way to refuse a picture is a refusal`(_ row: (body: String, code: String)) async throws {
        let stand = try GoogleVertexStand(.json(row.body))
        let error = await failure { () async throws(EaselError) in try await stand.image() }
        #expect(error?.kind == .contentPolicy && error?.providerCode == row.code)
        #expect(error?.provider == "vertex" && error?.httpStatus == nil)
    }

    @Test func `the support codes of a refusal are told in words`() async throws {
        let stand = try GoogleVertexStand(
            .json(
                #"{"error":{"code":400,"message":"The prompt could not be submitted. Support codes: 58061214","status":"INVALID_ARGUMENT"}}"#,
                status: 400))
        let error = await failure { () async throws(EaselError) in try await stand.image() }
        #expect(error?.kind == .contentPolicy && error?.providerCode == "child")
    }

    @Test func `an answer without a picture may have cost something`() async throws {
        let stand = try GoogleVertexStand(.json(#"{"candidates":[{"finishReason":"OTHER"}]}"#))
        let error = await failure { () async throws(EaselError) in try await stand.image() }
        #expect(error?.kind == .invalidResponse && error?.mayHaveBeenAccepted == true)
        #expect(error?.message.contains("OTHER") == true)
    }
}
