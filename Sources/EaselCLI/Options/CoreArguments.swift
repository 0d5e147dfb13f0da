public import ArgumentParser
public import EaselCore

extension ModelReference: ExpressibleByArgument {
    /// Reads `provider` or `provider:model`.
    public init?(argument: String) { self.init(argument) }
}

extension Modality: ExpressibleByArgument {}

extension GenerationStatus: ExpressibleByArgument {}

extension StatisticsQuery.Grouping: ExpressibleByArgument {}
