/// Orders that look random and are fixed by their seed.
public enum Shuffle {
    /// The numbers from 0 up to `count`, shuffled (Fisher and Yates, over SplitMix64). The same on every machine and for
    /// ever: stored comparisons depend on it.
    public static func permutation(of count: Int, seed: UInt64) -> [Int] {
        var numbers = Array(0..<count)
        var state = seed
        for last in stride(from: count - 1, to: 0, by: -1) {
            // The bias of the remainder is below 2^-60 for so few.
            numbers.swapAt(last, Int(next(&state) % UInt64(last + 1)))
        }
        return numbers
    }

    private static func next(_ state: inout UInt64) -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
