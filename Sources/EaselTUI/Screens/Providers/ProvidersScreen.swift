import EaselCore
import EaselEngine
import Foundation
import TerminalUI

/// Who can do what, and how well it goes.
enum ProvidersScreen {
    /// What the screen shows of it.
    enum Page: Equatable, Sendable, CaseIterable {
        /// Providers by modalities, and how each one does.
        case health
        /// Who is chosen first and who takes over, by modality.
        case workflows
        /// Every model of every provider.
        case models

        var title: String {
            switch self {
            case .health: "Health"
            case .workflows: "Workflows"
            case .models: "Models"
            }
        }

        func moved(by steps: Int) -> Page {
            let all = Page.allCases
            let index = all.firstIndex(of: self) ?? 0
            return all[((index + steps) % all.count + all.count) % all.count]
        }
    }

    /// What a provider said of the account.
    enum AccountAnswer: Equatable, Sendable {
        case asking
        case told(AccountStatus, at: Date)
        case failed(EaselError)
    }

    struct State: Equatable {
        var rows: [ProviderRow]
        var page = Page.health
        /// The provider under the bar.
        var list = ListState()
        /// First row of the detail in sight.
        var detailTop = 0
        /// How the providers do in this process.
        var figures: [LaneFigures] = []
        /// The same over the history.
        var history = ProviderHistory()
        /// Milliseconds that the newest generations took, from the history, oldest first.
        var latencies: [ProviderID: [Int]] = [:]
        var accounts: [ProviderID: AccountAnswer] = [:]
        /// Where each provider's key was found; never the key.
        var keyOrigins: [ProviderID: String] = [:]
        var workflows = Workflows()
        var browser = ModelBrowser()

        init(_ entries: [ProviderEntry]) { rows = entries.map(ProviderRow.init) }
    }

    enum Message: Equatable, Sendable {
        case shown
        case pageMoved(by: Int)
        case pageOpened(Page)
        case moved(by: Int)
        case paged(by: Int)
        case jumped(toEnd: Bool)
        case figuresReported([LaneFigures])
        case statisticsLoaded(ProviderHistory)
        case latenciesLoaded(ProviderID, [Int])
        case spendLoaded(month: Spending, session: Spending)
        /// On or off.
        case toggled
        case switched(ProviderID, Bool, [ProviderRow])
        case accountAsked
        case accountTold(ProviderID, AccountAnswer)
        case limitsForgotten
        /// The line that adds a key.
        case fixCopied
        /// The models of the provider under the bar.
        case modelsOpened
        case cardOpened
        case workflow(Workflows.Message)
        /// A change is in force, and will be gone with this process.
        case notKept(EaselError)
        case catalogLoaded([ModelCard])
        case listed(CardQuery, [ModelCard])
        case notListed(CardQuery, EaselError)
        case browser(ModelBrowser.Message)
    }
}

extension ProvidersScreen.State {
    var selected: ProviderRow? { rows.indices.contains(list.selected) ? rows[list.selected] : nil }

    var isTyping: Bool { page == .models && browser.isSearching }

    /// Somebody is being asked for models or accounts.
    var isAsking: Bool { !browser.asking.isEmpty || accounts.values.contains(.asking) }

    /// Something on the screen counts down.
    func hasCountdown(_ session: Session) -> Bool {
        guard page == .health else { return false }
        let dates =
            session.traffic.lanes.flatMap { [$0.brokenUntil, $0.opensAt] }
            + session.traffic.meters.flatMap { [$0.forecast?.until, $0.requests?.resetsAt, $0.tokens?.resetsAt] }
        return dates.contains { $0.map { $0 > session.now } ?? false }
    }

    func layout(in session: Session) -> ProvidersLayout {
        ProvidersLayout(in: FrameLayout(session.size).body, page: page, providers: rows.count)
    }
}

/// Figures over the history, by provider.
struct ProviderHistory: Equatable, Sendable {
    /// Of the last thirty days.
    var month: [Statistics] = []
    /// Of today and of this month; only what was spent is looked at.
    var spentToday: [Statistics] = []
    var spentMonth: [Statistics] = []

    func figures(_ id: ProviderID) -> Statistics? { month.first { $0.group == id.rawValue } }
    func today(_ id: ProviderID) -> Spending? { spentToday.first { $0.group == id.rawValue }?.spending }
    func thisMonth(_ id: ProviderID) -> Spending? { spentMonth.first { $0.group == id.rawValue }?.spending }
}
