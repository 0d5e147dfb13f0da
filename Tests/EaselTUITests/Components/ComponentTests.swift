import EaselCore
import Foundation
import TerminalUI
import Testing

@testable import EaselTUI

@Suite struct ComponentTests {
    @Test func `a text laid out piece by piece is the text laid out at once`() {
        let text =
            "# Title\n\nSome **bold words** and `code` that wrap somewhere.\r\n```\nlet x = 1\n```\n- item one\n  - nested\n> quote\nlast line 漢字 e\u{301}"
        let id = JobID(rawValue: "1")
        var whole = FlowedText()
        whole.lay(text, of: id, width: 17, theme: .standard)
        for length in 1...7 {
            var grown = FlowedText()
            var shown = ""
            for scalar in text.unicodeScalars {
                shown.unicodeScalars.append(scalar)
                if shown.unicodeScalars.count % length == 0 { grown.lay(shown, of: id, width: 17, theme: .standard) }
            }
            grown.lay(text, of: id, width: 17, theme: .standard)
            #expect(grown.rows == whole.rows)
        }
        var other = whole
        other.lay(text, of: id, width: 30, theme: .standard)
        other.lay(text, of: id, width: 17, theme: .standard)
        #expect(other.rows == whole.rows)
    }

    @Test func `a path is cut anywhere and nothing of it is lost`() {
        let path = "saved  /home/漢字/ümlaut/e\u{301}/" + String(repeating: "x", count: 50)
        for width in 2...20 {
            let rows = FixedWrap.rows(Line(path), width: width)
            #expect(rows.map(\.text).joined() == path)
            #expect(rows.allSatisfy { $0.width <= width })
        }
    }

    @Test func `figures are the same everywhere`() {
        #expect(
            [0, 999, 1000, 3_100_000, 999_999, 12_400_000_000].map(Figures.bytes) == [
                "0 B", "999 B", "1.0 kB", "3.1 MB", "1.0 MB", "12 GB",
            ])
        #expect(
            [0, 0.81, 9.99, 42, 187, 3727].map(Figures.duration) == [
                "0 s", "0.8 s", "10.0 s", "42 s", "3:07", "1:02:07",
            ])
        #expect(
            [0, 0.04, 1.2, 0.067, 0.0021, 0.00004].map(Figures.money) == [
                "$0.00", "$0.04", "$1.20", "$0.067", "$0.0021", "$0.00004",
            ])
        #expect(Figures.stamp(Scene.now, in: .gmt) == "2026-11-24 19:00")
        #expect(Figures.duration(.nan) == "0 s")
        #expect(Figures.duration(.infinity) == "0 s")
    }

    @Test func `earlier prompts come back on the first row and go on the last`() {
        var editor = PromptEditor()
        editor.load(["two", "one", "two"])
        editor.buffer.insert("new")
        editor.moveUp(wrapWidth: 20)
        #expect(editor.buffer.text == "two")
        editor.moveUp(wrapWidth: 20)
        #expect(editor.buffer.text == "one")
        editor.moveUp(wrapWidth: 20)
        #expect(editor.buffer.text == "one")
        editor.moveDown(wrapWidth: 20)
        editor.moveDown(wrapWidth: 20)
        #expect(editor.buffer.text == "new")
        #expect(editor.take() == "new")
        #expect(editor.earlier == ["new", "two", "one"])
    }

    @Test func `the arrows walk through a long prompt before they recall`() {
        var editor = PromptEditor()
        editor.load(["old"])
        editor.buffer.insert("first\nsecond")
        editor.moveUp(wrapWidth: 20)
        #expect(editor.buffer.text == "first\nsecond")
        #expect(editor.buffer.cursor.line == 0)
        editor.moveUp(wrapWidth: 20)
        #expect(editor.buffer.text == "old")
    }

    private func form(_ key: ParameterKey) -> (ParameterForm, [ParameterSpec]) {
        var form = ParameterForm()
        form.list.selected = Scene.flux.parameters.firstIndex { $0.key == key } ?? 0
        return (form, Scene.flux.parameters)
    }

    private func apply(_ message: ParameterForm.Message, _ key: ParameterKey, _ value: JSONValue? = nil) -> JSONValue? {
        var (form, specs) = form(key)
        var values: ParameterValues = [:]
        values[key] = value
        var dice = SplitMix64(seed: 7)
        _ = form.apply(message, to: &values, of: specs, dice: &dice)
        return values[key]
    }

    @Test func `values step from the default and stay within bounds`() {
        #expect(apply(.stepped(by: 1), .aspectRatio) == "9:16")
        #expect(apply(.stepped(by: -1), .aspectRatio, "1:1") == "9:16")
        #expect(apply(.stepped(by: 1), .count, 4) == 4)
        #expect(apply(.stepped(by: -1), .count) == 1)
        #expect(apply(.stepped(by: 1), .guidanceScale) == 3.6)
        #expect(apply(.flipped, "enable_safety_checker") == false)
        #expect(apply(.stepped(by: 1), .size) == "1K")
        #expect(apply(.reset, .count, 3) == nil)
    }

    @Test func `the dice give a seed that repeats with the same source`() {
        let seed = apply(.rolled, .seed)
        #expect(seed?.integer != nil)
        #expect(seed == apply(.rolled, .seed))
        #expect(apply(.rolled, .count) == nil)
    }

    @Test func `a wrong value stays in its field with what would be right`() throws {
        var (form, specs) = form(.count)
        var values: ParameterValues = [.count: 2]
        var dice = SplitMix64(seed: 7)
        let isTaken = form.type(.character("9"), specs: specs)
        #expect(isTaken)
        _ = form.apply(.pressed, to: &values, of: specs, dice: &dice)
        #expect(form.edit?.problem == "Count takes 1 to 4 images.")
        #expect(values[.count] == 2)
        _ = form.type(KeyChord(.backspace), specs: specs)
        _ = form.type(.character("3"), specs: specs)
        _ = form.apply(.pressed, to: &values, of: specs, dice: &dice)
        #expect(form.edit == nil)
        #expect(values[.count] == 3)
    }

    @Test func `a list offers the default first and what is set is under the bar`() throws {
        let list = try #require(ChoiceList(Scene.flux.parameters[0], current: "9:16"))
        #expect(list.options == [nil, "1:1", "16:9", "9:16"])
        #expect(list.label(0) == "default (16:9)")
        #expect(list.chosen == "9:16")
    }

    @Test func `suggestions lengthen a path as far as they agree`() {
        var field = AttachField(roles: [.reference])
        field.buffer.insert("/st")
        _ = field.wantsListing()
        field.take(["/storm.png", "/storms/"], for: "/st")
        field.complete()
        #expect(field.buffer.text == "/storm")
        field.take(["/wrong"], for: "/other")
        #expect(field.suggestions.count == 2)
        #expect(field.attachment(home: "")?.file.path == "/storm")
    }
}
