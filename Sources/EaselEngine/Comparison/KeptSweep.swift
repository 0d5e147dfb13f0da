public import EaselCore

/// A sweep that was begun in the studio and is kept as a file, so that it can be gone on with: there, or by `easel sweep`.
public struct KeptSweep: Hashable, Sendable {
    public var plan: SweepPlan
    /// The file with the plan.
    public var file: String
    /// What the run is called in history.
    public var name: String
    /// Where its contact sheet is written.
    public var sheet: String

    public init(_ plan: SweepPlan, file: String, name: String, sheet: String) {
        self.plan = plan
        self.file = file
        self.name = name
        self.sheet = sheet
    }
}
