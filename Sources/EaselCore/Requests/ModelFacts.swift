/// What an adapter needs to know of the model beside its parameters. It comes from the model's card, so that a card from a
/// newer catalog reaches the wire without a release.
public struct ModelFacts: Hashable, Sendable {
    /// Which of the provider's protocols serves the model, in the adapter's own word; nil for its usual one.
    public var route: String?
    /// Regions that serve the model, best first; empty where that is no matter.
    public var locations: [String]
    /// Files that it takes, with the wire names of their fields; nil when nobody described the model.
    public var inputs: [InputSpec]?

    public init(route: String? = nil, locations: [String] = [], inputs: [InputSpec]? = nil) {
        self.route = route
        self.locations = locations
        self.inputs = inputs
    }

    public init(_ card: ModelCard) {
        self.init(
            route: card.route, locations: card.locations, inputs: card.origin.isComplete ? card.inputs : nil)
    }

    /// The spec for files of a role, nil when the model takes none or is not described.
    public func input(_ role: AttachmentRole) -> InputSpec? { inputs?.first { $0.role == role } }
}
