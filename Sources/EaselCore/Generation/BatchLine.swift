/// Names one line of a batch file across runs, so that a run that goes on knows what the line became.
public struct BatchLine: Hashable, Sendable {
    /// The file, by its absolute path.
    public var batch: String
    /// The line's own id, or its number.
    public var id: String

    public init(batch: String, id: String) {
        self.batch = batch
        self.id = id
    }
}
