import TerminalUI
import Testing

@testable import TerminalNCurses

/// Answers of a terminal are taken out of the input, whole, cut or damaged, and no part of them becomes a key.
@Suite struct TerminalReplyTests {
    private static let answers = "\u{1b}_Gi=1907;OK\u{1b}\\\u{1b}P>|kitty(0.35.2)\u{1b}\\\u{1b}[6;18;9t\u{1b}[?62;4;22c"
    private static let replies: [TerminalReply] = [
        .graphics(id: 1907, isOK: true), .version("kitty(0.35.2)"), .cellSize(Size(width: 9, height: 18)),
        .attributes([62, 4, 22]),
    ]

    @Test func `answers between keys are noted, wherever they are cut`() {
        let bytes = Array("a\(Self.answers)b".utf8)
        for cut in 0...bytes.count {
            var decoder = InputDecoder()
            let events = decoder.decode(Array(bytes[..<cut])) + decoder.decode(Array(bytes[cut...]))
            #expect(events == [.key(.character("a")), .key(.character("b"))])
            #expect(decoder.takeReplies() == Self.replies)
            #expect(decoder.takeReplies().isEmpty)
        }
    }

    @Test func `a refusal is no consent`() {
        var decoder = InputDecoder()
        _ = decoder.decode(Array("\u{1b}_Gi=1907;ENOTSUPPORTED:no\u{1b}\\\u{1b}_Gi=1907;OKAY\u{1b}\\".utf8))
        #expect(decoder.takeReplies() == [.graphics(id: 1907, isOK: false), .graphics(id: 1907, isOK: false)])
    }

    @Test(arguments: [
        "\u{1b}_G;OK\u{1b}\\", "\u{1b}_Gi=x;OK\u{1b}\\", "\u{1b}_XYZ\u{1b}\\", "\u{1b}P1$r0m\u{1b}\\", "\u{1b}[6t",
        "\u{1b}[6;1t",
        "\u{1b}[4;100;100t", "\u{1b}]11;rgb:00/00/00\u{07}", "\u{1b}_Gi=1907;\u{18}",
    ])
    func `what is no answer to a question is swallowed`(text: String) {
        var decoder = InputDecoder()
        #expect(decoder.decode(Array(text.utf8)).isEmpty)
        #expect(decoder.takeReplies().isEmpty)
    }

    @Test func `an endless answer is thrown away, and so are too many`() {
        var decoder = InputDecoder()
        let long = "\u{1b}P>|" + String(repeating: "k", count: 100_000) + "\u{1b}\\"
        #expect(decoder.decode(Array(long.utf8)).isEmpty)
        #expect(decoder.takeReplies().isEmpty)
        for _ in 0..<1000 { _ = decoder.decode(Array("\u{1b}[?62c".utf8)) }
        #expect(decoder.takeReplies().count == InputDecoder.mostReplies)
    }

    @Test func `rxvt's shifted arrows stay keys`() {
        var decoder = InputDecoder()
        #expect(decoder.decode(Array("\u{1b}[c".utf8)) == [.key(KeyChord(.right, .shift))])
        #expect(decoder.takeReplies().isEmpty)
    }
}
