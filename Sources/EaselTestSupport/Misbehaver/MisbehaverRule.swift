/// When a `Misbehaver` misbehaves, and how. The first rule that fits a request is the one that counts.
public struct MisbehaverRule: Sendable {
    public var fits: @Sendable (MisbehaverRequest) -> Bool
    /// Lets so many requests that fit pass before.
    public var skipping: Int
    /// Strikes only so many times, nil for always.
    public var times: Int?
    public var steps: [MisbehaverStep]

    public init(
        _ steps: [MisbehaverStep], skipping: Int = 0, times: Int? = nil,
        when fits: @escaping @Sendable (MisbehaverRequest) -> Bool
    ) {
        self.fits = fits
        self.skipping = skipping
        self.times = times
        self.steps = steps
    }
}

/// A request as it came in, and what was written in answer to it.
public struct MisbehaverRequest: Sendable, Hashable {
    public var method: String
    /// Path with query.
    public var target: String
    /// The whole head as it was on the wire.
    public var head: String
    public var body: [UInt8]
    /// A rule was applied to it.
    public var wasMistreated = false
    /// Bytes that could be written in answer.
    public var written = 0

    public init(method: String, target: String, head: String = "", body: [UInt8] = []) {
        self.method = method
        self.target = target
        self.head = head
        self.body = body
    }

    /// A field of the header by its name in lower case.
    public func header(_ name: String) -> String? {
        for line in head.split(separator: "\r\n").dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased() == name else { continue }
            return String(parts[1].drop { $0 == " " })
        }
        return nil
    }
}
