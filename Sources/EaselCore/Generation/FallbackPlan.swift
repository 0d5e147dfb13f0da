/// Who takes over when a target fails, and after which failures.
public struct FallbackPlan: Hashable, Sendable {
    /// In the order in which they are tried.
    public var targets: [ModelReference]
    /// Kinds of failures after which the next target is tried. A request that may have been accepted is never sent elsewhere:
    /// it could be paid for twice.
    public var kinds: Set<EaselError.Kind>

    public init(targets: [ModelReference], kinds: Set<EaselError.Kind> = FallbackPlan.usualKinds) {
        self.targets = targets
        self.kinds = kinds
    }

    public static let none = FallbackPlan(targets: [])

    /// What another provider may well do better: outages, limits, money, a model that is gone. A wrong request or a refusal
    /// of the safety system is not among them.
    public static let usualKinds: Set<EaselError.Kind> = [
        .unavailable, .timeout, .rateLimited, .quota, .modelNotFound, .invalidResponse,
    ]

    /// Whether the failure lets the next target try.
    public func applies(to error: EaselError) -> Bool { kinds.contains(error.kind) && !error.mayHaveBeenAccepted }
}
