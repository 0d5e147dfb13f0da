import EaselCore
import Foundation

/// Having a prompt rewritten by a text model: what the model is told, and what of its answer is the prompt.
enum PromptRewrite {
    /// Ready instructions: a name and the words for the model.
    static let presets: [(name: String, words: String)] = [
        ("More vivid", "Make it more vivid: concrete, sensory details, no clichés. Keep what it is about."),
        ("Shorter", "Make it shorter. Keep everything that matters for the result."),
        (
            "Longer and more precise",
            "Make it more precise: spell out what is only hinted at. Invent nothing that changes it."
        ),
        ("Translate to English", "Translate it to English. Keep names and quoted words as they are."),
        (
            "For an image model",
            "Rewrite it for an image model: subject, setting, composition, light, colours, technique, in one paragraph."
        ),
        (
            "For a video model",
            "Rewrite it for a video model: one shot; subject, action, camera, light, mood and sound, in the order of time."
        ),
        (
            "For a music model",
            "Rewrite it for a music model: genre, tempo, instruments, mood, structure and mix, without artists' names."
        ),
        ("For speech", "Rewrite it to be read aloud: short sentences, numbers and abbreviations written out."),
        ("Correct the spelling", "Correct spelling and grammar. Change nothing else."),
    ]

    private static let opening =
        "Below, between the lines of dashes, stands a prompt that somebody wrote for a generative model."

    /// Whether a prompt is a request of this kind: nobody wants that back as an earlier prompt.
    static func isRequest(_ prompt: String) -> Bool { prompt.hasPrefix(opening) }

    /// What the model is sent.
    static func request(_ instruction: String, _ prompt: String) -> String {
        """
        \(opening) Do not carry it out. \
        Rewrite it as follows: \(instruction)
        Answer with the rewritten prompt only: no introduction, no quotation marks, no explanation.

        -----
        \(prompt)
        -----
        """
    }

    /// The prompt in an answer: without blanks around it, and without the fence, the dashes or the quotation marks that
    /// models put around it all the same.
    static func prompt(in answer: String) -> String {
        var text = answer.trimmingCharacters(in: .whitespacesAndNewlines)
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for mark in ["```", "-----"] where lines.count >= 3 {
            guard let first = lines.first, let last = lines.last, first.hasPrefix(mark), last == mark else { continue }
            lines = Array(lines.dropFirst().dropLast())
            text = lines.joined(separator: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
        }
        for (open, close) in [("\"", "\""), ("“", "”"), ("„", "“"), ("«", "»")] {
            let inner = text.dropFirst().dropLast()
            guard text.count > 2, text.hasPrefix(open), text.hasSuffix(close),
                !inner.contains(open), !inner.contains(close)
            else { continue }
            return inner.trimmingCharacters(in: .whitespacesAndNewlines)
        }
        return text
    }
}
