import EaselConfig
public import EaselCore
import EaselHistory
public import Foundation

extension EaselSetup {
    /// Moves a history that cannot be opened aside and returns its new place.
    ///
    /// Throws `.invalidRequest` when the history is sound or not there, `.storage` when it cannot be moved.
    public func quarantineHistory() throws(EaselError) -> URL {
        let file = paths.historyFile
        guard FileManager.default.fileExists(atPath: file.path) else {
            throw EaselError(.invalidRequest, "There is no history at \(file.path).", remedy: "Nothing to move.")
        }
        guard (try? GRDBHistoryStore.open(at: file)) == nil else {
            throw EaselError(.invalidRequest, "The history \(file.path) is sound.", remedy: "Nothing to move.")
        }
        return try HistoryDatabase.quarantine(at: file)
    }
}
