public import EaselCore
public import Foundation

extension Settings {
    /// Reads the text of a configuration file. `file` is its name for messages.
    ///
    /// What is wrong is a `configuration` error with the line; what is merely unknown is a warning. With `providers`, the
    /// ids of other providers are warned of too, and the words of each (`ProviderSetting.name`) are read.
    public static func parse(
        _ text: String, file: String, providers: [ProviderID: [String]]? = nil
    ) throws(EaselError) -> (settings: Settings, warnings: [SettingsWarning]) {
        try parse(try SettingsDocument(text, file: file), providers: providers)
    }

    private static func parse(
        _ document: SettingsDocument, providers: [ProviderID: [String]]?
    ) throws(EaselError) -> (settings: Settings, warnings: [SettingsWarning]) {
        var document = document
        var settings = Settings()
        settings.studioKeys = document.strongerKeys
        try document.warn(
            in: [],
            except: [
                "general", "defaults", "fallback", "storage", "budget", "log", "ui", "keys", "providers", "limits",
                "notifications", "history",
            ])
        try document.warn(in: ["general"], except: ["theme"])
        settings.theme = try document.string(["general"], "theme")
        settings.targets = try targets(&document)
        settings.priorities = try priorities(document)
        settings.fallbacks = try fallbacks(&document)
        settings.fallbackKinds = try fallbackKinds(document)
        settings.storage = try storage(&document)
        settings.budget = try budget(&document)
        settings.log = try log(&document)
        settings.notifications = try notifications(&document)
        settings.history = try history(&document)
        settings.interface = try interface(&document)
        settings.keys = try keys(document)
        settings.providers = try providerSettings(&document, known: providers)
        settings.limits = try limits(&document, known: providers)
        return (settings, document.warnings)
    }

    /// Reads a configuration file, and before it what was changed in the studio; a file that is missing says nothing.
    public static func read(
        _ file: URL, studio: URL? = nil, providers: [ProviderID: [String]]? = nil
    ) throws(EaselError) -> (settings: Settings, warnings: [SettingsWarning]) {
        let stronger = try studio.flatMap { (url) throws(EaselError) in
            try text(of: url).map { (text) throws(EaselError) in try SettingsDocument(text, file: url.path) }
        }
        let document = try SettingsDocument(text(of: file) ?? "", file: file.path, under: stronger)
        return try parse(document, providers: providers)
    }

