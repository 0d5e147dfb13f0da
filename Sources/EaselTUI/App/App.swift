import EaselCore
import EaselEngine
import Foundation
import TerminalUI

/// The whole studio: screens, overlays, and what goes between them.
enum App {
    struct State: Equatable {
        var session: Session
        var studio: StudioScreen.State
        var history = HistoryScreen.State()
        var compare = CompareScreen.State()
        var jobs = JobsScreen.State()
        var settings = SettingsScreen.State()
        var providers: ProvidersScreen.State
        /// Frame number of what moves on the screen.
        var tick = 0

        init(session: Session, providers: [ProviderEntry], targets: [Modality: ModelReference] = [:]) {
            self.session = session
            studio = StudioScreen.State(providers, targets: targets)
            self.providers = ProvidersScreen.State(providers)
        }
    }

    enum Message: Equatable, Sendable {
        /// Before the first frame.
        case began(notice: String?)
        case input(InputEvent, at: Date)
        case ticked(Int, at: Date)
        case routed(Route)
        case helpOpened
        case paletteOpened
        /// What is to be made from a result.
        case stepChosen(NextStep)
        /// The frame that a step goes on from is a file now.
        case frameTaken(NextStep, String)
        case quitAsked
        /// A question first, even when nothing runs.
        case quitOffered
        case studio(StudioScreen.Message)
        case history(HistoryScreen.Message)
        case compare(CompareScreen.Message)
        /// Blind comparisons of earlier starts that still wait for their vote.
        case comparisonsHidden([Comparison])
        case jobs(JobsScreen.Message)
        case settings(SettingsScreen.Message)
        case providers(ProvidersScreen.Message)
        case overlay(Overlay.Message)
        case checkup(CheckupOverlay.Message)
        case checkupAsked
        case checkupLoaded(Checkup, isFirst: Bool)
        /// The studio shall begin anew, because of what was changed.
        case restartAsked
        /// A notice of something that was done.
        case told(String)
        case jobEvents([JobEvent], at: Date)
        case trafficReported(TrafficReport)
        /// A generation could not be started.
        case refused(JobID, EaselError, at: Date)
        /// A person has to agree to what an order costs before it is sent.
        case budgetAsked(GenerationOrder, BudgetQuestion)
        case cancelFailed(JobID, EaselError)
        case resumed([JobID])
        case spendLoaded(Spending)
        /// A sound or a film is over, or was stopped.
        case playEnded(String)
        case previewReady(PreviewShelf.Request, PreviewShelf.Content)
        case pathsListed(prefix: String, [String])
        case toastExpired(Toast.ID)
        /// Something beside the generations went wrong.
        case failed(EaselError)
    }
}

extension App.State {
    /// Whether plain characters are text at the moment.
    var isTyping: Bool {
        if let overlay = session.overlays.last { return overlay.isTyping }
        return switch session.route {
        case .studio: studio.isTyping || (studio.focus == .parameters && studio.form.takesDigits(studio.specs))
        case .history: history.isSearching
        case .compare: compare.isTyping
        case .jobs: false
        case .settings: settings.filter != nil
        case .providers: providers.isTyping
        }
    }

    /// How long until something on the screen looks different without anything happening; nil while nothing moves.
    var animationInterval: Duration? {
        let isMoving =
            switch session.route {
            case .studio: studio.shownGeneration(in: session)?.isRunning == true || studio.cardList?.listing == .asking
            case .compare: compare.isMoving
            case .jobs: session.generations.isAnyRunning
            case .history, .settings: false
            case .providers: providers.isAsking
            }
        if isMoving { return Spinner.interval }
        if session.route == .jobs { return .seconds(jobs.refreshSeconds) }
        if session.route == .providers { return providers.hasCountdown(session) ? .seconds(1) : nil }
        let isLimited =
            session.route == .studio && studio.providers.contains { studio.forecast(of: $0, session) != nil }
        return isLimited ? .seconds(1) : nil
    }
}
