import EaselCore
import Foundation

extension ComparisonStore {
    /// The one comparison that an id, its first or last letters, or a name stands for; the newest for `last`.
    ///
    /// Throws `.invalidRequest` when there is none or more than one.
    func only(_ text: String) async throws(EaselError) -> Comparison {
        if text.lowercased() == "last", let newest = try await page(ComparisonQuery(limit: 1)).comparisons.first {
            return newest
        }
        if let exact = try await comparison(ComparisonID(rawValue: text.lowercased())) { return exact }
        let found = try await comparisons(matching: text, limit: 2)
        guard let first = found.first else {
            throw EaselError(
                .invalidRequest, "There is no comparison \"\(TerminalSafeText.line(text))\".",
                remedy: "`easel compare list` shows the ids.")
        }
        guard found.count == 1 else {
            throw EaselError(
                .invalidRequest, "\"\(TerminalSafeText.line(text))\" stands for several comparisons.",
                remedy: "Type more of the id.")
        }
        return first
    }
}

extension Comparison {
    /// The target that was typed as a label or as a number from 1. Throws `.invalidRequest` for none.
    func only(_ text: String) throws(EaselError) -> Int {
        if let slot = slot(labelled: text) { return slot }
        throw EaselError(
            .invalidRequest, "The comparison has no target \"\(TerminalSafeText.line(text))\".",
            remedy: "Targets are \(shownOrder.map(label).joined(separator: ", ")).")
    }

    /// What a vote was typed as: `A`, `2`, `A,C`, `tie` or `none`.
    func verdict(_ text: String, answered: Set<Int>) throws(EaselError) -> Verdict {
        switch text.lowercased() {
        case "none", "bad", "all-bad": return .allBad
        case "tie": return .tie(answered.sorted())
        default: break
        }
        var slots: [Int] = []
        for part in text.split(separator: ",") { slots.append(try only(part.trimmingCharacters(in: .whitespaces))) }
        guard let first = slots.first, Set(slots).count == slots.count else {
            throw EaselError(
                .invalidRequest, "\"\(TerminalSafeText.line(text))\" is no vote.",
                remedy: "Write a label such as A, several such as A,C for a tie, tie, or none.")
        }
        return slots.count == 1 ? .winner(first) : .tie(slots.sorted())
    }
}
