import ArgumentParser
import EaselApp
import EaselCore
import EaselEngine

/// `easel providers`.
struct ProvidersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "providers", abstract: "See which providers can be used, and for what.",
        subcommands: [ProvidersList.self, ProvidersMatrix.self, ProvidersLimits.self])
}

/// `easel providers list`.
struct ProvidersList: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the providers and what they make.")

    @Flag(help: "Print one JSON object.")
    var json = false

    @OptionGroup var connection: ConnectionOptions

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withSetup(context, sandbox: connection.use) { setup throws(EaselError) in
            let rows = setup.registry.entries.map(ProviderRow.init)
            if json { return context.output.printJSON(ProviderListJSON(providers: rows)) }
            context.output.table(
                ["ID", "NAME", "STATE", "MAKES", "NOTE"],
                rows.map { [$0.id, $0.name, $0.state, $0.modalities.joined(separator: ", "), $0.note.value ?? ""] })
            return .done
        }
    }
}

/// One provider as a table or JSON shows it.
struct ProviderRow: Encodable {
    var id: String
    var name: String
    /// `ready`, `sandbox`, `no key`, `disabled` or `broken`.
    var state: String
    var modalities: [String]
    /// Why it cannot be used.
    var note: Nullable<String>

    init(_ entry: ProviderEntry) {
        id = entry.descriptor.id.rawValue
        name = entry.descriptor.name
        modalities = entry.modalities.map(\.rawValue)
        note = Nullable(entry.obstacle?.message)
        state =
            switch entry.state {
            case .ready(let provider): provider.isSandbox ? "sandbox" : "ready"
            case .missingCredential: "no key"
            case .disabled: "disabled"
            case .broken: "broken"
            }
    }
}

private struct ProviderListJSON: Encodable {
    var providers: [ProviderRow]
}
