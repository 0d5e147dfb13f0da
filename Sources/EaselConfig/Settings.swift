public import EaselCore

/// What a configuration file says; nil is not said.
public struct Settings: Sendable, Hashable {
    public var theme: String?
    /// The target of each modality when none is given.
    public var targets: [Modality: ModelReference]
    /// Which providers are chosen from first when no target is given, by modality.
    public var priorities: [Modality: [ProviderID]]
    /// Who takes over when a target fails, by modality; nobody where it is not said.
    public var fallbacks: [Modality: [ModelReference]]
    /// After which failures, nil for the usual ones.
    public var fallbackKinds: [EaselError.Kind]?
    public var storage: Storage
    public var budget: Budget
    public var log: Log
    public var interface: Interface
    public var notifications = Notifications()
    public var history = History()
    /// `[keys.<place>]`.
    public var keys: Keys
    public var providers: [ProviderID: ProviderSettings]
    /// `[limits.<id>]`: what stands in place of the limits that ship with Easel.
    public var limits: [ProviderID: RateLimits] = [:]
    /// What of all this was said in the studio: `providers.fal.enabled`.
    public var studioKeys: Set<String> = []

    public init() {
        targets = [:]
        priorities = [:]
        fallbacks = [:]
        storage = Storage()
        budget = Budget()
        log = Log()
        interface = Interface()
        keys = [:]
        providers = [:]
    }

    /// Which of the two files says a key.
    public func origin(of key: String) -> SettingOrigin { studioKeys.contains(key) ? .studio(key) : .file(key) }

    /// `[storage]`.
    public struct Storage: Sendable, Hashable {
        /// Where media go; may begin with `~/`. `gs://bucket/prefix` is a second home beside the usual folder.
        public var output: String?
        /// What files are called: `{date}/{slug}-{id}.{ext}`.
        public var names: String?
        /// Write a note with prompt and origin beside each file.
        public var sidecars: Bool?
        /// Largest result that is saved, in bytes.
        public var resultLimit: Int64?
        /// Largest attachment that is read, in bytes.
        public var attachmentLimit: Int64?

        public init() {}
    }
}

/// `[providers.<id>]`.
public struct ProviderSettings: Sendable, Hashable {
    public var isEnabled: Bool?
    /// Where the key is found; the key itself is never in the file.
    public var key: CredentialReference?
    /// Addresses by endpoint name.
    public var urls: [String: String]
    /// Other words by `ProviderSetting.name`: a project, a location.
    public var words: [String: String]

    public init() {
        urls = [:]
        words = [:]
    }
}

/// Something in the configuration file that has no effect.
public struct SettingsWarning: Sendable, Hashable, CustomStringConvertible {
    public var message: String
    /// Counted from 1; nil when it cannot be told.
    public var line: Int?

    public init(_ message: String, line: Int? = nil) {
        self.message = message
        self.line = line
    }

    public var description: String { line.map { "line \($0): \(message)" } ?? message }
}
