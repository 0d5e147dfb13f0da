import Glibc
import TerminalNCurses
import TerminalUI
import Testing

/// The backend on a pseudo terminal, each test in a process of its own. The exit code says which step failed.
@Suite(.timeLimit(.minutes(5)))
struct NCursesBackendTests {
    @Test func `opening, drawing, typing and closing leave the terminal as it was`() async {
        await #expect(processExitsWith: .exitCode(42)) {
            exit(await NCursesBackendTests.session())
        }
    }

    @Test func `a terminal that cannot position its cursor is refused`() async {
        await #expect(processExitsWith: .exitCode(42)) {
            exit(await NCursesBackendTests.refusals())
        }
    }

    @Test func `a crash restores the terminal and then runs the handler that was there before`() async {
        await #expect(processExitsWith: .exitCode(42)) {
            await NCursesBackendTests.crash()
        }
    }

    @Test func `a program in the foreground gets the terminal and its ending is told`() async {
        await #expect(processExitsWith: .exitCode(42)) {
            exit(await NCursesBackendTests.release())
        }
    }

    @Test func `a terminal that answers gets pictures, and nothing but placeholders in their cells`() async {
        await #expect(processExitsWith: .exitCode(42)) {
            exit(await NCursesBackendTests.pictures())
        }
    }

    @Test func `garbage instead of answers leaves half blocks, and no key`() async {
        await #expect(processExitsWith: .exitCode(42)) {
            exit(await NCursesBackendTests.garbage())
        }
    }

    private static let environment = TerminalEnvironment(["TERM": "xterm-256color"])

    @MainActor
    private static func session() async -> Int32 {
        guard let terminal = PseudoTerminal(rows: 24, columns: 80), terminal.isCooked else { return 1 }
        guard let backend = try? TerminalOpening.open(environment: environment) else { return 2 }
        if terminal.isCooked { return 3 }
        guard backend.size == Size(width: 80, height: 24) else { return 4 }
        guard backend.capabilities == TerminalCapabilities(colorDepth: .palette256, unicode: true) else { return 5 }
        let screen = Terminal(backend: backend)
        screen.draw { surface in
            _ = surface.write("grün 中文", at: Point(x: 3, y: 2), style: Style(foreground: .ansi(2)), in: surface.bounds)
            return Point(x: 1, y: 1)
        }
        let drawn = terminal.output()
        guard drawn.contains("grün 中文"), drawn.contains("\u{1b}[?1049h"), drawn.contains("\u{1b}[?2004h") else {
            return 6
        }
        terminal.type("é\u{1b}[1;5A")
        var events = backend.events.makeAsyncIterator()
        guard await events.next() == .key(.character("é")), await events.next() == .key(.ctrl(.up)) else { return 7 }
        terminal.type("\u{1b}")
        guard await events.next() == .key(KeyChord(.escape)) else { return 8 }
        kill(getpid(), SIGTERM)
        guard await events.next() == .terminate(SIGTERM) else { return 9 }
        backend.close()
        backend.close()
        let closing = terminal.output()
        guard terminal.isCooked, closing.contains("\u{1b}[?2004l"), closing.contains("\u{1b}[?1049l") else { return 10 }
        return await events.next() == nil ? 42 : 11
    }

    @MainActor
    private static func refusals() -> Int32 {
        guard let terminal = PseudoTerminal(rows: 24, columns: 80) else { return 1 }
        let cases: [(String, TerminalOpeningError)] = [
            ("dumb", .terminalTooSimple(name: "dumb")), ("", .terminalNotNamed),
        ]
        for (name, expected) in cases {
            do throws(TerminalOpeningError) {
                _ = try TerminalOpening.open(environment: TerminalEnvironment(["TERM": name]))
                return 2
            } catch {
                if error != expected { return 3 }
            }
        }
        return terminal.isCooked && terminal.output().isEmpty ? 42 : 4
    }

    /// Set once before the crash, in a process that does nothing else.
    nonisolated(unsafe) private static var crashing: PseudoTerminal?

    @MainActor
    private static func crash() {
        crashing = PseudoTerminal(rows: 24, columns: 80)
        signal(SIGABRT) { _ in
            let output = NCursesBackendTests.crashing?.output() ?? ""
            let isReset = output.contains("\u{1b}[?1049l") && output.contains("\u{1b}[?1006l")
            _exit(isReset && NCursesBackendTests.crashing?.isCooked == true ? 42 : 3)
        }
        guard let backend = try? TerminalOpening.open(environment: environment) else { exit(2) }
        Terminal(backend: backend).draw { _ in nil }
        _ = crashing?.output()
        abort()
    }

    @MainActor
    private static func release() async -> Int32 {
        guard let terminal = PseudoTerminal(rows: 24, columns: 80) else { return 1 }
        guard let backend = try? TerminalOpening.open(environment: environment) else { return 2 }
        let ending = await backend.withTerminalReleased {
            try? await ForegroundProcess.run(["sh", "-c", "echo from the child; exit 5"])
        }
        guard ending == .exited(5), terminal.output().contains("from the child") else { return 3 }
        if terminal.isCooked { return 4 }
        do throws(ForegroundProcess.LaunchError) {
            _ = try await ForegroundProcess.run(["no-such-program-anywhere"])
            return 5
        } catch {
            if error.code != ENOENT { return 6 }
        }
        backend.close()
        return 42
    }

    private static let encoder = PictureEncoder(png: { _ in Array("PNG".utf8) }, sixel: { _ in nil })

    @MainActor
    private static func draw(on screen: Terminal) {
        screen.draw { surface in
            guard let image = PixelImage(width: 1, height: 1, rgba: [9, 9, 9, 255]) else { return nil }
            _ = surface.place(image, in: Rect(x: 0, y: 0, width: 2, height: 2), background: .terminalDefault) { _, _ in
                Style(foreground: .rgb(255, 0, 0), background: .rgb(0, 0, 255))
            }
            return nil
        }
    }

    /// How many; with their marks they are characters that `contains` does not find.
    private static func placeholders(_ text: String) -> Int { text.unicodeScalars.count { $0.value == 0x10_eeee } }

    @MainActor
    private static func pictures() async -> Int32 {
        guard let terminal = PseudoTerminal(rows: 10, columns: 40) else { return 1 }
        guard let backend = try? TerminalOpening.open(environment: environment, encoder: encoder) else { return 2 }
        guard terminal.output().contains("a=q") else { return 3 }
        let screen = Terminal(backend: backend)
        draw(on: screen)
        let blocks = terminal.output()
        guard blocks.contains("▀"), placeholders(blocks) == 0 else { return 4 }
        terminal.type("\u{1b}_Gi=1907;OK\u{1b}\\\u{1b}P>|kitty(0.35)\u{1b}\\\u{1b}[6;20;10t\u{1b}[?62c")
        var events = backend.events.makeAsyncIterator()
        var expected = backend.capabilities
        expected.pictures = .pixels(cell: Size(width: 10, height: 20))
        // One answer may come before another: the last word counts.
        while case .capabilities(let capabilities)? = await events.next() {
            if capabilities == expected { break }
        }
        guard backend.capabilities == expected else { return 5 }
        draw(on: screen)
        var drawn = terminal.output()
        while placeholders(drawn) == 0 {
            try? await Task.sleep(for: .milliseconds(5))
            drawn += terminal.output()
        }
        guard let sent = drawn.firstRange(of: "a=T,U=1") else { return 6 }
        // Nothing but placeholders from there on, in the colour that names the picture.
        guard placeholders(String(drawn[..<sent.lowerBound])) == 0, placeholders(drawn) == 4 else { return 7 }
        guard drawn.contains("38;5;16"), !drawn[sent.upperBound...].contains("▀") else { return 10 }
        // Continued after a stop from outside: sent again, under the same name.
        kill(getpid(), SIGCONT)
        while let event = await events.next(), event != .resumed {}
        screen.invalidate()
        draw(on: screen)
        let again = terminal.output()
        guard again.contains("a=T,U=1,i="), again.contains("38;5;16"), placeholders(again) > 0 else { return 11 }
        // Covered like text, and freed at the end.
        screen.draw { surface in
            _ = surface.write("text", at: .zero, style: .plain)
            return nil
        }
        guard terminal.output().contains("text") else { return 8 }
        backend.close()
        let closing = terminal.output()
        guard let freed = closing.firstRange(of: "a=d,d=I"), let left = closing.firstRange(of: "\u{1b}[?1049l"),
            freed.lowerBound < left.lowerBound
        else { return 9 }
        return 42
    }

    @MainActor
    private static func garbage() async -> Int32 {
        guard let terminal = PseudoTerminal(rows: 10, columns: 40) else { return 1 }
        guard let backend = try? TerminalOpening.open(environment: environment, encoder: encoder) else { return 2 }
        terminal.type("\u{1b}_Gi=1907;NO\u{1b}\\\u{1b}P>|\u{7}\u{1b}[6;0;0t\u{1b}[?;;;c\u{1b}_Gi=1907\u{1b}\\x")
        var events = backend.events.makeAsyncIterator()
        guard await events.next() == .key(.character("x")) else { return 3 }
        guard backend.capabilities.pictures == .blocks else { return 4 }
        let screen = Terminal(backend: backend)
        draw(on: screen)
        let drawn = terminal.output()
        guard drawn.contains("▀"), !drawn.contains("a=T"), placeholders(drawn) == 0 else { return 5 }
        backend.close()
        return 42
    }
}
