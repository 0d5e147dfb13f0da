public import EaselCore

/// A provider's feature flag: `EASEL_FAL_ENABLED` in the environment, then `enabled` in the file, then on.
public enum ProviderSwitch {
    public static func isEnabled(
        _ descriptor: ProviderDescriptor, environment: Environment, settings: Settings
    ) throws(EaselError) -> Sourced<Bool> {
        let variable = descriptor.enabledVariable
        if let text = environment[variable] {
            guard let isOn = words[text.lowercased()] else {
                throw ConfigurationFailure.bad(
                    "\(variable) is neither true nor false.", "Set it to true or false, or unset it.")
            }
            return Sourced(isOn, from: .environment(variable))
        }
        if let isOn = settings.providers[descriptor.id]?.isEnabled {
            return Sourced(isOn, from: settings.origin(of: "providers.\(descriptor.id).enabled"))
        }
        return Sourced(true, from: .builtIn)
    }

    static let words = [
        "true": true, "1": true, "yes": true, "on": true, "false": false, "0": false, "no": false, "off": false,
    ]
}
