import EaselCore
import EaselProviderKit

/// Refusals that come with status 200: a blocked prompt has feedback and no candidate, a blocked output has a finish
/// reason and no content (wire sheet 1.4, 2.2).
enum GoogleVertexRefusal {
    /// Finish reasons of a safety system.
    static let reasons: Set<String> = [
        "SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "IMAGE_SAFETY", "IMAGE_PROHIBITED_CONTENT",
        "IMAGE_RECITATION", "IMAGE_OTHER", "NO_IMAGE", "MODEL_ARMOR", "JAILBREAK", "ESCALATION",
    ]

    /// The refusal of a prompt; nil when the prompt was let through. The reason itself may be missing.
    static func ofPrompt(_ answer: GoogleVertexAnswer) -> EaselError? {
        guard let feedback = answer.promptFeedback?.value, answer.candidates?.elements.isEmpty ?? true else {
            return nil
        }
        return error(
            "refused the prompt", reason: feedback.blockReason?.value, words: feedback.blockReasonMessage?.value,
            ratings: feedback.safetyRatings)
    }

    /// The refusal of a result that has nothing in it; nil where it has another reason. Words in place of media are one
    /// too (2.2): no field tells it.
    static func ofResult(_ answer: GoogleVertexAnswer, text: String?) -> EaselError? {
        if let error = ofPrompt(answer) { return error }
        guard let candidate = answer.candidate else { return nil }
        let reason = candidate.finishReason?.value
        if let reason, reasons.contains(reason) {
            return error(
                "refused the content", reason: reason, words: candidate.finishMessage?.value ?? text,
                ratings: candidate.safetyRatings)
        }
        guard reason == "STOP", let text, !text.isEmpty else { return nil }
        return error("answered with words only", reason: "TEXT_ONLY", words: text, ratings: nil)
    }

    /// A refusal in the provider's words, with the categories that were flagged.
    static func error(
        _ phrase: String, reason: String?, words: String?, ratings: LenientArray<GoogleVertexAnswer.Rating>?
    ) -> EaselError {
        let flagged = (ratings?.elements ?? []).filter {
            $0.blocked?.value == true || ["HIGH", "MEDIUM"].contains($0.probability?.value)
        }.compactMap(\.category?.value).map { $0.replacing("HARM_CATEGORY_", with: "") }
        let support = GoogleVertexSupportCodes(in: words ?? "").category
        let marks = ([reason, support].compactMap(\.self) + flagged).joined(separator: ", ")
        let quote = words.map { ": " + ControlText.oneLine(String($0.prefix(400))) } ?? ""
        let message = "\(GoogleVertexProvider.descriptor.name) \(phrase)\(marks.isEmpty ? "" : " (\(marks))")\(quote)"
        return EaselError(
            .contentPolicy, message.last == "." ? message : message + ".", provider: GoogleVertexProvider.id
        ).with { $0.providerCode = reason ?? flagged.first }
    }
}
