/// Owns the tasks of running effects.
@MainActor
final class EffectTasks {
    private var running: [Int: Task<Void, Never>] = [:]
    private var lastNumber = 0
    private var whenEmpty: AsyncStream<Void>.Continuation?

    /// Starts `work` at once; it runs until its first suspension before this returns.
    func start(_ work: @escaping @MainActor () async -> Void) {
        lastNumber += 1
        let number = lastNumber
        var isDone = false
        let task = Task.immediate { @MainActor in
            await work()
            isDone = true
            self.finished(number)
        }
        if !isDone { running[number] = task }
    }

    /// Cancels everything and waits until it ended, but not longer than `grace`.
    func cancelAll(grace: Duration) async {
        for task in running.values { task.cancel() }
        if running.isEmpty { return }
        let (finished, continuation) = AsyncStream.makeStream(of: Void.self)
        whenEmpty = continuation
        let limit = Task.detached {
            try? await Task.sleep(for: grace)
            continuation.finish()
        }
        for await _ in finished {}
        limit.cancel()
        whenEmpty = nil
    }

    private func finished(_ number: Int) {
        running[number] = nil
        if running.isEmpty { whenEmpty?.finish() }
    }
}
