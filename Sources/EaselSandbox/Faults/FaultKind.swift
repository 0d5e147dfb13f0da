/// What a fault does to a request.
enum FaultKind: Sendable, Hashable {
    /// Where a held job stays.
    enum HeldState: String, Sendable {
        case queued
        case running
    }

    case status(Int)
    case latency(Duration)
    /// Works at once and answers so much later.
    case lateness(Duration)
    /// Nil cuts before the first byte of the reply.
    case disconnect(afterEvents: Int?)
    case stall(afterEvents: Int?)
    case malformed(afterEvents: Int)
    case html(status: Int)
    case errorEvent(afterEvents: Int)
    case errorInSuccess
    case loading
    /// The connection ends with a reset in place of an answer.
    case reset
    /// The honest answer, a byte at a time.
    case drip(Duration)
    /// A 200 of the honest answer's type whose body has no end.
    case endless
    /// A 200 whose few bytes inflate without an end.
    case bomb
    /// The honest answer under another type.
    case contentType(String)
    /// To itself, or to another port of this machine.
    case redirect(port: Int?)
    case hold(HeldState)

    /// A stalled connection is closed after this long, so that a forgotten one does not live for ever.
    static let longestStall: Duration = .seconds(900)

    /// Latency, late answers and held jobs let the request go on; every other kind decides the reply.
    var isDecisive: Bool {
        switch self {
        case .latency, .lateness, .hold: false
        default: true
        }
    }
}
