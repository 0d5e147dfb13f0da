import TerminalUI
import Testing

@Suite struct KeyOverridesTests {
    private enum Action { case send, newLine, quit }

    private let map = KeyMap(
        "prompt",
        [
            KeyBinding("send", [KeyChord(.enter), .ctrl("s")], help: "Send", action: Action.send),
            KeyBinding("new-line", .alt(.enter), help: "New line", action: Action.newLine),
            KeyBinding("quit", .ctrl("q"), help: "Quit", action: Action.quit),
        ])

    @Test func `a chosen chord takes the place of the built-in ones`() {
        var overrides = KeyOverrides()
        overrides["prompt", "send"] = [.function(9)]
        let rebound = map.rebound(by: overrides)
        #expect(rebound.action(for: .function(9)) == .send)
        #expect(rebound.action(for: KeyChord(.enter)) == nil)
        #expect(rebound.action(for: .alt(.enter)) == .newLine)
    }

    @Test func `a chord given to one action is taken from the others`() {
        var overrides = KeyOverrides()
        overrides["prompt", "new-line"] = [KeyChord(.enter)]
        let rebound = map.rebound(by: overrides)
        #expect(rebound.action(for: KeyChord(.enter)) == .newLine)
        #expect(rebound.action(for: .ctrl("s")) == .send)
        #expect(rebound.conflicts.isEmpty)
    }

    @Test func `an action can be left without a key, and other maps are not touched`() {
        var overrides = KeyOverrides()
        overrides["prompt", "quit"] = []
        overrides["other", "send"] = [.function(1)]
        let rebound = map.rebound(by: overrides)
        #expect(rebound.action(for: .ctrl("q")) == nil)
        #expect(rebound.action(for: .function(1)) == nil)
        #expect(rebound.bindings.map(\.name) == ["send", "new-line", "quit"])
    }

    @Test func `two actions given the same chord are reported as a conflict`() {
        var overrides = KeyOverrides()
        overrides["prompt", "send"] = [.function(2)]
        overrides["prompt", "quit"] = [.function(2)]
        #expect(map.rebound(by: overrides).conflicts == [.function(2)])
    }
}
