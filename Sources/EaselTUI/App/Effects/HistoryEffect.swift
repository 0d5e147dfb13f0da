import EaselCore
import EaselEngine

/// Work that the screen of the history asks for.
enum HistoryEffect: Equatable, Sendable {
    case list(HistoryRequest, serial: Int)
    /// A page that begins so far from the beginning of the list: 0 is its beginning, 1 its end.
    case jump(HistoryRequest, toFraction: Double, serial: Int)
    /// A page from the place of the request on, with how far from the beginning that is.
    case land(HistoryRequest, serial: Int)
    case count(HistoryFilter, serial: Int)
    /// Tell whenever another process has written; no more.
    case followOthers(Bool)
    /// What can be filtered for.
    case loadFilters
    case saveFilter(SavedFilter), forgetFilter(String)
    /// Files, chain and all; reads the files to compare their checksums when asked to.
    case loadDetail(JobID, verifying: Bool)
    /// What was exchanged with providers for it.
    case loadExchanges(GenerationRecord)
    case change([JobID], CurationChange)
    case undo(HistoryScreen.Undoable)
    case purge([JobID], deletingFiles: Bool)
    /// Fetches the missing files of these again.
    case refetch([JobID])
    case export(HistoryExportOrder)
}
