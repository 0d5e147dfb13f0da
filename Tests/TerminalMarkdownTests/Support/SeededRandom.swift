/// A small generator (SplitMix64) whose runs can be repeated from the seed that a failing test prints.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Pieces of text that break naive terminals, and ordinary ones between them.
enum AwkwardText {
    static let pieces = [
        "a", "Z", " ", "  ", "word", "-", "é", "e\u{301}", "中", "日本語", "한글", "ｶﾅ", "👩‍👩‍👧‍👦", "👍🏽", "🇩🇪", "❤️", "1️⃣",
        "\u{301}", "\u{200B}", "\u{FEFF}", "न्ति", "กำ", "שלום", "مرحبا", "\t", "。", "（", "🫨", "\u{E000}", "☝🏿",
    ]
    static let hostile =
        pieces + [
            "\n", "\r\n", "\r",
            "\u{1B}[31m", "\u{1B}]0;title\u{07}", "\u{1B}]8;;x\u{1B}\\", "\u{1B}", "\u{9B}1m", "\u{7F}",
            "\u{00}", "\u{202E}", "\u{2066}", "\u{2028}", "\u{85}", "\u{1B}P1;2q", "\u{FFFE}", "\u{1160}", "\u{1B}c",
        ]

    static func random(_ count: Int, from pieces: [String], using random: inout SeededRandom) -> String {
        (0..<count).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined()
    }
}
