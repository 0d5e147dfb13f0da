import EaselCore
import EaselProviderKit

/// Parameters that cards share (wire sheet A3.1, A4.1, A5, A6).
extension OpenRouterCatalog {
    /// What chat and `/images` take as a picture (A3.1, content parts).
    static let pictures: [MediaType] = [.png, .jpeg, .webp, .gif]

    /// File types for the words of `input_modalities` (A8.1).
    static func types(of modalities: Set<String>) -> [MediaType] {
        var types: [MediaType] = []
        if modalities.contains("image") { types += pictures }
        if modalities.contains("file") { types.append("application/pdf") }
        if modalities.contains("audio") { types += [.wav, .mp3, .flac, .ogg, "audio/aac", "audio/mp4"] }
        if modalities.contains("video") { types += [.mp4, .webm, .quickTime] }
        return types
    }

    /// The form of a text model, from the names in `supported_parameters` (A8.1).
    static func textParameters(supported: Set<String>, reasoning: Entry.Reasoning? = nil) -> [ParameterSpec] {
        var specs = [
            ParameterSpec(.system, "System", kind: .text(maximumLength: nil)).summary(
                "Instructions that stand above the conversation.")
        ]
        specs += sampling.filter { supported.contains($0.name) }.map(\.spec)
        if !supported.isDisjoint(with: ["max_tokens", "max_completion_tokens"]) {
            specs.append(
                ParameterSpec(
                    .maxOutputTokens, "Max tokens", kind: .integer(minimum: 1, maximum: nil, unit: "tokens"),
                    wire: "max_completion_tokens"
                ).summary("Upper bound on the answer; a moderate value also lowers the credit that is reserved."))
        }
        if supported.contains("seed") { specs.append(seed) }
        if !supported.isDisjoint(with: ["reasoning", "reasoning_effort"]) || reasoning != nil {
            specs += reasoningParameters(reasoning)
        }
        return specs + [
            OpenRouterRouting.spec(.chat), OpenRouterRouting.fallbacks,
            ParameterSpec("plugins", "Plugins", kind: .json, wire: "plugins")
                .summary("OpenRouter's own tools as a JSON list, such as [{\"id\":\"web\"}]."),
        ]
    }

    /// The ranges are the API's own (A3.1).
    private static let sampling: [(name: String, spec: ParameterSpec)] = [
        (
            "temperature",
            number(.temperature, "Temperature", 0, 2, wire: "temperature")
                .summary("0 is the most predictable, 2 the wildest.")
        ),
        (
            "top_p",
            number(.topP, "Top P", 0, 1, wire: "top_p")
                .summary("Only the likeliest words whose probabilities add up to this are considered.")
        ),
        (
            "top_k",
            ParameterSpec("top_k", "Top K", kind: .integer(minimum: 0, maximum: nil, unit: nil), wire: "top_k")
                .summary("Only so many of the likeliest words are considered.")
        ),
        ("min_p", number("min_p", "Min P", 0, 1, wire: "min_p")),
        ("top_a", number("top_a", "Top A", 0, 1, wire: "top_a")),
        ("frequency_penalty", number("frequency_penalty", "Frequency penalty", -2, 2, wire: "frequency_penalty")),
        ("presence_penalty", number("presence_penalty", "Presence penalty", -2, 2, wire: "presence_penalty")),
        ("repetition_penalty", number("repetition_penalty", "Repetition penalty", 0, 2, wire: "repetition_penalty")),
        (
            "stop",
            ParameterSpec("stop", "Stop", kind: .json, wire: "stop")
                .summary("Text, or up to four texts as a JSON list, at which the answer ends.")
        ),
        (
            "response_format",
            ParameterSpec("response_format", "Answer format", kind: .json, wire: "response_format")
                .summary("Such as {\"type\":\"json_object\"}.")
        ),
        (
            "verbosity",
            ParameterSpec("verbosity", "Verbosity", kind: .choices("low", "medium", "high"), wire: "verbosity")
        ),
    ]

    private static func number(
        _ key: ParameterKey, _ title: String, _ minimum: Double, _ maximum: Double, wire: String
    ) -> ParameterSpec {
        ParameterSpec(key, title, kind: .number(minimum: minimum, maximum: maximum, unit: nil), wire: wire)
    }

    private static let efforts = ["none", "minimal", "low", "medium", "high", "xhigh", "max"]

