/// A fault specification that cannot be understood.
public struct SandboxFaultSyntaxError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The specification as given.
    public let specification: String
    /// What is wrong, with what would be right.
    public let problem: String

    public var description: String { "fault \"\(specification)\": \(problem)" }
}
