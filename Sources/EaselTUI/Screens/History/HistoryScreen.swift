import EaselCore
import EaselEngine
import TerminalUI

/// Everything ever made: find it, look at it, judge it, make it again.
enum HistoryScreen {
    struct State: Equatable {
        /// What is held of the list.
        var window = HistoryWindow()
        /// How many the filter finds, as far as that was counted.
        var counted: HistoryCount?
        /// Without the words that are searched for: those are what the search box holds.
        var filter = HistoryFilter()
        var sort = HistorySort.newest
        /// What the store is asked for at the moment.
        var loading: Load?
        /// Where the list was as that was asked for.
        var listAtLoad = ListState()
        /// Where to go as soon as nothing is loading.
        var goal: Load?
        var hasLoaded = false
        /// Another process has written: what is held is to be read anew.
        var isStale = false
        /// Only the newest of what was found are sorted.
        var isSortBounded = false
        var failure: EaselError?
        /// Number of the newest question; answers to older ones are dropped.
        var serial = 0
        /// Places in the whole list, held or not.
        var list = ListState()
        var search = TextBuffer(isMultiline: false)
        var isSearching = false
        /// What actions are about, in place of the row under the bar.
        var marked: [JobID: HistoryEntry] = [:]
        /// Newest last.
        var undoable: [Undoable] = []
        /// One record fills the screen.
        var isDetailed = false
        var detailTop = 0
        /// Where following a chain has led to, from the row under the bar on.
        var trail: [HistoryEntry] = []
        /// What is known beside the record itself of the one that is looked at.
        var detail: HistoryDetail?
        /// The record whose detail was asked for, or refused.
        var askedDetail: JobID?
        var isDetailLoading = false
        var facets = HistoryFacets()
        var saved: [SavedFilter] = []
    }

    /// A part of the list that is asked for.
    enum Load: Equatable {
        case start, end, forward, backward
        /// The end, with the bar on the last row, wherever that is.
        case last
        /// What is held, as it is now: from behind a row that is held, or from the beginning.
        case again(behind: JobID?)
        /// From 0, the beginning, to 1.
        case far(Double)
        case place(HistoryCursor)
    }

    /// A change that can be taken back, with the rows that went out of the list because of it.
    struct Undoable: Equatable, Sendable {
        var undo: HistoryUndo
        var removed: [HistoryEntry] = []
    }

    enum Message: Equatable, Sendable {
        case shown
        case listed(HistoryListing, serial: Int)
        /// A page from the middle of the list, so far from its beginning (0) to its end (1).
        case landed(HistoryListing, fraction: Double, serial: Int)
        case counted(HistoryCount, serial: Int)
        case refused(EaselError, serial: Int)
        /// Another process has written to the history.
        case othersWrote
        case moved(by: Int)
        case paged(by: Int)
        case jumped(toEnd: Bool)
        /// Somewhere else: a percentage or a day.
        case placeAsked, placeTyped(String)
        case searchOpened
        /// Ends typing; the words stay when asked to.
        case searchClosed(keepingWords: Bool)
        /// Marks go, then the search, then the filter.
        case unwound
        case modalityCycled, statusCycled, trashToggled
        case filtersAsked
        case filtersLoaded(HistoryFacets, [SavedFilter])
        case filter(HistoryFilterChange)
        case periodAsked, periodTyped(String)
        case filterNameAsked, filterNamed(String)
        case filterForgotten(String)
        case sortAsked, sorted(HistorySort)
        case marked, allMarked
        case detailOpened, detailClosed
        case detailLoaded(HistoryDetail), detailRefused(JobID, EaselError)
        /// What was sent for it and what came back.
        case exchangesAsked, exchangesLoaded(GenerationRecord, [HTTPExchange])
        /// Reads the files and compares their checksums.
        case verified
        /// To the neighbouring record, in detail.
        case neighbour(by: Int)
        /// Along the chain: what it was made from, what was made from it.
        case parentAsked, childrenAsked, followed(HistoryEntry)
        /// The same again, on the same target.
        case rerun, rerunAgreed([GenerationRecord])
        /// Into the studio, to be changed first, or for another target.
        case remixed, compared
        case opened, revealed, pathCopied, textCopied
        /// What can be made from it.
        case stepAsked
        /// The command line that makes the same.
        case commandAsked
        case played
        case starred
        case rateAsked, rated(Int?)
        case tagAsked, tagged(String)
        case renameAsked, renamed(String)
        case noteAsked, noted(String)
        case trashed, restored
        case changed(HistoryUndo)
        case undoAsked, undone(Undoable), undoRefused(Undoable, EaselError)
        case purgeAsked, purgeAgreed([JobID], deletingFiles: Bool), purged(HistoryPurged)
        case refetchAsked, refetched(HistoryEntry, files: Int)
        case exportAsked, exportChosen(HistoryExportOrder), exportPlaced(HistoryExportOrder)
        case exported(Int, path: String)
    }
}

extension HistoryScreen.State {
    /// What is looked at: the end of the chain that was followed, else the row under the bar.
    var chosen: HistoryEntry? { trail.last ?? window[list.selected] }

    var selected: GenerationRecord? { chosen?.record }

    /// What actions are about, newest first.
    var targets: [HistoryEntry] {
        if marked.isEmpty || isDetailed { return chosen.map { [$0] } ?? [] }
        return marked.values.sorted { $0.id > $1.id }
    }

    /// The whole question.
    var question: HistoryFilter {
        var question = filter
        question.search = search.text
        return question
    }

    /// Rows of the list, as far as that is known.
    var total: Int {
        let known = window.range.upperBound
        return window.after == nil ? known : max(known, counted?.value ?? 0)
    }

    /// There may be more than `total`: nobody has counted to the end, and not both ends are held.
    var isTotalOpen: Bool { counted?.isExact != true && (window.after != nil || window.before != nil) }

    func layout(in session: Session) -> HistoryLayout {
        HistoryLayout(in: FrameLayout(session.size).body, isDetailed: isDetailed)
    }
}

/// What a purge came to.
struct HistoryPurged: Equatable, Sendable {
    var ids: [JobID]
    var unfinished: Int
    var deletedFiles: Int
    var keptFiles: Int
    var problem: EaselError?
}