    private static func reasoningParameters(_ told: Entry.Reasoning?) -> [ParameterSpec] {
        let supported = told?.efforts?.elements ?? []
        var steps = supported.isEmpty ? efforts : efforts.filter { $0 == "none" || supported.contains($0) }
        if told?.isMandatory?.value == true { steps.removeAll { $0 == "none" } }
        let usual = told?.usualEffort?.value.flatMap { steps.contains($0) ? JSONValue.string($0) : nil }
        var specs = [
            ParameterSpec(
                "reasoning_effort", "Reasoning", kind: .choice(steps.map { ParameterChoice(.string($0)) }),
                default: usual, wire: "reasoning.effort"
            ).summary("How long the model thinks before it writes; not every model knows every step.")
        ]
        if told?.takesBudget?.value == true {
            specs.append(
                ParameterSpec(
                    "reasoning_max_tokens", "Thinking budget", kind: .integer(minimum: 1, maximum: nil, unit: "tokens"),
                    wire: "reasoning.max_tokens"
                ).summary("Tokens to think with, in place of an effort."))
        }
        specs.append(
            ParameterSpec("reasoning_exclude", "Hide reasoning", kind: .boolean, wire: "reasoning.exclude")
                .summary("The model thinks but does not show it."))
        return specs
    }

    static func choice(_ key: ParameterKey, _ title: String, _ words: [String], wire: String) -> ParameterSpec {
        ParameterSpec(key, title, kind: .choice(words.map { ParameterChoice(.string($0)) }), wire: wire)
    }

    static func aspectRatio(_ ratios: [String]) -> ParameterSpec {
        choice(.aspectRatio, "Aspect ratio", ratios, wire: "aspect_ratio")
    }

    static func tier(_ tiers: String...) -> ParameterSpec { choice(.size, "Size", tiers, wire: "resolution") }

    static func count(_ maximum: Int64) -> ParameterSpec {
        ParameterSpec(
            .count, "Pictures", kind: .integer(minimum: 1, maximum: maximum, unit: nil), default: 1, wire: "n"
        )
        .summary("An upper bound: fewer may come back.")
    }

    static let seed = ParameterSpec(.seed, "Seed", kind: .seed(maximum: nil), wire: "seed").summary(
        "The same seed tends to give the same result.")

    /// Pictures through a chat: OpenRouter's explorer sends these two (A4.3).
    static let chatPictureParameters = [
        choice(
            .aspectRatio, "Aspect ratio", ["1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"],
            wire: "image_config.aspect_ratio"),
        choice(.size, "Size", ["1K", "2K", "4K"], wire: "image_config.image_size"),
        OpenRouterRouting.spec(.chat), OpenRouterRouting.fallbacks,
    ]

    static func duration(_ seconds: [Int64]) -> ParameterSpec {
        ParameterSpec(
            .durationSeconds, "Duration", kind: .choice(seconds.map { ParameterChoice(.integer($0)) }),
            wire: "duration"
        ).summary("Seconds.")
    }

    static let soundTrack = ParameterSpec(.generateAudio, "Sound", kind: .boolean, wire: "generate_audio")
        .summary("A sound track that fits the picture.")

    static let videoEnding = [
        ParameterSpec("previous_job_id", "Previous job", kind: .text(maximumLength: nil), wire: "previous_job_id")
            .summary("The id of a finished job, to continue its clip."),
        OpenRouterRouting.spec(.videos),
    ]

    static func frame(_ role: AttachmentRole) -> InputSpec {
        InputSpec(role, types: [.png, .jpeg, .webp], takesAddresses: true)
    }

    /// `wav` is asked for as bare samples, which every model that streams sound has, and gets its header here.
    static func soundParameters(voices: [String]) -> [ParameterSpec] {
        let formats = ["wav": "pcm16", "mp3": "mp3", "flac": "flac", "opus": "opus"]
        let choices = ["wav", "mp3", "flac", "opus"].map {
            ParameterChoice(.string($0), wire: formats[$0].map(JSONValue.string))
        }
        return [
            voice(voices, wire: "audio.voice"),
            ParameterSpec(.format, "Format", kind: .choice(choices), wire: "audio.format")
                .summary("A wish: what comes is told by its bytes."),
            OpenRouterRouting.spec(.chat), OpenRouterRouting.fallbacks,
        ]
    }

    static func speechParameters(voices: [String]) -> [ParameterSpec] {
        [
            voice(voices, wire: "voice"), speechFormat,
            ParameterSpec(.speed, "Speed", kind: .number(minimum: 0.25, maximum: 4, unit: nil), wire: "speed")
                .summary("1 is the voice's own; not every model has it."),
            instructions, OpenRouterRouting.spec(.speech),
        ]
    }

    static func voice(_ voices: [String], wire: String) -> ParameterSpec {
        let kind: ParameterKind =
            voices.isEmpty ? .text(maximumLength: nil) : .choice(voices.map { ParameterChoice(.string($0)) })
        return ParameterSpec(.voice, "Voice", kind: kind, wire: wire).summary("Who speaks.")
    }

    /// The samples that come without a format are made a WAV file (A5.1).
    static let speechFormat = ParameterSpec(
        .format, "Format", kind: .choice([ParameterChoice("wav", wire: "pcm"), ParameterChoice("mp3")]),
        default: "wav", wire: "response_format")

    static let instructions = ParameterSpec(
        "instructions", "Instructions", kind: .text(maximumLength: nil), wire: "instructions"
    ).summary("How it is to be said: calm, hurried, in a whisper.")
}