    private static func text(of file: URL) throws(EaselError) -> String? {
        let remedy = "Give your user the right to read it, or delete it to use the defaults."
        switch SmallFile.read(file.path, limit: 1_000_000) {
        case .content(let bytes, _):
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw ConfigurationFailure.bad("\(file.path) is not UTF-8 text.", "Save it as UTF-8.")
            }
            return text
        case .missing: return nil
        case .notRegular: throw ConfigurationFailure.bad("\(file.path) is not a regular file.", remedy)
        case .tooLarge: throw ConfigurationFailure.bad("\(file.path) is larger than a megabyte.", "Make it smaller.")
        case .failed(let code): throw ConfigurationFailure.system(code, "Cannot read", file.path, remedy)
        }
    }

    private static func targets(_ document: inout SettingsDocument) throws(EaselError) -> [Modality: ModelReference] {
        var targets: [Modality: ModelReference] = [:]
        try document.warn(in: ["defaults"], except: Set(Modality.allCases.map(\.rawValue)))
        for modality in Modality.allCases {
            let path = ["defaults", modality.rawValue]
            try document.warn(in: path, except: ["target", "providers"])
            guard let text = try document.string(path, "target") else { continue }
            guard let target = ModelReference(text) else {
                throw document.bad(
                    path, "target", "the target is not PROVIDER or PROVIDER:MODEL.",
                    "Write it as \"fal:fal-ai/flux/dev\".")
            }
            targets[modality] = target
        }
        return targets
    }

    private static func priorities(_ document: SettingsDocument) throws(EaselError) -> [Modality: [ProviderID]] {
        var priorities: [Modality: [ProviderID]] = [:]
        for modality in Modality.allCases {
            let names = try document.strings(["defaults", modality.rawValue], "providers")
            priorities[modality] = names?.map(ProviderID.init(rawValue:))
        }
        return priorities
    }

    private static func fallbacks(
        _ document: inout SettingsDocument
    ) throws(EaselError) -> [Modality: [ModelReference]] {
        let path = ["fallback"]
        try document.warn(in: path, except: Set(Modality.allCases.map(\.rawValue) + ["on"]))
        var fallbacks: [Modality: [ModelReference]] = [:]
        for modality in Modality.allCases {
            guard let texts = try document.strings(path, modality.rawValue) else { continue }
            var targets: [ModelReference] = []
            for text in texts {
                guard let target = ModelReference(text) else {
                    throw document.bad(
                        path, modality.rawValue, "\"\(text)\" is not PROVIDER or PROVIDER:MODEL.",
                        "Write it as [\"fal:fal-ai/flux/dev\", \"replicate\"].")
                }
                targets.append(target)
            }
            fallbacks[modality] = targets
        }
        return fallbacks
    }

    private static func fallbackKinds(_ document: SettingsDocument) throws(EaselError) -> [EaselError.Kind]? {
        guard let words = try document.strings(["fallback"], "on") else { return nil }
        var kinds: [EaselError.Kind] = []
        for word in words {
            guard let kind = EaselError.Kind(rawValue: word) else {
                let all = EaselError.Kind.allCases.map(\.rawValue).joined(separator: ", ")
                throw document.bad(["fallback"], "on", "\"\(word)\" is not a kind of failure.", "The kinds are \(all).")
            }
            kinds.append(kind)
        }
        return kinds
    }

    private static func storage(_ document: inout SettingsDocument) throws(EaselError) -> Storage {
        let path = ["storage"]
        try document.warn(in: path, except: ["output", "names", "sidecars", "resultLimitMB", "attachmentLimitMB"])
        var storage = Storage()
        storage.output = try document.string(path, "output")
        storage.names = try document.string(path, "names")
        storage.sidecars = try document.bool(path, "sidecars")
        storage.resultLimit = try megabytes(document, "resultLimitMB")
        storage.attachmentLimit = try megabytes(document, "attachmentLimitMB")
        return storage
    }

    private static func megabytes(_ document: SettingsDocument, _ key: String) throws(EaselError) -> Int64? {
        guard let number = try document.integer(["storage"], key) else { return nil }
        guard (1...1_000_000).contains(number) else {
            throw document.bad(["storage"], key, "\(key) has to be from 1 to 1000000.", "Correct that line.")
        }
        return Int64(number) * 1_000_000
    }

    private static func providerSettings(
        _ document: inout SettingsDocument, known: [ProviderID: [String]]?
    ) throws(EaselError) -> [ProviderID: ProviderSettings] {
        var providers: [ProviderID: ProviderSettings] = [:]
        if let known {
            try document.warn(in: ["providers"], except: Set(known.keys.map(\.rawValue)), "unknown provider")
        }
        for name in try document.keys(["providers"]) {
            let (id, path) = (ProviderID(rawValue: name), ["providers", name])
            let words = known?[id] ?? []
            try document.warn(in: path, except: Set(["enabled", "key", "urls"] + words))
            var provider = ProviderSettings()
            provider.isEnabled = try document.bool(path, "enabled")
            if let key = try document.string(path, "key") { provider.key = try CredentialReference(key, provider: id) }
            for word in words { provider.words[word] = try document.string(path, word) }
            for endpoint in try document.keys(path + ["urls"]) {
                provider.urls[endpoint] = try document.string(path + ["urls"], endpoint)
            }
            providers[id] = provider
        }
        return providers
    }
}
