public import EaselCore

/// The words that a provider is configured with: from the environment, then from its table in the file.
public enum ProviderWords {
    public static func resolve(
        _ descriptor: ProviderDescriptor, environment: Environment, settings: Settings
    ) -> [String: Sourced<String>] {
        var words: [String: Sourced<String>] = [:]
        for setting in descriptor.settings {
            if let variable = setting.variables.first(where: { environment[$0] != nil }),
                let word = environment[variable]
            {
                words[setting.name] = Sourced(word, from: .environment(variable))
            } else if let word = settings.providers[descriptor.id]?.words[setting.name] {
                let key = "providers.\(descriptor.id).\(setting.name)"
                words[setting.name] = Sourced(word, from: settings.origin(of: key))
            }
        }
        return words
    }
}
