import EaselCore
import EaselEngine
import TerminalUI

/// One prompt to several models at once: choose them, send, look at the answers side by side, decide.
enum CompareScreen {
    struct State: Equatable {
        var modality = Modality.text
        var prompt = PromptEditor()
        var focus = CompareFocus.prompt
        /// Who is asked, by modality.
        var targets: [Modality: [ComparisonTarget]] = [:]
        /// What all are asked with, by modality.
        var values: [Modality: ParameterValues] = [:]
        /// Files that go along.
        var attachments: [Attachment] = []
        var isBlind = false
        var isRace = false
        var repeats = 1
        /// What is known before sending.
        var forecast = CompareForecast()
        /// The comparison that is looked at; nil while one is set up.
        var sheet: CompareSheet?
        /// The pane under the bar, by its place on the screen.
        var selected = 0
        /// Panes that were marked, by their place: for a tie, and for what is set against the selected one.
        var marked: Set<Int> = []
        var look = CompareLook.grid
        /// First row in sight of a difference.
        var lookTop = 0
        /// Of the repeats, the one in sight.
        var turn = 0
        var table = CompareTable()
        /// Text that goes with the next vote.
        var note = ""
        var tags: [String] = []
        /// Files whose loudness was asked for, and by how many decibels each is turned down.
        var takes: [String] = []
        var gains: [String: Double] = [:]
        /// The file that is played as soon as that is known.
        var playsWhenMatched: String?
        /// An order that is being kept and sent.
        var sending: ComparisonID?
        /// The questions that judges were asked last.
        var rubrics: [Modality: [String]] = [:]
        /// Who judges at the moment.
        var judging: CompareJudging?
        /// The sweep of this start that was begun last.
        var sweep: CompareSweep?
    }

    enum Message: Equatable, Sendable {
        case shown
        case focusMoved(by: Int)
        case focused(CompareFocus)
        case modalityMoved(by: Int)
        case modalityChosen(Modality)
        case moved(by: Int), paged(by: Int), jumped(toEnd: Bool)
        /// To the neighbouring pane, or the divider to the side.
        case paneMoved(by: Int)
        case turnMoved(by: Int)
        case lineBroken
        case setUp(CompareSetUpMessage)
        case submitted
        /// A person agreed to what it costs.
        case sendAgreed(ComparisonOrder)
        case sendDeclined
        /// The same as a new comparison.
        case again
        case foretold(ComparisonOutlook?, EaselError?, serial: Int)
        case questioned(ComparisonOrder, [BudgetQuestion])
        /// Who answers in which seat; nothing was sent yet.
        case began(Comparison)
        /// All is sent, refusals are known; or a race is over.
        case underWay(Comparison)
        case refused(ComparisonID, EaselError)
        case cancelled, allCancelled, retried
        /// What was cut off goes on: what was never sent is sent.
        case wentOn
        /// A person has to agree before something is sent again.
        case agreementAsked(CompareEffect, [BudgetQuestion])
        case look(CompareLook.Message)
        case marked
        case verdict(CompareVerdictMessage)
        case sorted, sortReversed
        case opened, played, pathCopied, textCopied
        case cardOpened
        case matched([String: Double])
        case listAsked
        case listed([ComparisonDigest])
        case recalled(ComparisonID)
        case recalledBoard(ComparisonBoard, [ComparisonVote], [Judgement])
        /// One of an earlier start is unfinished; it is shown where nothing else is.
        case foundUnfinished(ComparisonBoard, [ComparisonVote], [Judgement])
        case judge(CompareJudgeMessage)
        case keep(CompareKeepMessage)
        case sweep(CompareSweepMessage)
        case ratingAsked
        /// The command line that compares the same.
        case commandAsked
        case rated(Modality, BradleyTerry, isSandbox: Bool)
    }
}

