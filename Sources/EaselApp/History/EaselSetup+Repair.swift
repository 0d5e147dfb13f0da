import EaselConfig
public import EaselCore
import EaselHistory
public import Foundation

/// What a repair of the history did.
public enum HistoryRepair: Sendable {
    /// It was sound: its indexes and counters were made anew.
    case rebuilt(generations: Int)
    /// It was damaged: what could be read is in a new one.
    case rescued(generations: Int, lost: Int, quarantined: String)
}

extension EaselSetup {
    /// Makes indexes and counters anew; a history that is damaged is moved aside first, and what can be read of it kept.
    ///
    /// Throws `.invalidRequest` when there is none, and what stands against opening it where it is not damaged (a newer
    /// Easel, a file that cannot be read).
    public func repairHistory() async throws(EaselError) -> HistoryRepair {
        let file = paths.historyFile
        guard FileManager.default.fileExists(atPath: file.path) else {
            throw EaselError(.invalidRequest, "There is no history at \(file.path).", remedy: "Nothing to repair.")
        }
        do throws(EaselError) {
            let store = try GRDBHistoryStore.open(at: file)
            let condition = try await store.inspect()
            if condition.problems.isEmpty {
                try await store.rebuildIndexes()
                return .rebuilt(generations: condition.generations)
            }
        } catch {
            guard error.isDamagedHistory else { throw error }
        }
        let report = try await HistoryDatabase.rescue(file)
        return .rescued(generations: report.rescued, lost: report.lost, quarantined: report.quarantined.path)
    }
}

extension EaselRuntime {
    /// Forgets what was exchanged with providers for generations made before a moment; returns how many exchanges that were.
    public func forgetExchanges(before date: Date) async throws(EaselError) -> Int {
        try await store.forgetExchanges(before: date)
    }

    /// Gives space that holds nothing back to the disk; returns the bytes of the file before and after.
    public func vacuumHistory() async throws(EaselError) -> (before: Int64, after: Int64) {
        let result = try await store.vacuum()
        return (result.before.bytes, result.after.bytes)
    }
}
