import EaselConfig
import EaselCore
import EaselEngine
import Foundation

/// A setting as it is in force, and why.
public struct SettingReport: Sendable, Encodable {
    /// `storage.output`; as it stands in the configuration file.
    public var key: String
    /// Never a secret: of a key, only where it is found.
    public var value: String
    /// `EASEL_THEME in the environment`, `default`.
    public var origin: String

    init<Value>(_ key: String, _ sourced: Sourced<Value>, _ words: (Value) -> String) {
        self.key = key
        value = words(sourced.value)
        origin = sourced.origin.description
    }

    init(_ key: String, _ value: String, origin: String) {
        self.key = key
        self.value = value
        self.origin = origin
    }
}

extension EaselSetup {
    /// Every setting that is in force, each with the place it comes from.
    public func settingReports() -> [SettingReport] {
        general + registry.entries.flatMap { entry in providerReports(entry.descriptor) }
    }

    private var general: [SettingReport] {
        let targets = Modality.allCases.map { modality in
            settings.targets[modality].map { SettingReport("defaults.\(modality.rawValue).target", $0) { "\($0)" } }
                ?? SettingReport(
                    "defaults.\(modality.rawValue).target", "the first provider that is set up", origin: "default")
        }
        let priorities = Modality.allCases.compactMap { modality in
            settings.file.priorities[modality].map {
                SettingReport(
                    "defaults.\(modality.rawValue).providers", $0.map(\.rawValue).joined(separator: ", "),
                    origin: settings.file.origin(of: "defaults.\(modality.rawValue).providers").description)
            }
        }
        let fallbacks = Modality.allCases.compactMap { modality in
            settings.file.fallbacks[modality].map {
                SettingReport(
                    "fallback.\(modality.rawValue)", $0.map { "\($0)" }.joined(separator: ", "),
                    origin: settings.file.origin(of: "fallback.\(modality.rawValue)").description)
            }
        }
        return [SettingReport("general.theme", settings.theme) { $0 ?? "default" }] + targets + priorities + fallbacks
            + [
                SettingReport("storage.output", settings.output) { $0.path },
                settings.cloudOutput.map { SettingReport("storage.output (second home)", $0) { $0 } }
                    ?? SettingReport("storage.output (second home)", "none", origin: "default"),
                SettingReport(
                    "storage.names", settings.file.storage.names ?? "{date}/{slug}-{id}.{ext}",
                    origin: origin(settings.file.storage.names != nil, "storage.names")),
                SettingReport(
                    "storage.sidecars", "\(settings.file.storage.sidecars ?? true)",
                    origin: origin(settings.file.storage.sidecars != nil, "storage.sidecars")),
                SettingReport("storage.resultLimitMB", settings.resultLimit) { "\($0 / 1_000_000)" },
                SettingReport("storage.attachmentLimitMB", settings.attachmentLimit) { "\($0 / 1_000_000)" },
                SettingReport(
                    "history.exchanges", keptExchanges.rawValue,
                    origin: origin(settings.file.history.exchanges != nil, "history.exchanges")),
            ] + budgetAndLog + interface
    }

    private var interface: [SettingReport] {
        let keys = settings.file.keys.flatMap { map, bindings in
            bindings.map { binding, chords in
                let key = "keys.\(map).\(binding)"
                return SettingReport(
                    key, chords.joined(separator: ", "), origin: settings.file.origin(of: key).description)
            }
        }
        return [
            SettingReport("ui.pictures", settings.interface.pictures) { $0.rawValue },
            SettingReport("ui.mouse", settings.interface.mouse) { "\($0)" },
            SettingReport("ui.plain", settings.interface.plain) { "\($0)" },
            SettingReport("ui.locale", settings.interface.locale) { $0 },
        ] + keys.sorted { $0.key < $1.key }
    }

