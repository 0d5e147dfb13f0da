import EaselCore
import EaselEngine
import Foundation
import TerminalUI

/// Every prompt at every target with every seed: described in a form, agreed to, followed, gone on with.
extension CompareScreen {
    static func sweep(_ message: CompareSweepMessage, _ state: inout State, _ session: inout Session) -> [Effect] {
        switch message {
        case .asked:
            guard state.sweep != nil, state.look != .sweep else { return ask(&state, &session) }
            showSweep(&state)
        case .formAsked: return ask(&state, &session)
        case .earlierAsked: return [.compare(.sweep(.list))]
        case .earlierListed(let kept): session.show(.picker(picker(of: kept)))
        case .earlierChosen(let kept): session.show(.fields(SweepForm(kept.plan).fields(prompt: "", plan: kept.plan)))
        case .planned(let order): return [.compare(.sweep(.foresee(order)))]
        case .foreseen(let order, let forecast): session.show(.confirm(.sweep(order, forecast)))
        case .agreed(let order):
            if state.sweep?.isRunning == true { return session.tell("Another sweep is under way.", .warning) }
            state.sweep = CompareSweep(order, requests: order.plan.count ?? 0)
            showSweep(&state)
            return [.compare(.sweep(.run(order)))]
        case .wentOn:
            guard var order = state.sweep?.order, state.sweep?.isRunning == false else {
                return session.tell("It is under way.")
            }
            // A larger cap is typed first.
            if state.sweep?.tally.stop == .budget {
                session.show(.fields(SweepForm(order.plan).fields(prompt: "", plan: order.plan)))
                return []
            }
            order.resumes = true
            return [.compare(.sweep(.foresee(order)))]
        case .stopped: return stopSweep(&state, &session)
        case .sheetOpened, .sheetCopied:
            guard let sheet = state.sweep?.sheet else {
                return session.tell("The contact sheet is written when the sweep ends.")
            }
            return message == .sheetOpened ? [.openFile(sheet)] : [.copy(sheet)] + session.tell("Copied \(sheet)")
        case .assigned, .ended, .moved, .finished, .refused: return follow(message, &state, &session)
        }
        return []
    }

    /// What the run tells of itself.
    private static func follow(
        _ message: CompareSweepMessage, _ state: inout State, _ session: inout Session
    ) -> [Effect] {
        switch message {
        case .assigned(let id): state.sweep?.members.insert(id)
        case .ended(let line): state.sweep?.add(line)
        case .moved(let tally, let spent, let unknown):
            state.sweep?.tally = tally
            state.sweep?.spent = spent
            state.sweep?.unknown = unknown
        case .finished(let tally, let sheet, let problem):
            state.sweep?.tally = tally
            state.sweep?.isRunning = false
            state.sweep?.isStopping = false
            state.sweep?.sheet = sheet
            state.sweep?.problem = problem
            guard let sweep = state.sweep, session.route != .compare || state.look != .sweep else { return [] }
            return session.tell("The sweep ended: \(sweep.done) of \(sweep.requests). Alt-M in F3 shows it.", .success)
        case .refused(let error): return session.tell(error.message + " " + error.remedy, .error)
        default: break
        }
        return []
    }

    private static func ask(_ state: inout State, _ session: inout Session) -> [Effect] {
        if state.sweep?.isRunning == true { return session.tell("Another sweep is under way: x stops it.", .warning) }
        let targets = state.sheet?.isRevealed == false ? [] : (state.sheet?.comparison.targets ?? state.chosen)
        guard !targets.isEmpty else {
            return session.tell("A sweep goes to the targets of this screen: Alt-A adds one.", .warning)
        }
        let form = SweepForm(
            modality: state.modality, targets: targets.map(\.reference), parameters: state.shared,
            attachments: state.attachments)
        session.show(.fields(form.fields(prompt: state.prompt.buffer.text)))
        guard targets.contains(where: { !$0.overrides.isEmpty }) else { return [] }
        return session.tell("What is set for one target alone is no part of a sweep.", .warning)
    }

    private static func showSweep(_ state: inout State) {
        state.focus = .panes
        state.look = .sweep
    }

    /// The first time no more is sent; the second time what is under way is cancelled at its providers.
    private static func stopSweep(_ state: inout State, _ session: inout Session) -> [Effect] {
        guard let sweep = state.sweep, sweep.isRunning else { return session.tell("No sweep is under way.") }
        guard sweep.isStopping else {
            state.sweep?.isStopping = true
            return [.compare(.sweep(.stop))]
                + session.tell("No more is sent; x again cancels what is under way.", .warning)
        }
        return session.generations.running.map(\.id).filter(sweep.members.contains).map { .cancel($0) }
    }

    private static func picker(of kept: [KeptSweep]) -> Picker {
        let items = kept.map { kept in
            let plan = kept.plan
            return Picker.Item(
                title: TextSanitizer.singleLine(String((plan.prompts.first ?? "").prefix(200))),
                note: "\(plan.modality.rawValue) \(plan.count ?? 0) requests",
                detail: plan.targets.map { "\($0)" }.joined(separator: ", "),
                message: .compare(.sweep(.earlierChosen(kept))))
        }
        return Picker(
            title: "Earlier sweeps", placeholder: "words of the prompt", items: items,
            emptyWords: "Nothing was swept yet: Alt-M begins one.")
    }
}

extension ConfirmDialog {
    /// Before a sweep: how much it is, and what an earlier run left of it.
    static func sweep(_ order: SweepOrder, _ forecast: SweepForecast) -> ConfirmDialog {
        let cap = order.plan.capUSD.map { ", and no more than \(Figures.money($0)) is spent" } ?? ""
        var sentences = [
            "\(forecast.requests) \(forecast.requests == 1 ? "request costs" : "requests cost") \(forecast.costWords)\(cap)."
        ]
        sentences += forecast.refusals.map { TextSanitizer.singleLine("! " + $0) }
        sentences += forecast.questions.map(TextSanitizer.singleLine)
        let before = forecast.before
        guard before.lines > 0 else {
            return ConfirmDialog(
                purpose: .sweep(order), title: "Send the sweep?", sentences: sentences,
                buttons: ["Send \(forecast.requests)", "Do not send"], selected: 1)
        }
        sentences.append("It was begun before: \(before.finished) of \(forecast.requests) ended.")
        return ConfirmDialog(
            purpose: .sweep(order), title: "Go on with the sweep?", sentences: sentences,
            buttons: ["Go on", "Send all again", "Leave it"], selected: 2)
    }

    /// What the button under the selection does.
    func sweepEffects(_ order: SweepOrder, _ state: inout App.State) -> [Effect] {
        guard selected < buttons.count - 1 else { return [] }
        var order = order
        order.isConfirmed = true
        order.resumes = buttons.count == 3 && selected == 0
        return App.handle(&state, .compare(.sweep(.agreed(order))))
    }
}
