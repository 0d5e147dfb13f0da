/// Writes the answers: Markdown that says what it is, echoes the prompt, and holds what breaks careless clients
/// (letters of several scripts, right-to-left text, an emoji of several scalars, a code block).
struct SandboxProse: Sendable {
    let prompt: String
    let model: String
    /// Descriptions of the pictures that came with the prompt, such as `image/png 64x64`.
    var pictures: [String] = []

    /// The whole answer; the same prompt and model always give the same text.
    var answer: String {
        var random = StableRandom(text: "\(model)\u{0}\(prompt)")
        let words = echoedWords
        let subject = words.isEmpty ? "an empty prompt" : words.prefix(6).joined(separator: " ")
        let opening = random.pick(
            [
                "This is the **Easel sandbox**, not a real model.",
                "No real model wrote this: it comes from the **Easel sandbox**.",
                "You are reading the **Easel sandbox**; no model was asked.",
            ], or: "This is the **Easel sandbox**.")
        let image = random.pick(
            [
                "a harbour at first light, ropes slack and gulls asleep",
                "a workshop where every tool hangs above its own painted shadow",
                "a night train crossing a plain of unlit windows",
                "a garden wall with one loose stone and a key behind it",
            ], or: "a quiet room")
        var paragraphs = [
            "# About \(subject)",
            "\(opening) It answers as `\(model)` would on the wire, so that nothing is spent while you try things out.",
            "You wrote:",
            quotedPrompt,
        ]
        if !pictures.isEmpty {
            paragraphs.append("With it came \(pictures.count) picture(s): \(pictures.joined(separator: ", ")).")
        }
        paragraphs.append(
            "Imagine \(image). Every word of a prompt leaves a mark on what follows; these left theirs here:")
        paragraphs.append(words.prefix(8).map { "- *\($0)*" }.joined(separator: "\n"))
        paragraphs.append(
            "The same thought travels well: *naïve café*, «свет», 光と影, ضوء, प्रकाश, and a small 👩🏽‍🎨 with a 🎨.")
        if prompt.contains("control-characters") { paragraphs.append(Self.hostileText) }
        paragraphs.append("```text\nlight, then line, then colour\n```")
        paragraphs.append("Ask again with other words and the picture changes; ask the same and it stays.")
        return paragraphs.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    /// What a reasoning model says to itself first.
    var reasoning: String {
        let words = echoedWords.prefix(5).joined(separator: ", ")
        return "The user wants something about \(words.isEmpty ? "nothing in particular" : words). "
            + "I am a sandbox, so I will say so plainly, repeat the words I was given, and keep to a few paragraphs."
    }

    /// What a terminal must never act on: colours, a bell, a window title, a change of direction, an erased line.
    private static let hostileText =
        "\u{1B}[31mred\u{1B}[0m \u{07}\u{1B}]0;title\u{07} \u{202E}desrever\u{202C} \u{1B}[2K\u{9B}1m\u{08}"

    private var echoedWords: [String] {
        prompt.split { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "'" }.prefix(40).map { String($0.prefix(40)) }
    }

    private var quotedPrompt: String {
        let flat = prompt.split(whereSeparator: \.isNewline).joined(separator: " ")
        return "> \(flat.prefix(280))\(flat.count > 280 ? "…" : "")"
    }
}
