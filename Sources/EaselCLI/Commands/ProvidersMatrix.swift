import ArgumentParser
import EaselApp
import EaselCore
import EaselEngine

/// `easel providers matrix`: which provider makes what, with how many described models.
struct ProvidersMatrix: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "matrix", abstract: "See which provider makes what.")

    @Flag(help: "Print one JSON object.")
    var json = false

    @OptionGroup var connection: ConnectionOptions

    func execute(in context: CommandContext) async throws(EaselError) -> ExitStatus {
        try await withSetup(context, sandbox: connection.use) { setup throws(EaselError) in
            let matrix = CapabilityMatrix(setup.registry)
            if json { return context.output.printJSON(MatrixJSON(providers: matrix.rows.map(MatrixRow.init))) }
            context.output.table(
                ["PROVIDER"] + Modality.allCases.map { $0.rawValue.uppercased() },
                matrix.rows.map { row in
                    [row.descriptor.id.rawValue] + Modality.allCases.map { CapabilityMatrix.words(for: row.cells[$0]) }
                })
            return .done
        }
    }
}

private struct MatrixJSON: Encodable {
    var providers: [MatrixRow]
}

/// One provider; a modality that it does not make is `null`.
private struct MatrixRow: Encodable {
    var id: String
    var name: String
    var modalities: [String: Nullable<MatrixCell>]
    var facts: ProviderFacts

    init(_ row: CapabilityMatrix.Row) {
        id = row.descriptor.id.rawValue
        name = row.descriptor.name
        facts = row.descriptor.facts
        modalities = Dictionary(
            Modality.allCases.map { ($0.rawValue, Nullable(row.cells[$0].map(MatrixCell.init))) },
            uniquingKeysWith: { first, _ in first })
    }
}

private struct MatrixCell: Encodable {
    var defaultModel: Nullable<String>
    var models: [String]
    var parameters: [String]
    var attachments: [String]

    init(_ cell: CapabilityMatrix.Cell) {
        defaultModel = Nullable(cell.defaultModel?.rawValue)
        models = cell.cards.map(\.model.rawValue)
        parameters = cell.parameters.map(\.rawValue)
        attachments = cell.roles.map(\.rawValue)
    }
}
