import Synchronization

/// Takes the exchanges with providers of one generation, as they happen.
///
/// The engine puts one in place around the work on a generation, and whoever sends requests notes them in it. Nothing is
/// waited for: an exchange tells how it stands when it is asked, and what it takes to tell is done by whoever keeps it.
public final class ExchangeLog: Sendable {
    /// The log of the generation that this task works for, nil where nothing is kept.
    @TaskLocal public static var current: ExchangeLog?

    /// Tells an exchange as it stands.
    public typealias Telling = @Sendable () -> HTTPExchange

    /// Where an exchange stands in the log.
    public struct Place: Hashable, Sendable {
        public var number: Int
        public var attempt: Int
        /// See `HTTPExchange.skipped`.
        public var skipped = 0
        /// The same request was sent before; it counts only as long as it is the newest.
        public var isRepeat = false
    }

    private struct Request: Hashable {
        var likeness: Int
        var attempt: Int
    }

    private struct Repeats {
        /// The place of the newest but for the first, nil while there is one only.
        var newest: Int?
        var count = 1
    }

    private struct State {
        var next = 0
        var attempt = 0
        var opened = 0
        var seen: [Request: Repeats] = [:]
        var rest = Repeats(count: 0)
        /// Those whose end was not told, by their numbers.
        var open: [Int: Telling] = [:]
        /// Those that count only if no other takes their place, by their numbers.
        var held: [Int: Telling] = [:]
    }

    /// No more requests than these get a place of their own; of the others the last is kept.
    private static let most = 48

    /// What is to be kept; of the same number, the newest. Ends with `finish`.
    public let news: AsyncStream<Telling>
    private let continuation: AsyncStream<Telling>.Continuation
    private let state: Mutex<State>

    public init() {
        (news, continuation) = AsyncStream.makeStream()
        state = Mutex(State())
    }

    /// What is sent from now on belongs to an attempt, from 0.
    public func begin(attempt: Int) { state.withLock { $0.attempt = attempt } }

    /// Counts on from what an earlier process kept.
    public func goOn(after exchange: HTTPExchange) {
        state.withLock { state in
            state.next = max(state.next, exchange.number + 1)
            state.attempt = max(state.attempt, exchange.attempt)
        }
    }

    /// Gives an exchange its place.
    ///
    /// - Parameters:
    ///   - likeness: the same for the same request: of many only the first and the newest are kept.
    ///   - announcing: tells the request alone, which is kept before its answer comes, so that it is there should this process
    ///     end; nil where that does not matter.
    ///   - telling: tells how the exchange at that place stands.
    public func open(
        likeness: Int, announcing: (@Sendable (Place) -> HTTPExchange)?,
        _ telling: @escaping @Sendable (Place) -> HTTPExchange
    ) -> Place {
        let place = state.withLock { state in
            let place = Self.place(Request(likeness: likeness, attempt: state.attempt), &state)
            state.open[place.number] = { telling(place) }
            return place
        }
        if let announcing, !place.isRepeat { continuation.yield { announcing(place) } }
        return place
    }

    /// An exchange has ended.
    public func close(_ place: Place, _ telling: @escaping Telling) {
        state.withLock { state in
            state.open[place.number] = nil
            if place.isRepeat { state.held[place.number] = telling }
        }
        if !place.isRepeat { continuation.yield(telling) }
    }

    /// Nothing comes any more: hands out what was held back, and how those stand whose end nobody told.
    public func finish() {
        let left = state.withLock { state in
            defer { (state.open, state.held) = ([:], [:]) }
            return state.held.merging(state.open) { $1 }.sorted { $0.key < $1.key }.map(\.value)
        }
        for telling in left { continuation.yield(telling) }
        continuation.finish()
    }

    private static func place(_ request: Request, _ state: inout State) -> Place {
        let known = state.seen[request]
        if known == nil, state.opened < most {
            state.seen[request] = Repeats()
            return Place(number: takeNumber(&state), attempt: state.attempt)
        }
        var repeats = known ?? state.rest
        let number = repeats.newest ?? takeNumber(&state)
        repeats.newest = number
        repeats.count += 1
        if known == nil { state.rest = repeats } else { state.seen[request] = repeats }
        return Place(
            number: number, attempt: state.attempt, skipped: repeats.count - (known == nil ? 1 : 2), isRepeat: true)
    }

    private static func takeNumber(_ state: inout State) -> Int {
        defer {
            state.next += 1
            state.opened += 1
        }
        return state.next
    }
}
