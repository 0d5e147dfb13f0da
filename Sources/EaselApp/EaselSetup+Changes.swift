import EaselConfig
public import EaselCore
import EaselEngine

/// What the studio changes of the configuration. It is kept in `studio.toml`; who calls puts it into effect.
extension EaselSetup {
    /// Keeps whether a provider is used. Throws `.configuration` when its variable decides, which comes before any file.
    public func keepEnabled(_ provider: ProviderID, _ isOn: Bool) async throws(EaselError) {
        let variable = try registry.known(provider).descriptor.enabledVariable
        guard environment[variable] == nil else {
            throw EaselError(
                .configuration, "\(variable) in the environment decides, and it comes before what is set here.",
                remedy: "Unset it: `unset \(variable)`, then start Easel again.", provider: provider)
        }
        let said = settings.file.providers[provider]?.isEnabled
        // On is the default: nothing need be said, unless the person's file says the opposite.
        let isSaidInFile = said == false && !settings.file.studioKeys.contains("providers.\(provider).enabled")
        try await StudioFile(paths).set(
            SettingKey("providers", provider.rawValue, key: "enabled"), isOn && !isSaidInFile ? nil : .bool(isOn))
    }

    /// Keeps which providers are chosen from first; an empty list leaves it to the configuration file, or to nobody.
    public func keepPriority(_ modality: Modality, _ providers: [ProviderID]) async throws(EaselError) {
        try await StudioFile(paths).set(
            SettingKey("defaults", modality.rawValue, key: "providers"),
            providers.isEmpty ? nil : .texts(providers.map(\.rawValue)))
    }

    /// Keeps who takes over when a target fails. An empty list means nobody, also where the configuration file names some.
    public func keepFallback(_ modality: Modality, _ targets: [ModelReference]) async throws(EaselError) {
        try await StudioFile(paths).set(
            SettingKey("fallback", key: modality.rawValue), .texts(targets.map { "\($0)" }))
    }

    /// Where each provider's key was found, in words and never the key: `FAL_KEY in the environment`.
    public var keyOrigins: [ProviderID: String] {
        let reports = settingReports()
        return Dictionary(
            registry.entries.compactMap { entry in
                let id = entry.descriptor.id
                guard let report = reports.first(where: { $0.key == "providers.\(id).key" }), report.value != "none"
                else { return nil }
                return (id, report.origin)
            }, uniquingKeysWith: { first, _ in first })
    }
}
