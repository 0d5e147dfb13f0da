import EaselCore

/// A difference between what an SDK sent and what Easel sends that is meant to be.
struct AllowedDifference: Sendable {
    /// Beginning of the check's name; empty for all.
    var check: String
    var kind: Difference.Kind
    /// A regular expression's text for the whole path.
    var path: String
    var reason: String

    static let all: [AllowedDifference] = [
        AllowedDifference(
            check: "", kind: .changed, path: "stream",
            reason: "Easel always streams text, so that the first words show."),
        AllowedDifference(
            check: "Hugging Face chat", kind: .extra, path: "stream", reason: "The same, where the SDK left it out."),
        AllowedDifference(
            check: "OpenRouter chat", kind: .missing, path: "stream_options.*",
            reason: "OpenRouter always sends usage; asking for it has no effect (wire sheet A3.1)."),
        AllowedDifference(
            check: "local chat", kind: .extra, path: "stream_options",
            reason: "Usage comes only when asked for, and Easel streams where the SDK did not."),
        AllowedDifference(
            check: "Hugging Face chat", kind: .extra, path: "stream_options", reason: "Usage comes only when asked for."
        ),
        AllowedDifference(
            check: "OpenRouter chat", kind: .changed, path: "messages\\.0\\.role",
            reason: "`developer` is OpenAI's newer word for `system`; every server knows the older one."),
        AllowedDifference(
            check: "", kind: .missing, path: "messages\\.\\d+\\.reasoning(_content|_details)?",
            reason: "Easel keeps of earlier turns what was said, not what was thought; the fields are optional."),
        AllowedDifference(
            check: "Hugging Face chat", kind: .extra, path: "model",
            reason: "The old router had the model in its path, today's has it in the body (wire sheet B2)."),
        AllowedDifference(
            check: "Replicate", kind: .missing, path: "stream",
            reason: "Deprecated: predictions that can stream have a stream address without it (wire sheet B6)."),
        AllowedDifference(
            check: "fal.ai", kind: .missing, path: "model",
            reason: "A slip of the SDK of that day: the model is the path."),
        AllowedDifference(
            check: "Hugging Face picture requests at hf-inference", kind: .missing, path: "model|options",
            reason: "The model is the path; `options` belong to an API that is gone."),
    ]

    func covers(_ difference: Difference, in name: String) -> Bool {
        guard name.hasPrefix(check), difference.kind == kind, let pattern = try? Regex(path) else { return false }
        return difference.path.wholeMatch(of: pattern) != nil
    }
}
