import TerminalNCurses
import TerminalUI
import Testing

/// What holds for all input.
struct InputDecoderPropertyTests {
    /// Pieces that random streams are made of; together they visit every state.
    private static let pieces: [[UInt8]] =
        [
            "a", "é", "中", "👍", "\r", "\u{1b}", "\u{1b}\u{1b}", "\u{1b}[A", "\u{1b}[1;5B", "\u{1b}OP", "\u{1b}O5Q",
            "\u{1b}[[C",
            "\u{1b}[3$", "\u{1b}[<0;10;5M", "\u{1b}[M !!", "\u{1b}[200~pa\u{1b}ste\r\n\u{1b}[201~", "\u{1b}[200~",
            "\u{1b}[201~",
            "\u{1b}[I", "\u{1b}]11;rgb:0/0/0\u{07}", "\u{1b}P1$r\u{1b}\\", "\u{1b}_G\u{1b}x", "\u{1b}[97;5u",
            "\u{1b}[27;2;13~", "\u{1b}[?1u",
            "\u{1b}[", "\u{1b}O", "\u{1b}]", "\u{1b}[1;", "\u{00}", "\u{18}", "$", "[", "~", "M", "u",
        ].map { Array($0.utf8) } + [[0xff], [0xe4], [0xe4, 0xb8], [0x80], [0xf4, 0x90], [0xed, 0xa0, 0x80]]

    private func stream(_ random: inout SeededGenerator) -> [UInt8] {
        (0..<Int.random(in: 1...12, using: &random)).flatMap { _ -> [UInt8] in
            InputDecoderPropertyTests.pieces.randomElement(using: &random) ?? []
        }
    }

    private func decode(_ bytes: [UInt8], cuts: (Int) -> Bool) -> (events: [InputEvent], rest: [InputEvent]) {
        var decoder = InputDecoder()
        var events: [InputEvent] = []
        var from = 0
        for index in 1..<max(1, bytes.count) where cuts(index) {
            events += decoder.decode(Array(bytes[from..<index]))
            from = index
        }
        events += decoder.decode(Array(bytes[from...]))
        return (events, decoder.flush())
    }

    @Test func `however a stream is cut, its events are the same`() {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<3000 {
            let bytes = stream(&random)
            let whole = decode(bytes) { _ in false }
            let single = decode(bytes) { _ in true }
            var choice = random
            let some = decode(bytes) { _ in Bool.random(using: &choice) }
            #expect(single.events == whole.events && single.rest == whole.rest, "\(bytes)")
            #expect(some.events == whole.events && some.rest == whole.rest, "\(bytes)")
        }
    }

    @Test func `random bytes never trap, and a flush settles everything but a paste`() {
        var random = SeededGenerator(seed: 99)
        for _ in 0..<2000 {
            let bytes = (0..<200).map { _ in UInt8.random(in: 0...255, using: &random) }
            var decoder = InputDecoder()
            _ = decoder.decode(bytes)
            _ = decoder.flush()
            #expect(decoder.pending == .nothing)
        }
    }

    @Test func `random bytes after an escape never trap`() {
        var random = SeededGenerator(seed: 5)
        let starts = InputDecoderPropertyTests.pieces
        for _ in 0..<5000 {
            let tail = (0..<20).map { _ in UInt8.random(in: 0x1a...0x7f, using: &random) }
            var decoder = InputDecoder()
            _ = decoder.decode((starts.randomElement(using: &random) ?? []) + tail)
            _ = decoder.flush()
            #expect(decoder.pending == .nothing)
        }
    }
}

/// SplitMix64: the same numbers in every run.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return value ^ (value >> 31)
    }
}
