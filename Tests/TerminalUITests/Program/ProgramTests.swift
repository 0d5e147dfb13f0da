import TerminalUI
import Testing

/// A program that counts keys, to be driven through a terminal in memory.
@MainActor
private final class Counter {
    struct State {
        var keys = ""
        var size = Size.zero
        var ticks = 0
        var isSpinning = false
        var arrived = 0
    }

    enum Message: Sendable {
        case key(KeyChord)
        case resized(Size)
        case tick(Int)
        case arrived
    }

    enum Effect {
        case quit, suspend, flood(Int), wait, copy(String)
    }

    let backend = InMemoryBackend(size: Size(width: 20, height: 2))
    private(set) var cancelledWaits = 0
    private(set) var startedWaits = 0

    func makeProgram() -> Program<State, Message, Effect> {
        Program(
            state: State(),
            terminal: Terminal(backend: backend),
            logic: ProgramLogic(message: Self.message, update: Self.update, view: Self.view),
            animation: Animation(
                interval: { $0.isSpinning ? .milliseconds(1) : nil },
                message: { .tick($0) }
            ),
            perform: perform
        )
    }

    private static func message(_ event: InputEvent) -> Message? {
        switch event {
        case .key(let chord): .key(chord)
        case .resize(let size): .resized(size)
        default: nil
        }
    }

    private static func update(_ state: inout State, _ message: Message) -> [Effect] {
        switch message {
        case .resized(let size): state.size = size
        case .tick(let number):
            state.ticks = number
            state.isSpinning = number < 3
        case .arrived: state.arrived += 1
        case .key(let chord):
            state.keys += chord.text.map(String.init) ?? ""
            switch chord.text {
            case "q": return [.quit]
            case "z": return [.suspend]
            case "f": return [.flood(1_000)]
            case "w": return [.wait]
            case "c": return [.copy(state.keys)]
            case "s": state.isSpinning = true
            default: break
            }
        }
        return []
    }

    private static func view(_ state: State, _ surface: inout Surface) -> Point? {
        let x = surface.write(state.keys, at: .zero, style: .plain)
        surface.write("\(state.ticks) \(state.arrived)", at: Point(x: 0, y: 1), style: .plain)
        return Point(x: x, y: 0)
    }

    private func perform(_ effect: Effect, _ context: ProgramContext<Message>) async {
        switch effect {
        case .quit: context.quit()
        case .suspend: context.suspend()
        case .copy(let text): context.copyToClipboard(text)
        case .flood(let count):
            for _ in 0..<count { context.send(.arrived) }
        case .wait:
            startedWaits += 1
            do { try await Task.sleep(for: .seconds(3_600)) } catch { cancelledWaits += 1 }
        }
    }
}

