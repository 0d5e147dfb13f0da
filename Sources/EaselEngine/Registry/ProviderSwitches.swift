import EaselCore
import Synchronization

/// Which providers are switched off, and why; one for all copies of a registry.
final class ProviderSwitches: Sendable {
    private let off: Mutex<[ProviderID: EaselError]>

    init(_ off: [ProviderID: EaselError]) { self.off = Mutex(off) }

    func obstacle(_ id: ProviderID) -> EaselError? { off.withLock { $0[id] } }

    /// - Parameter obstacle: what is said to whoever wants to call it; nil switches it on.
    func set(_ id: ProviderID, _ obstacle: EaselError?) { off.withLock { $0[id] = obstacle } }
}

extension EaselError {
    static func switchedOff(_ descriptor: ProviderDescriptor) -> EaselError {
        EaselError(
            .configuration, "\(descriptor.name) is switched off.",
            remedy: "Switch it on in the studio (F6), or set \(descriptor.enabledVariable)=true.",
            provider: descriptor.id)
    }
}
