import EaselCore
import EaselEngine
import Foundation
import TerminalUI

/// A question with its consequence in one sentence.
struct ConfirmDialog: Equatable {
    enum Purpose: Equatable {
        case quit
        /// Begin anew, so that a change counts.
        case restart
        /// Send an order that passes the soft limit of the budget, or whose cost is not known.
        case send(GenerationOrder, BudgetQuestion)
        /// Send a comparison that passes the soft limit of the budget, or whose cost is not known.
        case compare(ComparisonOrder)
        /// Send something of a comparison again, or have it judged, at such a cost.
        case compareAgain(CompareEffect)
        /// Send a sweep.
        case sweep(SweepOrder)
        /// Cancel several jobs together.
        case cancelJobs([JobID])
        /// Send a request again of which nobody knows whether it was accepted.
        case resend(GenerationRecord)
        /// Attach the files whose paths were pasted as this text.
        case attach([String], text: String)
        /// Forget generations for good.
        case purge([JobID])
        /// Run several generations again.
        case rerun([GenerationRecord])
    }

    var purpose: Purpose
    var title: String
    var sentences: [String]
    /// The first one does it.
    var buttons: [String]
    var selected = 0

    /// Before leaving: what happens to what is running.
    static func quit(_ session: Session) -> ConfirmDialog {
        let running = session.generations.running
        let remote = running.filter(\.isRemote).count
        var sentences: [String] = []
        if remote > 0 {
            sentences.append(
                "\(remote == 1 ? "1 job goes" : "\(remote) jobs go") on at the provider and \(remote == 1 ? "is" : "are") picked up on the next start."
            )
        }
        let local = running.count - remote
        if local > 0 {
            sentences.append(
                "\(local == 1 ? "1 answer ends" : "\(local) answers end") where \(local == 1 ? "it is" : "they are").")
        }
        if sentences.isEmpty { sentences = ["Everything is saved."] }
        return ConfirmDialog(purpose: .quit, title: "Quit Easel?", sentences: sentences, buttons: ["Quit", "Stay"])
    }

    /// Before money is spent that a person wanted to be asked about.
    static func send(_ order: GenerationOrder, _ question: BudgetQuestion) -> ConfirmDialog {
        ConfirmDialog(
            purpose: .send(order, question), title: "Send it all the same?", sentences: [question.reason],
            buttons: ["Send", "Do not send"], selected: 1)
    }

    static func compare(
        _ order: ComparisonOrder, _ questions: [BudgetQuestion], _ outlook: ComparisonOutlook?
    ) -> ConfirmDialog {
        let cost = outlook.map { ["All together: \($0.costWords)."] } ?? []
        return ConfirmDialog(
            purpose: .compare(order), title: "Send it all the same?", sentences: questions.map(\.reason) + cost,
            buttons: ["Send", "Do not send"], selected: 1)
    }

    static func compareAgain(_ effect: CompareEffect, _ questions: [BudgetQuestion]) -> ConfirmDialog {
        ConfirmDialog(
            purpose: .compareAgain(effect), title: "Send it all the same?", sentences: questions.map(\.reason),
            buttons: ["Send", "Do not send"], selected: 1)
    }

    /// Paths were pasted.
    static func attach(_ paths: [String], text: String, names: [String]) -> ConfirmDialog {
        ConfirmDialog(
            purpose: .attach(paths, text: text), title: paths.count == 1 ? "Attach the file?" : "Attach the files?",
            sentences: [names.joined(separator: ", ")], buttons: ["Attach", "Keep as text"])
    }

    /// After a change that counts from the next start on.
    static func restart(_ what: String) -> ConfirmDialog {
        ConfirmDialog(
            purpose: .restart, title: "Start again now?",
            sentences: ["\(what) counts from the next start on. What runs at providers goes on."],
            buttons: ["Start again", "Later"])
    }

    /// Before several jobs are cancelled together.
    static func cancelJobs(_ rows: [JobRow]) -> ConfirmDialog {
        let remote = rows.filter { $0.job.record.remoteJob != nil }.count
        let sentences =
            remote == 0
            ? ["They end here."]
            : [
                "\(remote == rows.count ? "All" : "\(remote)") of them are at their providers, which may charge for what was begun."
            ]
        return ConfirmDialog(
            purpose: .cancelJobs(rows.map(\.id)),
            title: rows.count == 1 ? "Cancel 1 job?" : "Cancel \(rows.count) jobs?",
            sentences: sentences, buttons: ["Cancel them", "Leave them"], selected: 1)
    }

    /// Before a request of unknown fate goes out a second time.
    ///
    /// - Parameter error: why the job could not be looked for, nil when it was and is not there.
    static func resend(_ record: GenerationRecord, because error: EaselError?) -> ConfirmDialog {
        let search =
            error.map { "It could not be looked for: \($0.message)" } ?? "It is not among the provider's jobs."
        return ConfirmDialog(
            purpose: .resend(record), title: "Send it again?",
            sentences: [
                TextSanitizer.singleLine(search),
                "It is not known whether \(record.provider) accepted \(record.id.short). Sending it again may be billed twice.",
            ], buttons: ["Send again", "Do not send"], selected: 1)
    }

    /// What the button under the selection does.
    func effects(at date: Date, _ state: inout App.State) -> [Effect] {
        switch (purpose, selected) {
        case (.quit, 0): return [.quit]
        case (.restart, 0): return [.restart]
        case (.attach(let paths, let text), 0):
            return App.handle(&state, .studio(.prompt(.droppedAttached(paths, text: text))))
        case (.quit, _), (.restart, _), (.attach, _): return []
        case (.send(var order, _), 0):
            order.isConfirmed = true
            return [.start(order)]
        case (.compare(let order), 0): return App.handle(&state, .compare(.sendAgreed(order)))
        case (.compareAgain(let effect), 0): return [.compare(effect)]
        case (.sweep(let order), _): return sweepEffects(order, &state)
        case (.compareAgain, _): return []
        case (.send, _), (.compare, _): return declined(at: date, &state)
        case (.cancelJobs(let ids), 0): return App.handle(&state, .jobs(.cancelAgreed(ids)))
        case (.resend(let record), 0): return App.handle(&state, .jobs(.resendAgreed(record)))
        case (.purge(let ids), let button) where button < buttons.count - 1:
            return App.handle(&state, .history(.purgeAgreed(ids, deletingFiles: button == 0 && buttons.count == 3)))
        case (.rerun(let records), 0): return App.handle(&state, .history(.rerunAgreed(records)))
        case (.cancelJobs, _), (.resend, _), (.purge, _), (.rerun, _): return []
        }
    }

    /// What closing the question without an answer does.
    func declined(at date: Date, _ state: inout App.State) -> [Effect] {
        if case .compare = purpose { return App.handle(&state, .compare(.sendDeclined)) }
        guard case .send(let order, let question) = purpose else { return [] }
        let error = question.refusal.with { $0.remedy = "Nothing was sent." }
        return App.refuse(order.id, error, at: date, &state)
    }

    func dialog(_ theme: Theme) -> Dialog {
        Dialog(
            title: title, message: sentences.map { Line($0, style: theme[.dialog]) }, buttons: buttons,
            selected: selected)
    }
}
