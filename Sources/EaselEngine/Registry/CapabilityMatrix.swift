public import EaselCore

/// Which provider makes what, with which models: one table for the command line, the reference documentation and the screens.
public struct CapabilityMatrix: Sendable {
    /// One provider's row.
    public struct Row: Sendable {
        public var descriptor: ProviderDescriptor
        /// What it makes; a modality that is not here is not offered.
        public var cells: [Modality: Cell]
    }

    /// One provider and one modality.
    public struct Cell: Sendable {
        /// The cards that are known without asking anybody, the default first.
        public var cards: [ModelCard]
        /// The model meant when only the provider is named; nil where the provider is asked.
        public var defaultModel: ModelID?

        /// Every parameter that one of the models takes, in the order in which they first appear.
        public var parameters: [ParameterKey] {
            var seen: Set<ParameterKey> = []
            return cards.flatMap(\.parameters).map(\.key).filter { seen.insert($0).inserted }
        }

        /// Every role that a file can play with one of the models.
        public var roles: [AttachmentRole] {
            AttachmentRole.allCases.filter { role in cards.contains { $0.inputs.contains { $0.role == role } } }
        }
    }

    public var rows: [Row]

    public init(rows: [Row]) { self.rows = rows }

    public init(_ registry: ProviderRegistry) {
        rows = registry.entries.map { entry in
            Row(
                descriptor: entry.descriptor,
                cells: Dictionary(
                    entry.modalities.map { modality in
                        (modality, Self.cell(entry, modality))
                    }, uniquingKeysWith: { first, _ in first }))
        }
    }

    private static func cell(_ entry: ProviderEntry, _ modality: Modality) -> Cell {
        let cards = entry.curated.filter { $0.modality == modality }
        let usual = entry.provider?.models.defaults[modality]
        return Cell(
            cards: cards.filter { $0.model == usual } + cards.filter { $0.model != usual }, defaultModel: usual)
    }
}
