public import EaselCore
public import Foundation

/// Everything that decides what goes out to the providers, and when: who waits in which lane, every count, circuit and
/// budget. A value that is told the time; `TrafficControl` performs what it says.
///
/// A ticket stands for one request from its arrival to the end of its work. Within a lane, who comes first goes first.
public struct TrafficBook: Sendable {
    /// What has come about.
    public enum Step: Sendable, Equatable {
        /// The request may be sent now.
        case go(Int)
        /// It is not sent.
        case refuse(Int, EaselError)
        /// It waits until then, or for others where that is nil.
        case hold(Int, until: Duration?)
    }

    struct Waiting: Sendable {
        var ticket: Int
        var plan: LanePlan
        var tokens: Int
        /// What its sender was told last.
        var told: Told = .nothing
    }

    enum Told: Sendable, Equatable {
        case nothing
        case waits(until: Duration?)
    }

    /// Which requests a circuit is for.
    struct Circuit: Hashable, Sendable {
        var provider: ProviderID
        var account: String
        var modality: Modality

        init(_ lane: Lane) {
            provider = lane.provider
            account = lane.account
            modality = lane.modality
        }
    }

    /// The moment zero of all durations.
    let epoch: Date
    /// Pauses that are longer are not waited for.
    let patience: Duration
    var queues: [Lane: [Waiting]] = [:]
    var out: [Int: Waiting] = [:]
    var plans: [Lane: LanePlan] = [:]
    var meters: [TrafficKey: RateWindow] = [:]
    var breakers: [Circuit: CircuitBreaker] = [:]
    private var budgets: [ProviderID: RetryBudget] = [:]
    /// When the first of those who wait may go without anything happening before.
    public private(set) var wakesAt: Duration?

    public init(epoch: Date, patience: Duration) {
        self.epoch = epoch
        self.patience = patience
    }

    /// A request arrives.
    ///
    /// - Parameter tokens: what it may take, as far as that can be told before.
    public mutating func enqueue(_ ticket: Int, _ plan: LanePlan, tokens: Int = 0) {
        prepare(plan)
        queues[plan.lane, default: []].append(Waiting(ticket: ticket, plan: plan, tokens: tokens))
    }

    /// A request that was let out is held back after all: it waits again, before those that came later.
    public mutating func holdBack(_ ticket: Int, _ notes: [TrafficKey: TrafficNote]) {
        guard var waiting = out.removeValue(forKey: ticket) else { return }
        for meter in waiting.plan.meters { meters[meter.key]?.uncount(ticket) }
        breakers[Circuit(waiting.plan.lane)]?.noteNothing(at: .zero)
        learn(notes)
        waiting.told = .nothing
        let index = queues[waiting.plan.lane]?.firstIndex { $0.ticket > ticket }
        queues[waiting.plan.lane, default: []].insert(waiting, at: index ?? queues[waiting.plan.lane]?.count ?? 0)
    }

    /// A request that waits is given up. False when it does not wait.
    public mutating func withdraw(_ ticket: Int) -> Bool {
        for (lane, queue) in queues {
            guard let index = queue.firstIndex(where: { $0.ticket == ticket }) else { continue }
            queues[lane]?.remove(at: index)
            if queues[lane]?.isEmpty == true { queues[lane] = nil }
            return true
        }
        return false
    }

    /// Work that goes on at the provider and was let out by an earlier process.
    public mutating func adopt(_ ticket: Int, _ plan: LanePlan) {
        prepare(plan)
        out[ticket] = Waiting(ticket: ticket, plan: plan, tokens: 0)
        for meter in plan.meters { meters[meter.key]?.adopt() }
    }

    /// The work of a request has ended.
    public mutating func leave(_ ticket: Int) {
        guard let waiting = out.removeValue(forKey: ticket) else { return }
        for meter in waiting.plan.meters { meters[meter.key]?.finish() }
    }

    /// Lets out who may go now, and says what the others wait for. To be called after every change, and at `wakesAt`.
    public mutating func advance(at now: Duration) -> [Step] {
        var steps: [Step] = []
        var blocked: Set<Lane> = []
        wakesAt = nil
        while let (lane, waiting) = next(except: blocked) {
            let ticket = waiting.ticket
            switch admit(waiting, at: now) {
            case .go:
                queues[lane]?.removeFirst()
                out[ticket] = waiting
                steps.append(.go(ticket))
            case .refuse(let error):
                queues[lane]?.removeFirst()
                steps.append(.refuse(ticket, error))
            case .hold(let until):
                blocked.insert(lane)
                if let until { wakesAt = min(wakesAt ?? until, until) }
                steps += tell(lane, until)
            }
            if queues[lane]?.isEmpty == true { queues[lane] = nil }
        }
        return steps
    }

    /// Whether another try is within the provider's budget; it is taken from it.
    public mutating func mayRetry(_ provider: ProviderID) -> Bool {
        budgets[provider, default: RetryBudget()].take()
    }

    mutating func noteBudgetSuccess(_ provider: ProviderID) { budgets[provider, default: RetryBudget()].noteSuccess() }

    /// The earliest request among the heads of the lanes.
    private func next(except blocked: Set<Lane>) -> (Lane, Waiting)? {
        var first: (Lane, Waiting)?
        for (lane, queue) in queues where !blocked.contains(lane) {
            guard let head = queue.first, head.ticket < first?.1.ticket ?? .max else { continue }
            first = (lane, head)
        }
        return first
    }

    /// Tells the head of a lane until when it waits, and those behind it that they wait for others; each once.
    private mutating func tell(_ lane: Lane, _ until: Duration?) -> [Step] {
        var steps: [Step] = []
        let count = queues[lane]?.count ?? 0
        // Who came before the last one that was told was told too, but for a former head.
        let untold = (2..<max(2, count)).reversed().prefix { queues[lane]?[$0].told != .waits(until: nil) }
        for index in [0, 1].prefix(count) + untold.reversed() {
            let time = index == 0 ? until : nil
            guard let waiting = queues[lane]?[index], waiting.told != .waits(until: time) else { continue }
            queues[lane]?[index].told = .waits(until: time)
            steps.append(.hold(waiting.ticket, until: time))
        }
        return steps
    }

    private mutating func prepare(_ plan: LanePlan) {
        plans[plan.lane] = plan
        let blank = window()
        for meter in plan.meters { meters[meter.key, default: blank].limits = meter.limits }
    }

    /// The counts of a plan are known with their limits, also when nothing is sent under them.
    public mutating func know(_ plan: LanePlan) {
        let blank = window()
        for meter in plan.meters where meter.scope == .account || !meter.limits.isEmpty {
            meters[meter.key, default: blank].limits = meter.limits
        }
    }

    func window() -> RateWindow { RateWindow(RateLimits(), epoch: epoch, patience: patience) }
}
