public import EaselCore
public import EaselEngine

extension EaselRuntime {
    /// Where comparisons, votes and sets of targets are remembered.
    public var comparisons: any ComparisonStore { store }
    /// What it cost to get something worth keeping.
    public var keepers: any KeeperSource { store }
    /// Runs comparisons on this runtime's engine.
    public var comparisonRunner: ComparisonRunner { ComparisonRunner(runner, store: store) }
}
