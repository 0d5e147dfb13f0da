import EaselCore
import Foundation
import TerminalUI

extension App {
    /// The whole of the studio's behaviour: what a message changes, and the work that follows.
    static func update(_ state: inout State, _ message: Message) -> [Effect] {
        let effects = handle(&state, message)
        JobsScreen.settle(&state.jobs, state.session)
        StudioScreen.settleReview(&state.session)
        let compared = CompareScreen.settle(&state.compare, &state.session)
        return effects + compared + StudioScreen.settle(&state.studio, &state.session)
            + HistoryScreen.settle(&state.history, &state.session)
    }

    /// The change itself, before the screens are brought up to date.
    static func handle(_ state: inout State, _ message: Message) -> [Effect] {
        switch message {
        case .began(let notice): return begin(&state, notice)
        case .input(let event, let date):
            state.session.now = date
            return input(&state, event)
        case .ticked(let number, let date):
            state.tick = number
            state.session.now = date
            return JobsScreen.tick(&state.jobs, state.session)
        case .routed(let route): return go(to: route, &state)
        case .helpOpened: state.session.show(.help(HelpOverlay(helpSections(state))))
        case .paletteOpened: state.session.show(.picker(Palette.picker(state)))
        case .stepChosen(let step):
            if case .frame(_, let film) = step.use {
                return [.takeFrame(step, film: film)] + state.session.tell("Taking the last frame out of the clip.")
            }
            return StudioScreen.take(step, &state.studio, &state.session) + go(to: .studio, &state)
        case .frameTaken(let step, let path):
            return StudioScreen.take(step.with(frame: path), &state.studio, &state.session) + go(to: .studio, &state)
        case .quitAsked: return state.session.generations.isAnyRunning ? askToQuit(&state) : [.quit]
        case .quitOffered: return askToQuit(&state)
        case .checkup(let message): return CheckupOverlay.update(message, &state)
        case .checkupAsked: return [.loadCheckup(isFirst: false)]
        case .checkupLoaded(let checkup, let isFirst):
            let session = state.session
            state.session.show(
                .checkup(CheckupOverlay(checkup, isFirst: isFirst, isSandbox: session.isSandbox)))
        case .restartAsked: return [.restart]
        case .told(let words): return state.session.tell(words, .success)
        case .overlay(let message): return overlay(message, &state)
        case .studio(let message): return studio(message, &state)
        case .history(let message): return history(message, &state)
        case .compare(let message):
            return CompareScreen.update(&state.compare, message, state.studio, in: &state.session)
        case .comparisonsHidden(let comparisons): for comparison in comparisons { state.session.hide(comparison) }
        case .jobs(let message): return jobs(message, &state)
        case .settings(let message): return SettingsScreen.update(&state.settings, message, in: &state.session)
        case .providers(let message): return providers(message, &state)
        case .jobEvents(let events, let date):
            state.session.now = date
            return events.flatMap { take($0, &state) }
        case .trafficReported(let report): state.session.traffic = report
        case .refused(let id, let error, let date): return refuse(id, error, at: date, &state)
        case .budgetAsked(let order, let question): state.session.show(.confirm(.send(order, question)))
        case .cancelFailed(let id, let error):
            state.session.generations.setCancelling(id, false)
            state.jobs.cancelling.remove(id)
            let told = state.session.veils[id] == nil ? error : error.blinded
            return state.session.tell(told.message + " " + told.remedy, .error)
        case .resumed(let ids): return tellResumed(ids, &state)
        case .spendLoaded(let spending): state.session.spentToday = spending
        case .playEnded(let path): if state.session.playing == path { state.session.playing = nil }
        case .previewReady(let request, let content): state.session.previews.put(content, for: request)
        case .pathsListed(let prefix, let paths): updateAttachField(&state) { $0.take(paths, for: prefix) }
        case .toastExpired(let id): state.session.toasts.removeAll { $0.id == id }
        case .failed(let error): return state.session.tell(error.message + " " + error.remedy, .error)
        }
        return []
    }

    private static func begin(_ state: inout State, _ notice: String?) -> [Effect] {
        let told = notice.map { state.session.tell($0) } ?? []
        let first: [Effect] = state.session.isFirstRun ? [.loadCheckup(isFirst: true)] : []
        // Before anything else: what is blind stays blind.
        let veiled: [Effect] = state.session.canCompare ? [.compare(.loadVeiled), .compare(.takeUp)] : []
        return veiled + [.followJobs, .followTraffic, .watch(.followFigures), .resumeJobs, .loadPrompts, .loadSpend]
            + told
            + first
            + StudioScreen.askIfUnknown(&state.studio)
    }

    static func go(to route: Route, _ state: inout State) -> [Effect] {
        let silenced = route == state.session.route ? [] : state.session.silence()
        let left = state.session.route == .history && route != .history ? [Effect.history(.followOthers(false))] : []
        state.session.route = route
        return silenced + left + shown(route, &state)
    }

    private static func shown(_ route: Route, _ state: inout State) -> [Effect] {
        switch route {
        case .studio: []
        case .compare: CompareScreen.update(&state.compare, .shown, state.studio, in: &state.session)
        case .history: HistoryScreen.update(&state.history, .shown, in: &state.session)
        case .jobs: JobsScreen.update(&state.jobs, .shown, in: &state.session)
        case .settings: SettingsScreen.update(&state.settings, .shown, in: &state.session)
        case .providers: ProvidersScreen.update(&state.providers, .shown, in: &state.session)
        }
    }

    /// Asks once; who insists leaves.
    private static func askToQuit(_ state: inout State) -> [Effect] {
        if case .confirm(let dialog) = state.session.overlays.last, dialog.purpose == .quit { return [.quit] }
        state.session.show(.confirm(.quit(state.session)))
        return []
    }

    /// The same as a new job, with the bar on it.
    private static func runAgain(_ record: GenerationRecord, _ state: inout State) -> [Effect] {
        defer { state.jobs.chosen = state.session.generations.ids.last }
        return StudioScreen.start(record.draft, on: record.rerunTarget, &state.studio, &state.session)
    }

    private static func jobs(_ message: JobsScreen.Message, _ state: inout State) -> [Effect] {
        if case .unfinishedLoaded(let jobs) = message {
            let shown = jobs.map {
                UnfinishedJob(record: state.session.veiled($0.record), isFollowed: $0.isFollowed)
            }
            return JobsScreen.update(&state.jobs, .unfinishedLoaded(shown), in: &state.session)
        }
        if case .resendAgreed(let record) = message { return runAgain(record, &state) }
        guard let row = state.jobs.selected(state.session) else {
            return JobsScreen.update(&state.jobs, message, in: &state.session)
        }
        let job = row.job
        switch message {
        case .picked:
            guard state.session.generations[job.id] != nil else {
                return JobsScreen.update(&state.jobs, .cardOpened, in: &state.session)
            }
            state.studio.modality = job.modality
            StudioScreen.settleLists(&state.studio)
            state.studio.results[job.modality, default: ResultPane()].show(job)
            state.studio.focus = .result
            return go(to: .studio, &state)
        case .rerun where !row.isOfUnknownFate: return runAgain(job.record, &state)
        case .commandAsked: return StudioScreen.teach(job.record, state.studio, &state.session)
        default: return JobsScreen.update(&state.jobs, message, in: &state.session)
        }
    }
}
