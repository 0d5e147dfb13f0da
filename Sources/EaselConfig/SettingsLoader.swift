public import EaselCore
import Foundation

/// Puts the settings together: a flag comes before the environment, the environment before what was changed in the studio,
/// that before the file, the file before the default.
public struct SettingsLoader: Sendable {
    private let paths: Paths
    let environment: Environment
    private let flags: SettingsFlags

    public init(paths: Paths, environment: Environment, flags: SettingsFlags = SettingsFlags()) {
        self.paths = paths
        self.environment = environment
        self.flags = flags
    }

    /// Reads the file and puts everything together. `providers` are the ids that exist, each with its own words (`ProviderSetting.name`); others are warned of.
    public func load(providers: [ProviderID: [String]]? = nil) throws(EaselError) -> LoadedSettings {
        let (file, warnings) = try Settings.read(paths.configFile, studio: paths.studioFile, providers: providers)
        let theme = first(flags.theme, "--theme", "EASEL_THEME", file.theme, "general.theme", file)
        let outputs = try outputs(file)
        return LoadedSettings(
            theme: theme.map { Sourced($0.value, from: $0.origin) } ?? Sourced(nil, from: .builtIn),
            targets: try targets(file), output: outputs.local, cloudOutput: outputs.cloud,
            resultLimit: Self.limit(file.storage.resultLimit, "storage.resultLimitMB", file, default: 4 << 30),
            attachmentLimit: Self.limit(
                file.storage.attachmentLimit, "storage.attachmentLimitMB", file, default: 50_000_000),
            budget: try budget(file), logLevel: try logLevel(file), interface: try interface(file), file: file,
            warnings: warnings)
    }

    private func targets(_ file: Settings) throws(EaselError) -> [Modality: Sourced<ModelReference>] {
        var targets: [Modality: Sourced<ModelReference>] = [:]
        for modality in Modality.allCases {
            let variable = "EASEL_DEFAULT_\(modality.rawValue.uppercased())"
            if let target = flags.targets[modality] {
                targets[modality] = Sourced(target, from: .flag("--on"))
            } else if let text = environment[variable] {
                guard let target = ModelReference(text) else {
                    throw ConfigurationFailure.bad(
                        "\(variable) is not PROVIDER or PROVIDER:MODEL.",
                        "Set it like fal:fal-ai/flux/dev, or unset it.")
                }
                targets[modality] = Sourced(target, from: .environment(variable))
            } else if let target = file.targets[modality] {
                targets[modality] = Sourced(target, from: file.origin(of: "defaults.\(modality.rawValue).target"))
            }
        }
        return targets
    }

    /// The strongest word decides. An address in Cloud Storage is a second home: the local folder is the strongest one below it.
    private func outputs(_ file: Settings) throws(EaselError) -> (local: Sourced<URL>, cloud: Sourced<String>?) {
        let words = all(flags.output, "--output", "EASEL_OUTPUT", file.storage.output, "storage.output", file)
        let cloud = words.first.flatMap { $0.value.hasPrefix("gs://") ? $0 : nil }
        guard let chosen = words.first(where: { !$0.value.hasPrefix("gs://") }) else {
            return (Sourced(paths.mediaFolder, from: .builtIn), cloud)
        }
        return (try folder(chosen), cloud)
    }

    private func folder(_ chosen: Sourced<String>) throws(EaselError) -> Sourced<URL> {
        let path = paths.expandingTilde(chosen.value)
        guard !path.contains("://"), !path.isEmpty, !path.utf8.contains(0) else {
            throw ConfigurationFailure.bad(
                "The output of \(chosen.origin) is neither a folder on this machine nor a place in Cloud Storage.",
                "Give the path of a folder, or gs://BUCKET/PREFIX.")
        }
        switch chosen.origin {
        case .file, .studio:
            guard path.hasPrefix("/") else {
                throw ConfigurationFailure.bad("\(chosen.origin) is a relative path.", "Begin it with / or ~/.")
            }
        case .flag, .environment, .sandbox, .builtIn: break
        }
        return Sourced(URL(fileURLWithPath: path, isDirectory: true).standardizedFileURL, from: chosen.origin)
    }

    private func first(
        _ flag: String?, _ flagName: String, _ variable: String, _ fileValue: String?, _ key: String, _ file: Settings
    ) -> Sourced<String>? {
        all(flag, flagName, variable, fileValue, key, file).first
    }

    /// What was said of a setting, the strongest first.
    private func all(
        _ flag: String?, _ flagName: String, _ variable: String, _ fileValue: String?, _ key: String, _ file: Settings
    ) -> [Sourced<String>] {
        [
            flag.map { Sourced($0, from: .flag(flagName)) },
            environment[variable].map { Sourced($0, from: .environment(variable)) },
            fileValue.map { Sourced($0, from: file.origin(of: key)) },
        ].compactMap(\.self)
    }

    private static func limit(
        _ value: Int64?, _ key: String, _ file: Settings, default builtIn: Int64
    ) -> Sourced<Int64> {
        value.map { Sourced($0, from: file.origin(of: key)) } ?? Sourced(builtIn, from: .builtIn)
    }
}