/// What is chosen before sending.
enum CompareSetUpMessage: Equatable, Sendable {
    case addAsked
    case added(ModelReference)
    case removed
    case blindToggled, raceToggled, repeatsCycled
    /// Parameters of the selected target, or of all.
    case valuesAsked(ofAll: Bool)
    case valueAsked(ParameterKey, ofAll: Bool)
    case valueTyped(String, ParameterKey?, ofAll: Bool)
    case valueChosen(ParameterKey, JSONValue?, ofAll: Bool)
    case setsAsked
    case setsListed([TargetSet])
    case setTaken(TargetSet)
    case setNamingAsked
    case setNamed(String)
    case attachAsked
    case attached(Attachment)
    case attachmentRemoved
    case filesAsked
    case filesLoaded([Asset])
}

/// Who won, and what is said about it.
enum CompareVerdictMessage: Equatable, Sendable {
    case best, tie, allBad
    case noteAsked
    case noted(String)
    case voted([ComparisonVote])
}

/// What has the focus.
enum CompareFocus: Equatable, Sendable, CaseIterable {
    case prompt, panes, table

    func moved(by steps: Int) -> CompareFocus {
        let all = CompareFocus.allCases
        let index = all.firstIndex(of: self) ?? 0
        return all[((index + steps) % all.count + all.count) % all.count]
    }
}

/// How the panes are looked at.
enum CompareLook: Equatable, Sendable {
    case grid
    /// The selected pane alone.
    case full
    /// The selected pane against another: words of texts, a map of pictures.
    case difference
    /// Two pictures at the same cells, one at a time.
    case flicker(showsOther: Bool)
    /// Left of a divider the other picture, right of it the selected one; in hundredths of the width.
    case wipe(Int)
    /// The sweep in place of the panes.
    case sweep

    enum Message: Equatable, Sendable {
        case fullToggled, difference, flicker, wipe, left
    }
}

/// The table of measures: by which column it is sorted.
struct CompareTable: Equatable {
    var key = MeasureKey.target
    var isReversed = false
    var list = ListState()

    mutating func cycle() {
        let all = MeasureKey.allCases
        key = all[((all.firstIndex(of: key) ?? 0) + 1) % all.count]
    }
}

/// What is known of an order before it is sent; asked for again whenever the order changes.
struct CompareForecast: Equatable {
    /// What was asked about last.
    var order: ComparisonOrder?
    var serial = 0
    var isAsking = false
    var outlook: ComparisonOutlook?
    var problem: EaselError?
}

/// An earlier comparison in a list; without names while it is blind and waits for its vote.
struct ComparisonDigest: Equatable, Sendable {
    var comparison: Comparison
    var verdict: Verdict?
}

extension CompareScreen.State {
    /// Those who are asked now.
    var chosen: [ComparisonTarget] {
        get { targets[modality] ?? [] }
        set { targets[modality] = newValue }
    }

    var shared: ParameterValues {
        get { values[modality] ?? [:] }
        set { values[modality] = newValue }
    }

    /// How many panes there are.
    var count: Int { sheet?.board.comparison.targets.count ?? chosen.count }

    /// The seat in a pane, in the turn that is looked at; nil while nothing was sent.
    func seat(at place: Int) -> ComparisonSeat? {
        guard let order = sheet?.board.comparison.shownOrder, order.indices.contains(place) else { return nil }
        return ComparisonSeat(slot: order[place], turn: turn)
    }

    /// What is known of a pane's answer.
    func pane(at place: Int) -> ComparisonPane? { seat(at: place).flatMap { sheet?.board[$0] } }

    /// The pane that the selected one is set against: a marked one, else its neighbour.
    var other: Int? {
        marked.sorted().first { $0 != selected && $0 < count } ?? (0..<count).first { $0 != selected }
    }

    /// Whether plain characters are text at the moment.
    var isTyping: Bool { focus == .prompt }

    /// What Enter would send.
    func order(id: ComparisonID, seed: UInt64) -> ComparisonOrder {
        let draft = GenerationDraft(
            modality: modality, prompt: prompt.buffer.text, parameters: shared, attachments: attachments)
        return ComparisonOrder(
            id: id, draft: draft, targets: chosen, repeats: isRace ? 1 : repeats, kind: isRace ? .race : .sideBySide,
            isBlind: isBlind, seed: seed)
    }

    func layout(in session: Session) -> CompareLayout {
        CompareLayout(
            in: FrameLayout(session.size).body, focus: focus, count: look == .sweep ? 1 : count,
            isSingle: look != .grid)
    }
}
