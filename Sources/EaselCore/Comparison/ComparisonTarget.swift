/// One of the targets of a comparison, with what is set for it alone.
public struct ComparisonTarget: Hashable, Sendable, Codable {
    public var reference: ModelReference
    /// Values that stand in place of the shared ones for this target.
    public var overrides: ParameterValues

    public init(_ reference: ModelReference, overrides: ParameterValues = [:]) {
        self.reference = reference
        self.overrides = overrides
    }
}

/// Targets under a name, to be compared again and again.
public struct TargetSet: Hashable, Sendable, Codable {
    /// Unique without regard to case.
    public var name: String
    /// Nil for a set that fits any modality.
    public var modality: Modality?
    public var targets: [ComparisonTarget]

    public init(name: String, modality: Modality? = nil, targets: [ComparisonTarget]) {
        self.name = name
        self.modality = modality
        self.targets = targets
    }
}
