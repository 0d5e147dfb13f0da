import EaselCore
import EaselProviderKit
import Foundation

extension GoogleVertexInteractionsWire {
    /// An interaction as create, get and cancel answer it (wire sheet 11.2).
    struct Interaction: Decodable, Sendable {
        var id: Lenient<String>?
        var status: String
        var steps: LenientArray<Step>?
        /// In place of steps, of models that still answer as before 2026-05-20: Lyria 3 (4.2).
        var outputs: LenientArray<Content>?
        var errors: LenientArray<Fault>?
        var usage: Lenient<Tokens>?
        /// RFC 3339.
        var updated: Lenient<String>?

        /// Until when the Gemini API keeps its files: two days (3.4). They are as old as the answer that names them.
        var filesKeptUntil: Date? {
            updated?.value.flatMap(WireTime.date)?.addingTimeInterval(2 * 86_400)
        }

        /// What the model said since the newest thing that was said to it (11.2).
        var content: [Content] {
            let steps = steps?.elements ?? []
            let start = steps.lastIndex { $0.type?.value == "user_input" }.map { $0 + 1 } ?? 0
            return steps[start...].filter { $0.type?.value == "model_output" }.flatMap { $0.content?.elements ?? [] }
                + (outputs?.elements ?? [])
        }

        /// The failure, at the top with a word or inside a step with a number (11.2).
        var fault: Fault? {
            errors?.elements.first ?? steps?.elements.lazy.compactMap { $0.error?.value }.last
        }

        func tokens(of modality: String) -> Int {
            (usage?.value?.byModality?.elements ?? [])
                .filter { $0.modality?.value == modality }.compactMap { $0.tokens?.value }.reduce(0, +)
        }
    }

    struct Step: Decodable, Sendable {
        var type: Lenient<String>?
        var content: LenientArray<Content>?
        var error: Lenient<Fault>?
    }

    struct Fault: Decodable, Sendable {
        var code: FlexibleCode?
        var message: Lenient<String>?
    }

    struct Tokens: Decodable, Sendable {
        struct Share: Decodable, Sendable {
            var modality: Lenient<String>?
            var tokens: Lenient<Int>?
        }

        var input: Lenient<Int>?
        var output: Lenient<Int>?
        var byModality: LenientArray<Share>?

        enum CodingKeys: String, CodingKey {
            case input = "total_input_tokens"
            case output = "total_output_tokens"
            case byModality = "output_tokens_by_modality"
        }
    }

    /// The body of an error, to be sorted like one that came with a status.
    struct FaultBody: Encodable, Sendable {
        struct Inner: Encodable, Sendable {
            /// A word of the Interactions API, or an HTTP status.
            var code: JSONValue?
            var message: String?
        }

        var error: Inner
    }
}
