/// A secret that does not show itself: printing, interpolating, dumping or encoding it gives `•••`.
public struct Credential: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The secret itself. Only an adapter's client reads it, to write a header.
    public let secret: String
    /// Where it came from, for `doctor`: `FAL_KEY in the environment`.
    public let origin: String

    public init(secret: String, origin: String) {
        self.secret = secret
        self.origin = origin
    }

    public var description: String { "•••" }
    public var debugDescription: String { "•••" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
