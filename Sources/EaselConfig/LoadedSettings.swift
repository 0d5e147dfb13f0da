public import EaselCore
public import Foundation

/// The settings in force, each with the place it comes from.
public struct LoadedSettings: Sendable, Hashable {
    /// Nil is the theme that Easel starts with.
    public var theme: Sourced<String?>
    /// Modalities without an entry leave the choice to the catalog.
    public var targets: [Modality: Sourced<ModelReference>]
    public var output: Sourced<URL>
    /// `gs://bucket/prefix`, to which media are copied as well; nil for nowhere.
    public var cloudOutput: Sourced<String>?
    /// In bytes.
    public var resultLimit: Sourced<Int64>
    /// In bytes.
    public var attachmentLimit: Sourced<Int64>
    public var budget: LoadedBudget
    public var logLevel: Sourced<LogLevel>
    public var interface: LoadedInterface
    /// The file as read, for providers' keys and addresses.
    public var file: Settings
    public var warnings: [SettingsWarning]
}
