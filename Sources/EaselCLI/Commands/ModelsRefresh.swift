import ArgumentParser
import EaselApp
import EaselCore
import EaselEngine

/// `easel models refresh`: asks the providers for their models and keeps the answers, so that they are there offline.
struct ModelsRefresh: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "refresh", abstract: "Fetch what the providers list, and keep it for later.")

    @Option(help: "Only one provider.")
    var on: ModelReference?

    @Option(help: "Only one modality: text, image, video, audio or speech.")
    var modality: Modality?

    @Flag(help: "Print one JSON object.")
    var json = false

    @OptionGroup var connection: ConnectionOptions

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withSetup(context, sandbox: connection.use) { setup throws(EaselError) in
            if let on { _ = try setup.registry.provider(on.provider) }
            let catalog = setup.catalog()
            var rows: [RefreshRow] = []
            for provider in setup.registry.entries.compactMap(\.provider) where on == nil || on?.provider == provider.id
            {
                for kind in provider.services.modalities where modality == nil || modality == kind {
                    rows.append(await refresh(provider, kind, setup, catalog))
                }
            }
            return show(rows, context.output)
        }
    }

    /// One failure does not keep the others from being asked.
    private func refresh(
        _ provider: Provider, _ kind: Modality, _ setup: EaselSetup, _ catalog: ModelCatalog
    ) async -> RefreshRow {
        var row = RefreshRow(provider: provider.id.rawValue, modality: kind.rawValue)
        do throws(EaselError) {
            let change = try await setup.refresh(provider.id, kind, in: catalog)
            row.listed = change.listed
            row.added = change.added.map(\.rawValue)
            row.gone = change.gone.map(\.rawValue)
        } catch {
            row.error = Nullable(ErrorJSON(error))
        }
        return row
    }

    private func show(_ rows: [RefreshRow], _ output: CommandOutput) -> ExitStatus {
        let failures = rows.compactMap(\.error.value)
        let status: ExitStatus = !rows.isEmpty && failures.count == rows.count ? .unavailable : .done
        if json {
            let printed = output.printJSON(RefreshJSON(refreshed: rows))
            return printed == .done ? status : printed
        }
        output.table(
            ["PROVIDER", "KIND", "LISTED", "NEW", "GONE", "NOTE"],
            rows.map {
                [
                    $0.provider, $0.modality, "\($0.listed)", "\($0.added.count)", "\($0.gone.count)",
                    $0.error.value?.message ?? "",
                ]
            })
        return status
    }
}

/// What a refresh of one provider and modality came to.
private struct RefreshRow: Encodable {
    var provider: String
    var modality: String
    var listed = 0
    var added: [String] = []
    var gone: [String] = []
    var error = Nullable<ErrorJSON>(nil)
}

private struct RefreshJSON: Encodable {
    var refreshed: [RefreshRow]
}
