import EaselCore
import EaselEngine
import Foundation
import TerminalUI

/// The form of a sweep: prompts, seeds and values; the targets are those of the screen.
struct SweepForm: Equatable {
    var modality: Modality
    var targets: [ModelReference]
    /// The same for all.
    var parameters: ParameterValues
    var attachments: [Attachment]

    init(
        modality: Modality, targets: [ModelReference], parameters: ParameterValues, attachments: [Attachment]
    ) {
        self.modality = modality
        self.targets = targets
        self.parameters = parameters
        self.attachments = attachments
    }

    /// The form of a sweep that was begun before.
    init(_ plan: SweepPlan) {
        self.init(
            modality: plan.modality, targets: plan.targets, parameters: plan.parameters,
            attachments: plan.attachments.compactMap { Attachment($0) })
    }

    /// The form as it is shown; `plan` fills it.
    func fields(prompt: String, plan: SweepPlan? = nil) -> FieldForm {
        let prompts = plan?.prompts ?? (prompt.allSatisfy(\.isWhitespace) ? [] : [prompt])
        let lines = prompts.map { $0.split(whereSeparator: \.isNewline).joined(separator: " ") }
        let varied = (plan?.axes ?? []).filter { $0.key != .seed }
        let names = targets.map { TextSanitizer.singleLine("\($0)") }.joined(separator: ", ")
        return FieldForm(
            .sweep(self), title: "Sweep: every prompt at every target", note: "To \(names)",
            [
                FieldForm.Field("prompts", hint: "one a line", text: lines.joined(separator: "\n")),
                FieldForm.Field(
                    "seeds", hint: "1-4 or 1,2,7; empty for none",
                    text: (plan?.seeds ?? []).map(\.plainText).joined(separator: ","), isMultiline: false),
                FieldForm.Field(
                    "values", hint: "key=a,b one a line, such as steps=20,40",
                    text: varied.map { "\($0.key)=\($0.values.map(\.plainText).joined(separator: ","))" }
                        .joined(separator: "\n")),
                FieldForm.Field(
                    "cap in $", hint: "none: it ends when all is sent", text: plan?.capUSD.map { "\($0)" } ?? "",
                    isMultiline: false),
            ])
    }

    /// What stands in the form. Throws `.invalidRequest` with what is wrong in it.
    func order(_ texts: [String]) throws(EaselError) -> SweepOrder {
        func text(_ index: Int) -> String { texts.indices.contains(index) ? texts[index] : "" }
        let prompts = FieldForm.questions(in: text(0))
        guard !prompts.isEmpty else { throw EaselError(.invalidRequest, "Write a prompt, one a line.") }
        var axes: [SweepPlan.Axis] = []
        if text(1).contains(where: { !$0.isWhitespace }) {
            guard let seeds = SweepPlan.Axis(seeds: text(1)) else {
                throw EaselError(.invalidRequest, "Seeds are written as 1-4 or as 1,2,7.")
            }
            axes.append(seeds)
        }
        for line in FieldForm.questions(in: text(2)) {
            guard let axis = SweepPlan.Axis(line) else {
                throw EaselError(.invalidRequest, "Values are written as key=a,b, not \"\(line)\".")
            }
            axes.append(axis)
        }
        let fixed = parameters.filter { key, _ in !axes.contains { $0.key == key } }
        var plan = SweepPlan(
            modality: modality, prompts: prompts, targets: targets, parameters: fixed, axes: axes,
            attachments: attachments.map(\.words))
        try plan.check()
        let words = text(3).trimmingCharacters(in: CharacterSet(charactersIn: " $"))
        guard !words.isEmpty else { return SweepOrder(plan: plan) }
        guard let cap = Double(words), cap.isFinite, cap > 0 else {
            throw EaselError(.invalidRequest, "The cap is a sum of dollars above 0, such as 2.50.")
        }
        plan.capUSD = cap
        return SweepOrder(plan: plan)
    }
}
