/// Bounds on what is taken in.
public struct MediaLimits: Hashable, Sendable {
    /// Largest result that is saved, in bytes.
    public var result: Int64
    /// Largest attachment that is read, in bytes; attachments are sent from memory.
    public var attachment: Int64
    /// Longest that one result may take to come, all resumptions included.
    public var time: Duration
    /// How often one download may break and go on.
    public var resumptions: Int

    public init(
        result: Int64 = 4 << 30, attachment: Int64 = 50_000_000, time: Duration = .seconds(3600), resumptions: Int = 50
    ) {
        self.result = result
        self.attachment = attachment
        self.time = time
        self.resumptions = resumptions
    }
}
