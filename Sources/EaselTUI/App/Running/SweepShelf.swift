public import EaselCore
public import EaselEngine

/// Where sweeps are kept and remembered: injected, because files are outside.
public struct SweepShelf: Sendable {
    /// Which generation was made for which request.
    public var ledger: any BatchLedger
    /// Keeps a plan as a file; the same plan is the same file.
    public var keep: @Sendable (SweepPlan) async throws(EaselError) -> KeptSweep
    /// Those that were kept, newest first.
    public var all: @Sendable () async -> [KeptSweep]
    /// Writes the contact sheet of all results, also those of earlier runs.
    public var writeSheet: @Sendable (KeptSweep) async throws(EaselError) -> Void

    public init(
        ledger: any BatchLedger, keep: @escaping @Sendable (SweepPlan) async throws(EaselError) -> KeptSweep,
        all: @escaping @Sendable () async -> [KeptSweep],
        writeSheet: @escaping @Sendable (KeptSweep) async throws(EaselError) -> Void
    ) {
        self.ledger = ledger
        self.keep = keep
        self.all = all
        self.writeSheet = writeSheet
    }
}
