import EaselCore
import Foundation
import TerminalUI
import Testing

@testable import EaselTUI

/// Every key that the help names does something, and the help names every key.
@Suite struct KeyBindingTests {
    private struct Bound: Hashable {
        var title: String
        var chord: KeyChord
    }

    @Test func `every binding in the help changes the state or sets off work`() {
        var known: Set<Bound> = []
        var working: Set<Bound> = []
        for state in BusyScenes.all {
            var taken: Set<KeyChord> = []
            for map in App.keyMaps(state) {
                for chord in map.bindings.flatMap(\.chords) where taken.insert(chord).inserted {
                    known.insert(Bound(title: map.title, chord: chord))
                    var after = state
                    let effects = App.update(&after, .input(.key(chord), at: state.session.now))
                    if !effects.isEmpty || after != state { working.insert(Bound(title: map.title, chord: chord)) }
                }
            }
        }
        let idle = known.subtracting(working).map { "\($0.title): \($0.chord.label)" }.sorted()
        #expect(idle.isEmpty)
        #expect(known.count > 100)
    }

    @Test func `no map binds a key twice, and every binding explains itself`() {
        for state in BusyScenes.all {
            for map in App.keyMaps(state) {
                #expect(map.conflicts.isEmpty, "\(map.title)")
                #expect(map.bindings.allSatisfy { !$0.help.isEmpty && !$0.chords.isEmpty })
                #expect(!map.title.isEmpty)
            }
        }
    }

    @Test func `the reference names every map that can apply`() {
        let written = KeyReference.sections.flatMap(\.entries)
        for section in BusyScenes.all.flatMap({ App.helpSections($0) }) {
            for entry in section.entries { #expect(written.contains(entry), "\(section.title): \(entry.keys)") }
        }
        #expect(
            KeyReference.markdown.contains(
                "| Ctrl-T | Next kind of result: text, image, video, audio, speech | `next-kind` |"))
    }

    @Test func `Ctrl-C asks first and leaves when pressed again`() {
        var state = Scene.state()
        state.press("f4")
        #expect(state.press("ctrl-c") == [])
        #expect(state.picture.contains("Quit Easel?"))
        #expect(state.press("ctrl-c") == [.quit])
    }

    @Test func `the editing keys of the help are known to the editor`() {
        for chord in EditingKeys.map.bindings.flatMap(\.chords) {
            var buffer = TextBuffer("some words here")
            buffer.place(at: TextPosition(line: 0, offset: 6))
            let isKnown = buffer.apply(chord)
            #expect(isKnown, "\(chord.label)")
        }
    }

    @Test func `hints come from the bindings of what has the focus`() {
        var state = Scene.state()
        #expect(state.picture.contains("Alt-Enter new line"))
        state.press("tab", "tab")
        #expect(!state.picture.contains("Alt-Enter new line"))
        #expect(state.picture.contains("Enter use"))
    }

    @Test func `digits are text in a field and screens elsewhere`() {
        var state = Scene.state()
        state.press("4")
        #expect(state.session.route == .studio)
        #expect(state.studio.prompt.buffer.text == "4")
        state.press("tab", "4")
        #expect(state.session.route == .history)
        state.press("5")
        #expect(state.session.route == .jobs)
        state.press("2")
        #expect(state.session.route == .studio)
    }

    @Test func `an overlay keeps keys from the screen below`() {
        var state = Scene.state()
        state.press("f1", "x", "f4")
        #expect(state.session.route == .studio)
        #expect(state.studio.prompt.buffer.isEmpty)
        state.press("escape")
        #expect(state.session.overlays.isEmpty)
    }
}
