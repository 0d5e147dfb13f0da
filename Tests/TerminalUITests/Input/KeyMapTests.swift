import TerminalUI
import Testing

@Suite struct KeyMapTests {
    private enum Action: Equatable { case send, quit, help }

    private let map = KeyMap(
        "everywhere", title: "Everywhere",
        [
            KeyBinding("send", [.ctrl("d"), .alt(.enter)], help: "Send the prompt", hint: "send", action: Action.send),
            KeyBinding("quit", .ctrl("q"), help: "Leave", action: Action.quit),
            KeyBinding("help", [.function(1), .ctrl("d")], help: "Show the keys", hint: "help", action: Action.help),
        ])

    @Test func `a chord finds its action, the first binding wins`() {
        #expect(map.action(for: .alt(.enter)) == .send)
        #expect(map.action(for: .ctrl("d")) == .send)
        #expect(map.action(for: .function(1)) == .help)
        #expect(map.action(for: .ctrl("x")) == nil)
        #expect(map.binding(for: .ctrl("q"))?.help == "Leave")
    }

    @Test func `chords bound twice are reported`() {
        #expect(map.conflicts == [.ctrl("d")])
        #expect(KeyMap<Action>("none", []).conflicts.isEmpty)
    }

    @Test func `hints show the first chord of bindings that have one`() {
        let rows = picture(30, 1) { surface in
            KeyHints(map).draw(in: surface.bounds, on: &surface, theme: .standard)
        }
        #expect(rows == [" Ctrl-D send  F1 help"])
    }

    @Test func `a map can be passed up to a parent`() {
        #expect(map.map { "\($0)" }.action(for: .ctrl("q")) == "quit")
    }
}