@MainActor
@Suite(.timeLimit(.minutes(5))) struct ProgramTests {
    private let counter = Counter()

    private func run(_ keys: String) async -> (Program<Counter.State, Counter.Message, Counter.Effect>, ProgramExit) {
        let program = counter.makeProgram()
        counter.backend.type(keys)
        let exit = await program.run()
        return (program, exit)
    }

    @Test func `keys reach the state until it quits, then the terminal is closed`() async {
        let (program, exit) = await run("abq-never")
        #expect(exit == .quit)
        #expect(program.state.keys.hasPrefix("abq"))
        #expect(program.state.size == Size(width: 20, height: 2))
        #expect(counter.backend.isClosed)
    }

    @Test func `keys that wait together are painted together`() async {
        let (_, _) = await run(String(repeating: "a", count: 500) + "q")
        #expect(counter.backend.presentCount < 100)
    }

    @Test func `each key of a quiet program is painted before the next one`() async {
        let program = counter.makeProgram()
        let keys = ["a", "b", "c"]
        var seen: [String] = []
        counter.backend.onPresent = { backend in
            seen.append(backend.lastSurface.map { SurfacePicture($0).rows[0] } ?? "")
            if seen.count <= keys.count { backend.type(keys[seen.count - 1]) } else { backend.type("q") }
        }
        let exit = await program.run()
        #expect(exit == .quit)
        #expect(seen.prefix(4) == ["", "a", "ab", "abc"])
    }

    @Test func `messages that pour in are all handled and painted few times`() async {
        let program = counter.makeProgram()
        counter.backend.type("f")
        counter.backend.onPresent = { backend in
            if backend.lastSurface.map({ SurfacePicture($0).rows[1] }) == "0 1000" { backend.type("q") }
        }
        _ = await program.run()
        #expect(program.state.arrived == 1_000)
        #expect(counter.backend.presentCount < 100)
    }

    @Test func `running effects are cancelled at the end`() async {
        let (_, exit) = await run("wwq")
        #expect(exit == .quit)
        #expect(counter.startedWaits == 2)
        #expect(counter.cancelledWaits == 2)
    }

    @Test func `an effect that does not listen does not keep the program`() async {
        let program = Program<Int, Int, Int>(
            state: 0,
            terminal: Terminal(backend: counter.backend),
            logic: ProgramLogic(
                message: { _ in nil },
                update: { _, message in [message] },
                view: { _, _ in nil }
            )
        ) { _, context in
            context.quit()
            let deaf = Task.detached { try? await Task.sleep(for: .seconds(3_600)) }
            _ = await deaf.value
        }
        #expect(await program.run(first: [1], grace: .milliseconds(10)) == .quit)
    }

    @Test func `a flood leaves room for what else lives on the main actor`() async {
        let program = counter.makeProgram()
        let context = program.context
        let flood = Task.detached {
            while !Task.isCancelled { context.send(.arrived) }
        }
        let neighbour = Task { @MainActor in
            for _ in 0..<20 { await Task.yield() }
            counter.backend.type("q")
        }
        #expect(await program.run() == .quit)
        flood.cancel()
        await neighbour.value
    }

    @Test func `a signal and a hang-up end the program`() async {
        counter.backend.send(.terminate(15))
        #expect(await counter.makeProgram().run() == .terminated(15))
        let other = Counter()
        other.backend.send(.hangup)
        #expect(await other.makeProgram().run() == .hangup)
        let third = Counter()
        third.backend.close()
        #expect(await third.makeProgram().run() == .hangup)
    }

    @Test func `suspending asks the backend and repaints afterwards`() async {
        let program = counter.makeProgram()
        counter.backend.send(.suspendRequested)
        counter.backend.type("z")
        counter.backend.send(.resumed)
        counter.backend.onPresent = { if $0.suspendCount == 2 { $0.type("q") } }
        _ = await program.run()
        #expect(counter.backend.suspendCount == 2)
        #expect(counter.backend.repaintCount >= 3)
    }

    @Test func `a resize reaches the state and the next frame has the new size`() async {
        let program = counter.makeProgram()
        counter.backend.resize(to: Size(width: 5, height: 1))
        counter.backend.onPresent = { if $0.lastSurface?.size == Size(width: 5, height: 1) { $0.type("q") } }
        _ = await program.run()
        #expect(program.state.size == Size(width: 5, height: 1))
    }

    @Test func `ticks come while the state asks for them and stop by themselves`() async {
        let program = counter.makeProgram()
        counter.backend.type("s")
        counter.backend.onPresent = { backend in
            if backend.lastSurface.map({ SurfacePicture($0).rows[1] }) == "3 0" { backend.type("q") }
        }
        _ = await program.run()
        #expect(program.state.ticks == 3)
        #expect(!program.state.isSpinning)
    }

    @Test func `effects reach the clipboard`() async {
        _ = await run("xcq")
        #expect(counter.backend.clipboard == "xc")
    }

    @Test func `messages from other threads arrive once each and in order`() async {
        let program = Program<[Int], Int, Void>(
            state: [],
            terminal: Terminal(backend: counter.backend),
            logic: ProgramLogic(
                message: { _ in nil },
                update: { state, message in
                    state.append(message)
                    return state.count == 5_000 ? [()] : []
                },
                view: { _, _ in nil }
            )
        ) { _, context in context.quit() }
        let context = program.context
        let sender = Task.detached {
            for number in 0..<5_000 { context.send(number) }
        }
        _ = await program.run()
        await sender.value
        #expect(program.state == Array(0..<5_000))
    }
}
