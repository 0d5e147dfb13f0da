import EaselCore

/// The targets that may still take over, each checked by the gate when its turn comes.
struct FallbackRoute: Sendable {
    private let order: GenerationOrder
    private let catalog: ModelCatalog
    private let budget: BudgetKeeper
    private let environment: EngineEnvironment
    private var rest: ArraySlice<ModelReference>

    init(
        _ order: GenerationOrder, catalog: ModelCatalog, budget: BudgetKeeper, environment: EngineEnvironment
    ) {
        self.order = order
        self.catalog = catalog
        self.budget = budget
        self.environment = environment
        self.rest = order.fallback.targets[...]
    }

    /// The next target that can take the draft, its parameters translated by the gate; nil when there is none or the failure
    /// is not one to go elsewhere with. Targets that cannot take it are told as warnings.
    mutating func next(after error: EaselError, _ record: inout GenerationRecord) async -> PreparedOrder? {
        // What was made and paid for, and not fetched in time, is not made a second time elsewhere.
        guard order.fallback.applies(to: error), !error.isResultExpired else { return nil }
        while let target = rest.popFirst() {
            if Task.isCancelled { return nil }
            var next = order
            next.target = target
            do throws(EaselError) {
                let prepared = try await PreparedOrder(next, catalog: catalog, environment: environment)
                try await budget.move(record, to: prepared)
                record.warnings += budget.warnings(for: prepared)
                return prepared
            } catch {
                record.warnings.append(
                    GenerationWarning(.other, "The fallback \(target) cannot take over: \(error.message)"))
            }
        }
        return nil
    }
}
