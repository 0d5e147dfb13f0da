public import EaselCore

extension JobRunner {
    /// What a person has to agree to before the order is started with `isConfirmed`; nil when there is nothing.
    ///
    /// Throws what `start` would refuse: a budget that is used up (`.quota`), or what the gate refuses.
    public func question(about order: GenerationOrder) async throws(EaselError) -> BudgetQuestion? {
        guard !order.isConfirmed, environment.budget.limits.isSet else { return nil }
        return try await budget.question(
            about: PreparedOrder(order, catalog: catalog, environment: environment))
    }

    /// What the order will cost, nil when that is unknown. Throws what the gate refuses.
    public func estimate(of order: GenerationOrder) async throws(EaselError) -> CostEstimate? {
        try await PreparedOrder(order, catalog: catalog, environment: environment).estimate
    }

    /// What this process has spent, running generations with their estimates.
    public nonisolated var sessionSpending: Spending { budget.sessionSpending }
}
