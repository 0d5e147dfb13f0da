import ArgumentParser
import EaselApp
import EaselCore
import Foundation

/// `easel history`: everything ever made.
struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "Look at everything ever made.",
        subcommands: [
            HistoryList.self, HistorySearch.self, HistoryShow.self, HistoryCheck.self, HistoryRebuild.self,
            HistoryQuarantine.self, HistoryTag.self, HistoryStar.self, HistoryRate.self, HistoryNote.self,
            HistoryRename.self, HistoryTrash.self, HistoryRestore.self, HistoryDelete.self, HistoryPurge.self,
            HistoryRerun.self, HistoryRefetch.self, HistoryFilters.self, HistoryExportCommand.self,
            HistoryImportCommand.self, HistoryRepairCommand.self, HistoryVacuum.self,
        ])
}

/// `easel history quarantine`: the way out when the history is damaged.
struct HistoryQuarantine: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "quarantine",
        abstract: "Move a damaged history aside, so that a new one begins; nothing is deleted.")

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withSetup(context) { setup throws(EaselError) in
            context.output.line(try setup.quarantineHistory().path)
            return .done
        }
    }
}
