import Synchronization

/// Draws identifiers that look like a provider's and do not repeat within a server.
final class IdentifierSource: Sendable {
    private let seed: UInt64
    private let drawn = Atomic<UInt64>(0)

    init(seed: UInt64) {
        self.seed = seed
    }

    /// Letters and digits, as in `gen-1778031306-AbC123`.
    func letters(_ count: Int) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
        var random = next()
        return String((0..<count).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] })
    }

    /// A lowercase version 4 UUID.
    func uuid() -> String {
        var random = next()
        let digits = Array("0123456789abcdef")
        let places = Array("xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx")
        return String(
            places.map { place in
                switch place {
                case "x": digits[Int(random.next() % 16)]
                case "y": digits[8 + Int(random.next() % 4)]
                default: place
                }
            }
        )
    }

    /// A number below `limit`.
    func number(below limit: UInt64) -> UInt64 {
        var random = next()
        return random.next() % max(limit, 1)
    }

    private func next() -> StableRandom {
        let turn = drawn.wrappingAdd(1, ordering: .relaxed).newValue
        // Neighbouring turns must not give overlapping sequences, so the seed itself is a drawn number.
        var spread = StableRandom(seed: seed ^ (turn &* 0xD6E8_FEB8_6659_FD93))
        return StableRandom(seed: spread.next())
    }
}
