public import EaselCore

/// All providers that this build knows, in the order of their registration.
///
/// Copies share their switches: a provider that is switched off is off for everybody who asks from then on. What it works on
/// already goes on.
public struct ProviderRegistry: Sendable {
    private let all: [ProviderEntry]
    private let switches: ProviderSwitches

    /// - Parameter off: why providers that could be called are not to be, until they are switched on.
    public init(_ entries: [ProviderEntry], off: [ProviderID: EaselError] = [:]) {
        all = entries
        switches = ProviderSwitches(off)
    }

    public var entries: [ProviderEntry] { all.map(switched) }

    public func entry(_ id: ProviderID) -> ProviderEntry? { all.first { $0.descriptor.id == id }.map(switched) }

    /// Switches a provider on or off for this process.
    ///
    /// Throws `.invalidRequest` for an unknown name, and the provider's own words when it was off before anything of it was
    /// made ready, so that it cannot be switched on here.
    public func setEnabled(_ id: ProviderID, _ isOn: Bool) throws(EaselError) {
        guard let entry = all.first(where: { $0.descriptor.id == id }) else { throw unknown(id) }
        if isOn, case .disabled(let error) = entry.state { throw error }
        switches.set(id, isOn ? nil : .switchedOff(entry.descriptor))
    }

    private func switched(_ entry: ProviderEntry) -> ProviderEntry {
        guard let error = switches.obstacle(entry.descriptor.id) else { return entry }
        var entry = entry
        entry.switchedOff = entry.provider
        entry.state = .disabled(error)
        return entry
    }

    /// The provider, ready to be called.
    ///
    /// Throws `.invalidRequest` for an unknown name (with the nearest known one), and the entry's own obstacle for one
    /// that is switched off, has no credential or is configured wrongly.
    public func provider(_ id: ProviderID) throws(EaselError) -> Provider {
        let entry = try known(id)
        if let obstacle = entry.obstacle { throw obstacle }
        guard let provider = entry.provider else { throw unknown(id) }
        return provider
    }

    /// The provider if it makes what is asked for; throws `.unsupported` naming those that do.
    public func provider(_ id: ProviderID, for modality: Modality) throws(EaselError) -> Provider {
        let provider = try provider(id)
        guard provider.services.modalities.contains(modality) else {
            let able = entries.filter { $0.modalities.contains(modality) }.map(\.descriptor.id.rawValue)
            let remedy =
                able.isEmpty
                ? "No provider of this build makes \(modality.rawValue)."
                : "Choose one that does: \(able.joined(separator: ", "))."
            throw EaselError(
                .unsupported, "\(provider.descriptor.name) makes no \(modality.rawValue).", remedy: remedy, provider: id
            )
        }
        return provider
    }

    /// The first provider that can make this now, in registration order.
    public func firstReady(for modality: Modality) -> Provider? {
        entries.lazy.compactMap(\.provider).first { $0.services.modalities.contains(modality) }
    }

    fileprivate func unknown(_ id: ProviderID) -> EaselError {
        let names = entries.map(\.descriptor.id.rawValue)
        let nearest = names.min { EditDistance.between($0, id.rawValue) < EditDistance.between($1, id.rawValue) }
        let hint = nearest.flatMap { EditDistance.between($0, id.rawValue) <= 2 ? "Did you mean \($0)? " : nil } ?? ""
        return EaselError(
            .invalidRequest, "There is no provider called \"\(id)\".",
            remedy: "\(hint)The providers are \(names.joined(separator: ", ")).")
    }
}

extension ProviderRegistry {
    /// The entry of a provider, ready or not; throws `.invalidRequest` for an unknown name.
    public func known(_ id: ProviderID) throws(EaselError) -> ProviderEntry {
        guard let entry = entry(id) else { throw unknown(id) }
        return entry
    }
}
