public import EaselCore
public import Foundation

/// What a recording says of itself: `easel-recording.json` in its folder (Docs/Guides/RecordReplay.md).
public struct RecordingManifest: Codable, Sendable, Hashable {
    /// A provider as it was when it was recorded: enough to build it again without any configuration.
    public struct ProviderEntry: Codable, Sendable, Hashable {
        public var id: ProviderID
        /// Addresses that were configured, by `EndpointSpec.name`; the others are the provider's own.
        public var addresses: [String: URL]
        /// What a person configured, by `ProviderSetting.name`.
        public var settings: [String: String]
        /// A key authenticated its calls.
        public var usesKey: Bool
        /// Tokens that are fetched, such as Google's, could.
        public var usesTokens: Bool
        public var isSandbox: Bool

        public init(
            id: ProviderID, addresses: [String: URL], settings: [String: String], usesKey: Bool, usesTokens: Bool,
            isSandbox: Bool
        ) {
            self.id = id
            self.addresses = addresses
            self.settings = settings
            self.usesKey = usesKey
            self.usesTokens = usesTokens
            self.isSandbox = isSandbox
        }
    }

    public static let fileName = "easel-recording.json"
    /// The one that is written. A reader refuses any other.
    public static let version = 1

    public var version: Int
    public var providers: [ProviderEntry]
    /// The root of the sandbox that answered, nil for real providers.
    public var sandbox: URL?

    public init(providers: [ProviderEntry] = [], sandbox: URL? = nil) {
        self.version = Self.version
        self.providers = providers
        self.sandbox = sandbox
    }

    /// Reads it from a recording's folder. Throws `.configuration` for what is no recording, or one of another version.
    public static func read(from folder: URL) throws(EaselError) -> RecordingManifest {
        let file = folder.appending(path: fileName)
        guard let bytes = try? Data(contentsOf: file) else {
            throw EaselError(
                .configuration, "\(folder.path) is no recording: it has no \(fileName).",
                remedy: "easel --record DIR makes one.")
        }
        guard let head = try? JSONDecoder().decode(Head.self, from: bytes) else {
            throw EaselError(.configuration, "\(file.path) cannot be read.", remedy: "Record it again.")
        }
        guard head.version == version, let manifest = try? JSONDecoder().decode(RecordingManifest.self, from: bytes)
        else {
            throw EaselError(
                .configuration,
                "The recording \(folder.path) has version \(head.version); this Easel knows \(version).",
                remedy: "Use the Easel that made it, or record it again.")
        }
        return manifest
    }

    /// Adds what another run used; the newer wins.
    public func merging(_ newer: RecordingManifest) -> RecordingManifest {
        let added = Set(newer.providers.map(\.id))
        return RecordingManifest(
            providers: providers.filter { !added.contains($0.id) } + newer.providers, sandbox: newer.sandbox ?? sandbox)
    }

    /// The same with other addresses.
    func mappingAddresses(_ change: (URL) -> URL) -> RecordingManifest {
        var copy = self
        copy.sandbox = sandbox.map(change)
        for index in copy.providers.indices {
            copy.providers[index].addresses = copy.providers[index].addresses.mapValues(change)
        }
        return copy
    }

    private struct Head: Decodable { var version: Int }
}
