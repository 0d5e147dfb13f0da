public import EaselConfig
public import EaselCore

/// Changes settings while Easel runs: in the studio's own file, never in `config.toml`.
public struct SettingsKeeper: Sendable {
    private let setup: EaselSetup
    private let file: StudioFile

    public init(_ setup: EaselSetup) {
        self.setup = setup
        file = StudioFile(setup.paths)
    }

    /// The setup with its settings as they are on disk and in the environment now. What is built of them (providers, budget) is
    /// as it was.
    public func read() throws(EaselError) -> EaselSetup { try setup.rereadingSettings() }

    /// Keeps what was typed for a setting; nil takes the studio's word back. Throws `.configuration` for what the setting does
    /// not take; nothing is changed then.
    public func set(_ description: SettingDescription, to text: String?) async throws(EaselError) -> EaselSetup {
        let before = try read()
        let value: SettingValue? =
            if let text, !text.allSatisfy(\.isWhitespace) { try description.value(text) } else { nil }
        try await file.set(description.key, value)
        return try await checked(description.key, before)
    }

    /// Keeps the keys of an action; nil gives it back those it came with.
    public func setKeys(_ place: String, _ action: String, to keys: [String]?) async throws(EaselError) -> EaselSetup {
        try await file.set(SettingKey("keys", place, key: action), keys.map(SettingValue.texts))
        return try read()
    }

    /// Keeps where a provider's key is found. The text is a reference (`env:NAME`, `file:/path`, `command:…`), never a key.
    public func setCredential(_ provider: ProviderID, to reference: String) async throws(EaselError) -> EaselSetup {
        _ = try CredentialReference(reference, provider: provider)
        try await file.set(SettingKey("providers", provider.rawValue, key: "key"), .text(reference))
        return try read()
    }

    /// What cannot be loaded is taken back, so that the next start does not fail on it.
    private func checked(_ key: SettingKey, _ before: EaselSetup) async throws(EaselError) -> EaselSetup {
        do throws(EaselError) {
            return try read()
        } catch {
            try await file.set(key, nil)
            throw error.with { $0.remedy = "Nothing was changed." }
        }
    }
}
