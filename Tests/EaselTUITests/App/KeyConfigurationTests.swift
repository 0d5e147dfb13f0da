import TerminalUI
import Testing

@testable import EaselTUI

@Suite struct KeyConfigurationTests {
    @Test func `chords are read by place and name`() {
        let (keys, problems) = KeyConfiguration.read(["prompt": ["send": ["ctrl-s", "F9"]], "jobs": ["cancel": []]])
        #expect(problems.isEmpty)
        #expect(keys["prompt", "send"] == [.ctrl("s"), .function(9)])
        #expect(keys["jobs", "cancel"] == [])
    }

    @Test(arguments: [
        (["nowhere": ["send": ["f9"]]], "no such place"),
        (["prompt": ["sned": ["f9"]]], "no such action"),
        (["prompt": ["send": ["ctrl-shift-hyper-x"]]], "is no key"),
        (["prompt": ["send": ["x"]]], "is text there"),
        (["studio": ["text": ["f9"], "image": ["f9"]]], "given to both image and text"),
        (["studio": ["text": ["alt-2"]]], "image has no key any more"),
    ])
    func `what cannot be done is told, and does no harm`(keys: [String: [String: [String]]], words: String) {
        let problems = KeyConfiguration.read(keys).problems
        #expect(problems.count == 1)
        #expect(problems.first?.contains(words) == true, "\(problems)")
    }

    @Test func `hostile names are made harmless`() {
        let problems = KeyConfiguration.read(["\u{1b}[31m": ["a": ["b"]], "prompt": ["send": ["\u{1b}]0;x\u{7}"]]])
            .problems
        #expect(problems.count == 2)
        #expect(problems.allSatisfy { text in text.unicodeScalars.allSatisfy { $0.value >= 32 } })
    }

    @Test func `a chord that nobody can press leaves the built-in keys`() {
        let keys = KeyConfiguration.read(["prompt": ["send": ["nonsense"]]]).keys
        #expect(keys["prompt", "send"] == nil)
    }

    @Test func `names are unique in their place, so that a configuration is clear`() {
        var seen: [String: String] = [:]
        for section in KeyReference.sections {
            #expect(!section.name.isEmpty)
            for entry in section.entries {
                let name = "\(section.name).\(entry.name)"
                #expect(seen[name] == nil || seen[name] == entry.help, "\(name)")
                seen[name] = entry.help
            }
        }
    }

    @Test func `every chord is read back from the way it is written`() {
        let chords: [KeyChord] = [
            .ctrl("p"), .alt(.enter), KeyChord(.backTab), .character(" "), .character("?"), .function(12), .ctrl(.left),
            KeyChord(.up, [.shift, .alt]), .alt("-"), .ctrl("_"), KeyChord(.pageDown), .character("G"),
        ]
        for chord in chords { #expect(KeyChord(chord.notation) == chord, "\(chord.notation)") }
    }
}