    private var budgetAndLog: [SettingReport] {
        let dollars = { (amount: Double?) in amount.map { "\($0)" } ?? "no limit" }
        let budget = settings.budget
        return [
            SettingReport("budget.dailyUSD", budget.dailyUSD, dollars),
            SettingReport("budget.monthlyUSD", budget.monthlyUSD, dollars),
            SettingReport("budget.perRequestUSD", budget.perRequestUSD, dollars),
            SettingReport("budget.softDailyUSD", budget.softDailyUSD, dollars),
            SettingReport("budget.unknown", budget.unknown) { $0.rawValue },
            SettingReport("log.level", settings.logLevel) { $0.rawValue },
            SettingReport(
                "log.propagateTrace", "\(settings.file.log.propagateTrace ?? false)",
                origin: origin(settings.file.log.propagateTrace != nil, "log.propagateTrace")),
            SettingReport(
                "notifications.way",
                (settings.file.notifications.way ?? Settings.Notifications.usualWay).rawValue,
                origin: origin(settings.file.notifications.way != nil, "notifications.way")),
            SettingReport(
                "notifications.afterSeconds",
                "\(settings.file.notifications.afterSeconds ?? Settings.Notifications.usualSeconds)",
                origin: origin(settings.file.notifications.afterSeconds != nil, "notifications.afterSeconds")),
        ]
    }

    /// Which exchanges with providers the history keeps.
    var keptExchanges: ExchangeKeeping { settings.file.history.exchanges ?? Settings.History.usualExchanges }

    private func origin(_ isSet: Bool, _ key: String) -> String {
        (isSet ? settings.file.origin(of: key) : .builtIn).description
    }

    private func providerReports(_ descriptor: ProviderDescriptor) -> [SettingReport] {
        let table = "providers.\(descriptor.id)"
        var reports: [SettingReport] = []
        if let flag = try? ProviderSwitch.isEnabled(descriptor, environment: environment, settings: settings.file) {
            reports.append(SettingReport("\(table).enabled", flag) { "\($0)" })
        }
        reports.append(keyReport(descriptor, table))
        for (name, value) in settings.file.limits[descriptor.id]?.settings ?? [] {
            let key = "limits.\(descriptor.id).\(name)"
            reports.append(SettingReport(key, "\(value)", origin: settings.file.origin(of: key).description))
        }
        for (name, word) in words(of: descriptor).sorted(by: { $0.key < $1.key }) {
            reports.append(SettingReport("\(table).\(name)", word) { $0 })
        }
        let endpoints = try? EndpointResolver(environment: environment, settings: settings.file).resolve(descriptor)
        for endpoint in descriptor.endpoints {
            guard let url = endpoints?.urls[endpoint.name] else { continue }
            reports.append(SettingReport("\(table).urls.\(endpoint.name)", url) { $0.absoluteString })
        }
        return reports
    }

    private func words(of descriptor: ProviderDescriptor) -> [String: Sourced<String>] {
        ProviderWords.resolve(descriptor, environment: environment, settings: settings.file)
    }

    /// Where the key is found, which is all that is ever shown of it.
    private func keyReport(_ descriptor: ProviderDescriptor, _ table: String) -> SettingReport {
        if let variables = descriptor.credential.variables.first(where: { $0.allSatisfy { environment[$0] != nil } }) {
            return SettingReport(
                "\(table).key", "•••", origin: "\(variables.joined(separator: " and ")) in the environment")
        }
        if let reference = settings.file.providers[descriptor.id]?.key {
            return SettingReport(
                "\(table).key", reference.words, origin: settings.file.origin(of: "\(table).key").description)
        }
        return SettingReport("\(table).key", "none", origin: "default")
    }
}

extension CredentialReference {
    /// As it stands in the file; of a command only that it is one, for its arguments may hold something.
    fileprivate var words: String {
        switch self {
        case .environment(let name): "env:\(name)"
        case .file(let path): "file:\(path)"
        case .command: "command:…"
        case .secretManager(let name): "gcp-secret:\(name)"
        }
    }
}
