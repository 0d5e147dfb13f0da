import EaselCore

/// Gathers the events of running generations into batches, so that a fast model does not flood the update loop.
///
/// The first event after a quiet time is handed on at once; what follows within the interval is handed on together at its
/// end. Neighbouring pieces of one text become one. Nothing is lost, nothing changes its order, and no timer exists while
/// nothing arrives.
actor TokenCoalescer {
    /// About 30 batches a second.
    static let interval = Duration.milliseconds(33)

    private let sleep: @Sendable (Duration) async throws -> Void
    private let deliver: @Sendable ([JobEvent]) -> Void
    private var pending: [JobEvent] = []
    private var window: Task<Void, Never>?

    /// - Parameter sleep: waits; throws when the task is cancelled.
    init(
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
        deliver: @escaping @Sendable ([JobEvent]) -> Void
    ) {
        self.sleep = sleep
        self.deliver = deliver
    }

    /// Takes events until there are no more; hands on the rest at the end, also when it was cancelled.
    func run(_ events: AsyncStream<JobEvent>) async {
        for await event in events { take(event) }
        window?.cancel()
        flush()
    }

    private func take(_ event: JobEvent) {
        pending.merge(event)
        if window == nil { openWindow() }
    }

    private func openWindow() {
        flush()
        window = Task {
            try? await sleep(Self.interval)
            window = nil
            if !pending.isEmpty && !Task.isCancelled { openWindow() }
        }
    }

    private func flush() {
        if pending.isEmpty { return }
        deliver(pending)
        pending.removeAll(keepingCapacity: true)
    }
}

extension [JobEvent] {
    /// Appends an event, or lengthens the last one when both are pieces of the same text.
    mutating func merge(_ next: JobEvent) {
        if let last, last.id == next.id, let joined = last.event.joined(with: next.event) {
            self[count - 1].event = joined
        } else {
            append(next)
        }
    }
}

extension GenerationEvent {
    fileprivate func joined(with next: GenerationEvent) -> GenerationEvent? {
        switch (self, next) {
        case (.text(let head), .text(let tail)): .text(head + tail)
        case (.reasoning(let head), .reasoning(let tail)): .reasoning(head + tail)
        default: nil
        }
    }
}
