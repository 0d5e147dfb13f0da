/// How loud a piece of sound is over its length.
public struct Waveform: Hashable, Sendable {
    /// Peaks of equal stretches, first to last, from 0 to 1.
    public let levels: [Float]
    /// Length in seconds.
    public let seconds: Double

    /// A waveform; levels outside of 0 to 1 are cut.
    public init(levels: [Float], seconds: Double) {
        self.levels = levels.map { $0.isFinite ? min(max(0, $0), 1) : 1 }
        self.seconds = max(0, seconds.isFinite ? seconds : 0)
    }

    /// The peaks of so many equal stretches.
    public func levels(in count: Int) -> [Float] {
        guard count > 0, !levels.isEmpty else { return [] }
        return (0..<count).map { index in
            let start = index * levels.count / count
            let end = max(start + 1, (index + 1) * levels.count / count)
            return levels[start..<min(end, levels.count)].max() ?? 0
        }
    }
}
