import EaselCore
import EaselProviderKit
import Foundation

/// What `generateContent` answers, whole or as one piece of a stream (wire sheet 1.4). Words of enumerations are read as
/// text: new ones come without notice.
struct GoogleVertexAnswer: Decodable, Sendable {
    struct Candidate: Decodable, Sendable {
        var content: Lenient<Content>?
        var finishReason: Lenient<String>?
        var finishMessage: Lenient<String>?
        var index: Lenient<Int>?
        var safetyRatings: LenientArray<Rating>?
    }

    struct Content: Decodable, Sendable { var parts: LenientArray<Part>? }

    struct Part: Decodable, Sendable {
        struct Blob: Decodable, Sendable {
            var mimeType: Lenient<String>?
            var data: String
        }

        struct File: Decodable, Sendable {
            var fileUri: String
            var mimeType: Lenient<String>?
        }

        var text: Lenient<String>?
        /// Thinking, and drafts of pictures: no part of the answer.
        var thought: Lenient<Bool>?
        var inlineData: Lenient<Blob>?
        var fileData: Lenient<File>?
    }

    struct Rating: Decodable, Sendable {
        var category: Lenient<String>?
        var probability: Lenient<String>?
        var blocked: Lenient<Bool>?
    }

    struct Feedback: Decodable, Sendable {
        var blockReason: Lenient<String>?
        var blockReasonMessage: Lenient<String>?
        var safetyRatings: LenientArray<Rating>?
    }

    struct Count: Decodable, Sendable {
        var promptTokenCount: Lenient<Int>?
        var candidatesTokenCount: Lenient<Int>?
        var thoughtsTokenCount: Lenient<Int>?
        var toolUsePromptTokenCount: Lenient<Int>?
    }

    var candidates: LenientArray<Candidate>?
    var promptFeedback: Lenient<Feedback>?
    var usageMetadata: Lenient<Count>?
    var modelVersion: Lenient<String>?
    var responseId: Lenient<String>?
    /// A failure inside a success.
    var error: JSONValue?

    /// The first candidate; Easel never asks for more.
    var candidate: Candidate? { candidates?.elements.first { ($0.index?.value ?? 0) == 0 } }

    var parts: [Part] { candidate?.content?.value?.parts?.elements ?? [] }

    var isFailure: Bool { error.map { $0 != .null } ?? false }

    /// Thoughts count as output: they are charged so.
    var usage: Usage? {
        guard let count = usageMetadata?.value else { return nil }
        let output = [count.candidatesTokenCount?.value, count.thoughtsTokenCount?.value].compactMap(\.self)
        let input = [count.promptTokenCount?.value, count.toolUsePromptTokenCount?.value].compactMap(\.self)
        guard !output.isEmpty || !input.isEmpty else { return nil }
        return Usage(
            inputTokens: input.isEmpty ? nil : input.reduce(0, Self.sum),
            outputTokens: output.isEmpty ? nil : output.reduce(0, Self.sum))
    }

    private static func sum(_ left: Int, _ right: Int) -> Int {
        let (sum, overflows) = left.addingReportingOverflow(right)
        return overflows ? left : sum
    }
}
