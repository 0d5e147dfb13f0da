public import EaselCore

/// What is known of a comparison before anything is sent.
public struct ComparisonOutlook: Hashable, Sendable {
    /// In the order of the targets.
    public var targets: [TargetOutlook]
    public var repeats: Int

    public init(targets: [TargetOutlook], repeats: Int) {
        self.targets = targets
        self.repeats = repeats
    }

    /// What all that can be sent costs together.
    public var cost: Spending {
        targets.reduce(into: Spending()) { sum, target in
            guard target.refusal == nil else { return }
            for _ in 0..<repeats { sum.add(target.estimate?.dollars) }
        }
    }

    /// One of the estimates is a bound from above.
    public var isUpperBound: Bool { targets.contains { $0.estimate?.isUpperBound == true } }

    /// `at most $0.12`, `about $0.12 and 2 of unknown cost`, `not known beforehand`.
    public var costWords: String {
        let cost = cost
        let asked = targets.count { $0.refusal == nil } * repeats
        guard cost.unknownCount < max(asked, 1) else { return "not known beforehand" }
        return (isUpperBound ? "at most " : "about ") + cost.words
    }

    public var fairness: Fairness {
        Fairness(targets.map { FairnessNote.notes($0.warnings, slot: $0.slot, phase: .before) }.reduce([], +))
    }

    /// Throws `.quota` when the order's cap would be passed, or may be because a cost is not known and nobody agreed to it.
    func check(_ order: ComparisonOrder) throws(EaselError) {
        guard let cap = order.capUSD else { return }
        let cost = cost
        if cost.knownUSD > cap + BudgetCap.tolerance {
            throw EaselError(
                .quota, "The comparison costs \(costWords), more than its cap of \(Spending.words(cap)).",
                remedy: "Raise the cap, or name fewer or cheaper targets.")
        }
        guard cost.unknownCount == 0 || order.isConfirmed else {
            throw EaselError(
                .quota, "What \(cost.unknownCount) of the generations cost is not known, so a cap cannot hold them.",
                remedy: "Agree to that with --yes, or name targets with a price.")
        }
    }
}

/// What is known of one target before anything is sent.
public struct TargetOutlook: Hashable, Sendable {
    public var slot: Int
    /// With its model where that could be decided.
    public var reference: ModelReference
    /// Nil when unknown.
    public var estimate: CostEstimate?
    /// What it cannot honour.
    public var warnings: [GenerationWarning]
    /// Why it cannot be sent to; nil when it can.
    public var refusal: EaselError?

    public init(
        slot: Int, reference: ModelReference, estimate: CostEstimate? = nil, warnings: [GenerationWarning] = [],
        refusal: EaselError? = nil
    ) {
        self.slot = slot
        self.reference = reference
        self.estimate = estimate
        self.warnings = warnings
        self.refusal = refusal
    }
}

extension ComparisonRunner {
    /// Looks at every target as `start` would, and sends nothing. Throws `.invalidRequest` for an order that makes no sense.
    public func outlook(of order: ComparisonOrder) async throws(EaselError) -> ComparisonOutlook {
        try order.check()
        let targets = await withTaskGroup(of: TargetOutlook.self) { group in
            for slot in order.targets.indices { group.addTask { await look(at: slot, of: order) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        return ComparisonOutlook(targets: targets.sorted { $0.slot < $1.slot }, repeats: order.repeats)
    }

    /// What a person has to agree to before the order is started with `isConfirmed`; empty when there is nothing.
    ///
    /// - Parameter slots: those that are to be sent to; nil for all.
    public func questions(about order: ComparisonOrder, at slots: Set<Int>? = nil) async -> [BudgetQuestion] {
        var questions: [BudgetQuestion] = []
        for slot in order.targets.indices where slots?.contains(slot) ?? true {
            guard let question = try? await runner.question(about: order.generation(.new(), at: slot)),
                !questions.contains(question)
            else { continue }
            questions.append(question)
        }
        return questions
    }

    /// What a person has to agree to before seats are sent to again.
    public func questions(
        about seats: [ComparisonSeat], of id: ComparisonID
    ) async throws(EaselError) -> [BudgetQuestion] {
        try await questions(about: stored(id).orderAgain(id: id), at: Set(seats.map(\.slot)))
    }

    private func look(at slot: Int, of order: ComparisonOrder) async -> TargetOutlook {
        let generation = order.generation(.new(), at: slot)
        do throws(EaselError) {
            let prepared = try await PreparedOrder(
                generation, catalog: runner.catalog, environment: runner.environment)
            return TargetOutlook(
                slot: slot, reference: ModelReference(provider: prepared.provider.id, model: prepared.card.model),
                estimate: prepared.estimate, warnings: prepared.warnings)
        } catch {
            return TargetOutlook(slot: slot, reference: order.targets[slot].reference, refusal: error)
        }
    }
}
