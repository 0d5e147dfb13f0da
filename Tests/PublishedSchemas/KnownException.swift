import EaselCore

/// A body that a published schema does not allow although the provider takes it, with the evidence.
struct KnownException: Sendable {
    /// Beginning of `Body.door`.
    var provider: String
    /// Beginning of the model's id; empty for all.
    var model = ""
    /// Beginning of `Problem.field`.
    var field: String
    /// Part of `Problem.message`.
    var message: String
    /// Why Easel is right.
    var reason: String

    static let all: [KnownException] = [
        KnownException(
            provider: "fal", field: "reasoning", message: "'exclude' was unexpected",
            reason: "The same guide as for OpenRouter, whose API fal's router passes on."),
        KnownException(
            provider: "openrouter", field: "", message: "'audio' was unexpected",
            reason: """
                Sound through chat is described in OpenRouter's audio guide and in no typed schema (wire sheet A3.1, A5.3): \
                the SDK passes `audio` as a further field.
                """),
        KnownException(
            provider: "openrouter", field: "", message: "'instructions' was unexpected",
            reason:
                "The document is of 2026-08-22; `SpeechRequest` of the later SDK has it (openrouter 1.3.84, sheet A5.1)."
        ),
        KnownException(
            provider: "openrouter", field: "reasoning", message: "'exclude' was unexpected",
            reason:
                "The reasoning guide documents `exclude` (sheet A3.1); the typed schema lists `effort` and `summary` only."
        ),
        KnownException(
            provider: "openrouter", field: "", message: "'previous_job_id' was unexpected",
            reason: "The document is of 2026-08-22; the later SDK's VideoGenerationRequest has it (sheet A6)."),
        KnownException(
            provider: "vertex with a token", field: "generationConfig.thinkingConfig.thinkingLevel",
            message: "'XHIGH' is not one of",
            reason: """
                google-genai 3.6.1 has the level for both doors; Vertex AI's discovery document does not list it yet, so that
                Vertex AI takes it is UNVERIFIED.
                """),
        KnownException(
            provider: "huggingface", field: "", message: "'reasoning_effort' was unexpected",
            reason: "The Hub's page of the task documents it (sheet B2); the generated task spec lags behind."),
    ]

    /// Trials that an adapter refuses to write although the card allows each value by itself: door, model, and words of
    /// the refusal.
    static let refusals: [(door: String, model: String, words: String)] = [
        // Wire sheet 4.1: `seed` and `sample_count` exclude each other.
        ("vertex", "lyria-002", "a seed or a number of results, not both")
    ]

    func covers(_ problem: SchemaReferee.Problem, of body: Body) -> Bool {
        body.door.hasPrefix(provider) && body.model.hasPrefix(model) && problem.field.hasPrefix(field)
            && problem.message.contains(message)
    }
}
