/// Stops sending to a provider that keeps failing, and probes it now and then. A value; times are durations since a fixed
/// moment.
public struct CircuitBreaker: Sendable, Hashable {
    public enum State: Sendable, Hashable {
        case closed
        /// Nothing is sent before the time.
        case open(until: Duration)
        /// One request is out to see whether the provider works again.
        case probing
    }

    /// Failures in a row that open the circuit.
    public static let threshold = 5
    private static let shortest = Duration.seconds(15)
    private static let longest = Duration.seconds(240)

    public private(set) var state = State.closed
    private var failures = 0
    /// How often it opened without a success in between.
    private var trips = 0

    public init() {}

    /// Nil when a request may go out now; otherwise how long nothing will. A request that is let out of an open circuit
    /// is its probe.
    public mutating func admit(at now: Duration) -> Duration? {
        switch state {
        case .closed: return nil
        case .probing: return Self.shortest
        case .open(let until):
            guard now >= until else { return until - now }
            state = .probing
            return nil
        }
    }

    public mutating func noteSuccess() { self = CircuitBreaker() }

    /// An outage: no answer, or an answer that says that the provider does not work.
    public mutating func noteFailure(at now: Duration) {
        // Requests that were out when it opened say nothing new.
        if case .open = state { return }
        failures += 1
        guard state == .probing || failures >= Self.threshold else { return }
        let pause = min(Self.shortest * Double(1 << min(trips, 10)), Self.longest)
        trips += 1
        state = .open(until: now + pause)
    }

    /// The request ended in a way that says nothing of the provider's health: it was cancelled, or never sent. A probe is
    /// given to the next one.
    public mutating func noteNothing(at now: Duration) {
        if state == .probing { state = .open(until: now) }
    }
}
