public import EaselCore

/// What a command line says about settings; nil is not said.
public struct SettingsFlags: Sendable, Hashable {
    /// `--theme`.
    public var theme: String?
    /// `--output`.
    public var output: String?
    /// `--on`, for the modality of the command.
    public var targets: [Modality: ModelReference]

    public init(theme: String? = nil, output: String? = nil, targets: [Modality: ModelReference] = [:]) {
        self.theme = theme
        self.output = output
        self.targets = targets
    }
}
