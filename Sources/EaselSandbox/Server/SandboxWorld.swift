/// Everything that lives as long as one server.
struct SandboxWorld: Sendable {
    let pace: SandboxPace
    let log: (@Sendable (String) -> Void)?
    let journal = RequestJournal()
    let faults: FaultPlan
    let identifiers: IdentifierSource
    let media: MediaShelf
    let jobs = JobBoard()

    init(configuration: SandboxConfiguration) {
        pace = configuration.pace
        log = configuration.log
        faults = FaultPlan(configuration.faults)
        let source = IdentifierSource(seed: configuration.seed ?? UInt64.random(in: 1...UInt64.max))
        identifiers = source
        media = MediaShelf(identifiers: source)
    }
}
