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

    /// Goes on with a race whose process ended. Where a result came already, nothing more is sent.
    ///
    /// - Parameter sendsUnsent: false to decide it among those that were sent.
    public func resumeRace(
        _ id: ComparisonID, isConfirmed: Bool = false, sendsUnsent: Bool = true, accepts: Acceptance = { _ in true }
    ) async throws(EaselError) -> ComparisonBoard {
        let events = runner.events()
        let isDecided = try await winner(of: stored(id), accepts) != nil
        let comparison = try await resume(id, isConfirmed: isConfirmed, sendsUnsent: sendsUnsent && !isDecided)
        return try await finishRace(comparison, events, accepts: accepts)
    }

    /// Races that their process left undecided: one of them is under way, or has a result that nobody took. Newest first,
    /// among the newest hundred.
    public func openRaces() async throws(EaselError) -> [Comparison] {
        var open: [Comparison] = []
        for race in try await store.page(ComparisonQuery(kind: .race, limit: 100)).comparisons
        where race.raceWinner == nil {
            let panes = try await board(of: race.id).all.compactMap(\.record)
            if panes.contains(where: { !$0.status.isFinished || $0.status == .succeeded }) { open.append(race) }
        }
        return open
    }

    /// The first accepted result that is there already.
    private func winner(of comparison: Comparison, _ accepts: Acceptance) async throws(EaselError) -> JobID? {
        if let winner = comparison.raceWinner { return winner }
        for id in comparison.members.map(\.generation).sorted() {
            if let record = try await history.record(id), record.status == .succeeded, await accepts(record) {
                return id
            }
        }
        return nil
    }

    private func finishRace(
        _ comparison: Comparison, _ events: AsyncStream<JobEvent>, accepts: Acceptance
    ) async throws(EaselError) -> ComparisonBoard {
        var running = Set(comparison.members.filter { $0.refusal == nil }.map(\.generation))
        // What ended before anybody listened, and what was never sent.
        for id in running where try await history.record(id)?.status.isFinished ?? true { running.remove(id) }
        var winner = try await winner(of: comparison, accepts)
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
