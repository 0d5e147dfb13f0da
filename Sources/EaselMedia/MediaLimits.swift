/// Bounds on what is taken in.
public struct MediaLimits: Hashable, Sendable {
    /// Largest result that is saved, in bytes.
    public var result: Int64
    /// Largest attachment that is read, in bytes; attachments are sent from memory.
    public var attachment: Int64

    public init(result: Int64 = 4 << 30, attachment: Int64 = 50_000_000) {
        self.result = result
        self.attachment = attachment
    }
}
