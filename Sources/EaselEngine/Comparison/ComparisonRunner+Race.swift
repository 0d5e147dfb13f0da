public import EaselCore

extension ComparisonRunner {
    /// Decides whether a result ends a race.
    public typealias Acceptance = @Sendable (GenerationRecord) async -> Bool

    /// Sends to all targets, keeps the first accepted result and cancels the others at their providers.
    ///
    /// What the others cost stays in their rows: a cancel that came too late, or that the provider does not know, is charged,
    /// and counted. Throws what `start` throws.
    ///
    /// - Parameters:
    ///   - accepts: asked for each result that succeeded, in the order in which they arrive.
    ///   - kept: told who answers in which seat before anything is sent.
    ///   - began: told the comparison as soon as it is under way.
    public func race(
        _ order: ComparisonOrder, accepts: Acceptance = { _ in true },
        kept: @Sendable (Comparison) -> Void = { _ in },
        began: @Sendable (Comparison) -> Void = { _ in }
    ) async throws(EaselError) -> ComparisonBoard {
        var order = order
        order.kind = .race
        let events = runner.events()
        let comparison = try await start(order, kept: kept)
        began(comparison)
        return try await finishRace(comparison, events, accepts: accepts)
    }

    /// Goes on with a race whose process ended.
    public func resumeRace(
        _ id: ComparisonID, accepts: Acceptance = { _ in true }
    ) async throws(EaselError) -> ComparisonBoard {
        let events = runner.events()
        let comparison = try await resume(id)
        return try await finishRace(comparison, events, accepts: accepts)
    }

    private func finishRace(
        _ comparison: Comparison, _ events: AsyncStream<JobEvent>, accepts: Acceptance
    ) async throws(EaselError) -> ComparisonBoard {
        var running = Set(comparison.members.filter { $0.refusal == nil }.map(\.generation))
        var winner = comparison.raceWinner
        // What ended before anybody listened.
        for id in running.sorted() {
            guard let record = try await history.record(id), record.status.isFinished else { continue }
            running.remove(id)
            if winner == nil, record.status == .succeeded, await accepts(record) { winner = id }
        }
        if winner == nil, !running.isEmpty {
            for await event in events where running.contains(event.id) {
                guard case .finished(let record) = event.event else { continue }
                running.remove(event.id)
                if record.status == .succeeded, await accepts(record) { winner = event.id }
                if winner != nil || running.isEmpty { break }
            }
        }
        if let winner {
            try await store.settle(comparison.id, winner: winner)
            await stop(running)
        }
        return try await results(of: comparison.id)
    }

    /// One that cannot be stopped any more is seen through to its end, so that its cost is known.
    private func stop(_ losers: Set<JobID>) async {
        await withTaskGroup(of: Void.self) { group in
            for id in losers { group.addTask { _ = try? await runner.cancel(id) } }
        }
    }
}

extension ComparisonBoard {
    /// The seat that won the race, nil when nobody did.
    public var raceWinner: ComparisonPane? {
        comparison.raceWinner.flatMap { winner in all.first { $0.generation == winner } }
    }

    /// What those cost that did not win, as far as it is known.
    public var lostSpending: Spending {
        all.reduce(into: Spending()) { sum, pane in
            if pane.generation != comparison.raceWinner, let cost = pane.cost { sum = sum + cost }
        }
    }
}
