public import EaselCore

/// What the gate lets through.
public struct GateVerdict: Hashable, Sendable {
    /// Values of the types that the card names.
    public var values: ParameterValues
    public var warnings: [GenerationWarning]

    public init(values: ParameterValues, warnings: [GenerationWarning]) {
        self.values = values
        self.warnings = warnings
    }
}
