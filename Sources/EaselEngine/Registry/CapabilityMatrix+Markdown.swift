import EaselCore

extension CapabilityMatrix {
    /// `Docs/Reference/Providers.md`.
    public var markdown: String {
        let head = """
            # Providers

            Generated from the providers' descriptors and cards; `RECORD_SNAPSHOTS=1 swift test --filter ProviderReferenceTests`
            writes it anew. `easel providers matrix` prints the table, `easel models show PROVIDER:MODEL` what a model takes.

            | provider | \(Modality.allCases.map(\.rawValue).joined(separator: " | ")) |
            |---|\(String(repeating: "---|", count: Modality.allCases.count))
            """
        let table = rows.map { row in
            let cells = Modality.allCases.map { Self.words(for: row.cells[$0]) }.joined(separator: " | ")
            return "| \(row.descriptor.name) (`\(row.descriptor.id)`) | \(cells) |"
        }
        return ([head] + table).joined(separator: "\n") + "\n" + rows.map(Self.chapter).joined()
    }

    /// What a cell of the table says: how many models are described, or that they are known only live.
    public static func words(for cell: Cell?) -> String {
        guard let cell else { return "–" }
        switch cell.cards.count {
        case 0: return "listed live"
        case 1: return "1 model"
        default: return "\(cell.cards.count) models"
        }
    }

    /// The numbers that Easel keeps to of itself.
    private static func limits(_ row: Row) -> String {
        var words: [String] = []
        if !row.descriptor.rate.isEmpty { words.append("account: \(row.descriptor.rate.words)") }
        words += row.descriptor.rateClasses.map { pool in
            let what = pool.modelSuffix.map { "`\($0)` models" } ?? pool.modality?.rawValue ?? pool.name
            return "\(what): \(pool.limits.words)"
        }
        let cards = Modality.allCases.flatMap { row.cells[$0]?.cards ?? [] }
        words += cards.compactMap { card in card.limits.rate.map { "`\(card.model)`: \($0.words)" } }
        return words.isEmpty ? "none stated; what answers tell" : words.joined(separator: "; ")
    }

    private static func chapter(_ row: Row) -> String {
        let descriptor = row.descriptor
        let facts = descriptor.facts
        var lines = [
            "", "## \(descriptor.name)", "", "| | |", "|---|---|", "| id | `\(descriptor.id)` |",
            "| credential | \(credential(descriptor.credential)) |", "| authentication | \(facts.authentication) |",
            "| feature flag | `\(descriptor.enabledVariable)` |",
            "| addresses | \(descriptor.endpoints.map { "`\($0.variable)`" }.joined(separator: ", ")) |",
        ]
        if !descriptor.settings.isEmpty {
            let words = descriptor.settings.map {
                "`\($0.name)` (\($0.variables.map { "`\($0)`" }.joined(separator: ", "))): \($0.summary)"
            }
            lines.append("| settings | \(words.joined(separator: " ")) |")
        }
        lines += [
            "| rate limits | \(facts.rateLimits) |", "| kept to before anything is sent | \(limits(row)) |",
            "| responses | \(facts.responseFormats) |",
            "| asynchronous work | \(facts.asyncStyle) |", "| cancel | \(facts.cancellation) |",
            "| safety | \(facts.safety) |",
        ]
        for modality in Modality.allCases {
            guard let cell = row.cells[modality], !cell.cards.isEmpty else { continue }
            lines += [
                "", "### \(descriptor.name): \(modality.rawValue)", "",
                "| model | parameters | files | price | retires |",
            ]
            lines.append("|---|---|---|---|---|")
            lines += cell.cards.map { line($0, isDefault: $0.model == cell.defaultModel) }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func line(_ card: ModelCard, isDefault: Bool) -> String {
        let files = card.inputs.map { "\($0.role.rawValue)\($0.isRequired ? "" : "?") ×\($0.maximumCount)" }
        let cells = [
            "`\(card.model)`\(isDefault ? " (default)" : "")",
            card.parameters.map { "\($0.key)" }.joined(separator: ", "),
            files.joined(separator: ", "), card.price?.words ?? "unknown", card.retirement?.date ?? "",
        ]
        return "| \(cells.joined(separator: " | ")) |"
    }

    private static func credential(_ spec: CredentialSpec) -> String {
        var ways = spec.variables.map { $0.map { "`\($0)`" }.joined(separator: " and ") }
        if spec.takesApplicationDefault { ways.append("Application Default Credentials") }
        let words = ways.isEmpty ? "none" : ways.joined(separator: ", or ")
        return spec.isRequired ? words : "\(words) (not required)"
    }
}
