import EaselCore

/// What the client can know after a fault: that decides all that follows.
enum FaultNature: Sendable, Hashable {
    /// No connection came about: nothing was sent.
    case refused
    /// The connection broke, or what came cannot be HTTP: the request may have arrived.
    case broken
    /// Nothing more came in time: the request may have arrived.
    case silent
    /// A whole answer that means nothing: whatever was asked for was probably done.
    case senseless
    /// A refusal without words of the provider's.
    case page(Int)
    /// It leads elsewhere: what was asked for was not done.
    case redirected
    /// The provider's own refusal; another try may succeed.
    case refusal(EaselError.Kind)
    /// The provider's own refusal for good.
    case veto(EaselError.Kind)
    /// A whole and honest answer, in its own time.
    case honest

    var kind: EaselError.Kind? {
        switch self {
        case .refused, .broken: .unavailable
        case .silent, .page(408), .page(504): .timeout
        case .senseless, .redirected: .invalidResponse
        case .page: .unavailable
        case .refusal(let kind), .veto(let kind): kind
        case .honest: nil
        }
    }

    /// Whether a submit that ended so may be worked on all the same.
    ///
    /// fal.ai's sheet (A11) says that a page of its ingress means that nothing arrived; nobody else's does.
    func leavesOpen(at provider: ProviderID) -> Bool {
        switch self {
        case .broken, .silent, .senseless: true
        case .page(500): true
        case .page(502), .page(504): provider != "fal"
        default: false
        }
    }

    /// Whether waiting may mend it.
    var isTransient: Bool { kind.map(\.isTransient) ?? false }
}
