import EaselCore
import TerminalUI

/// Everything ever made: find it, look at it, make it again.
enum HistoryScreen {
    struct State: Equatable {
        /// The rows loaded so far, newest first.
        var rows: [GenerationRecord] = []
        /// Where the next page begins; nil when there is none.
        var next: JobID?
        var isLoading = false
        var hasLoaded = false
        var failure: EaselError?
        /// Number of the newest question; answers to older ones are dropped.
        var serial = 0
        var list = ListState()
        var search = TextBuffer(isMultiline: false)
        var isSearching = false
        var modality: Modality?
        var status: GenerationStatus?
        /// One record fills the screen.
        var isDetailed = false
        var detailTop = 0
    }

    enum Message: Equatable, Sendable {
        case shown
        case pageLoaded(HistoryPage, serial: Int)
        case refused(EaselError, serial: Int)
        case moved(by: Int)
        case paged(by: Int)
        case jumped(toEnd: Bool)
        case searchOpened
        /// Ends typing; the words stay when asked to.
        case searchClosed(keepingWords: Bool)
        case modalityCycled, statusCycled
        case detailOpened, detailClosed
        /// To the neighbouring record, in detail.
        case neighbour(by: Int)
        /// The same again, on the same target.
        case rerun
        /// Into the studio, to be changed first.
        case remixed
        case opened, pathCopied, textCopied
        /// What can be made from it.
        case stepAsked
        /// The command line that makes the same.
        case commandAsked
        case played
    }
}

extension HistoryScreen.State {
    static let pageSize = 50

    var selected: GenerationRecord? { rows.indices.contains(list.selected) ? rows[list.selected] : nil }

    var query: HistoryQuery {
        HistoryQuery(search: search.text, modality: modality, status: status, limit: Self.pageSize)
    }

    func layout(in session: Session) -> HistoryLayout {
        HistoryLayout(in: FrameLayout(session.size).body, isDetailed: isDetailed)
    }
}
