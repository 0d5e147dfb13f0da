/// The Elm loop: one owner of the state on the main actor; messages in, frames and effects out.
///
/// Nothing polls. The loop sleeps until an event or a message arrives, handles everything that is waiting, and paints
/// once. Effects run in tasks that the program owns; they are cancelled when it ends.
@MainActor
public final class Program<State, Message: Sendable, Effect> {
    /// Runs one effect to its end; `context.send` feeds messages back. Starts at once, in the order of the effects.
    public typealias Perform = @MainActor (Effect, ProgramContext<Message>) async -> Void

    /// What the program knows now.
    public private(set) var state: State
    /// The screen.
    public let terminal: Terminal

    private let logic: ProgramLogic<State, Message, Effect>
    private let animation: Animation<State, Message>?
    private let perform: Perform
    private let mailbox = Mailbox<Item>()
    private let effects = EffectTasks()
    private let clock = ContinuousClock()
    private let origin = ContinuousClock.now
    private var pacer = PaintPacer()
    private var isDirty = true
    private var paintTimer: Task<Void, Never>?
    private var ticker: Task<Void, Never>?
    private var tickCount = 0
    private var exit: ProgramExit?

    private enum Item: Sendable {
        case event(InputEvent)
        case message(Message)
        case control(ProgramControl)
        case paintDue, tick
        case inputEnded

        /// A person waits for the effect of an event; a due paint has waited already.
        var paintsAtOnce: Bool {
            switch self {
            case .event, .paintDue: true
            default: false
            }
        }
    }

    /// A program that has not started.
    public init(
        state: State,
        terminal: Terminal,
        logic: ProgramLogic<State, Message, Effect>,
        animation: Animation<State, Message>? = nil,
        perform: @escaping Perform
    ) {
        self.state = state
        self.terminal = terminal
        self.logic = logic
        self.animation = animation
        self.perform = perform
    }

    /// What effects use to talk back; also for feeding messages in from outside.
    public var context: ProgramContext<Message> {
        let mailbox = mailbox
        return ProgramContext(
            send: { mailbox.post(.message($0)) },
            control: { mailbox.post(.control($0), isUrgent: true) }
        )
    }

    /// Runs until the program quits, a signal ends it, or the terminal goes away; then closes the terminal.
    ///
    /// `first` are handled before the first frame, after the screen's size was reported as a `resize` event. Effects
    /// still running at the end are cancelled and waited for, at most `grace`. A program runs once.
    public func run(first: [Message] = [], grace: Duration = .seconds(1)) async -> ProgramExit {
        let input = readInput()
        handle(.event(.resize(terminal.size)))
        for message in first { handle(.message(message)) }
        settle(isInput: true)
        while exit == nil {
            var isInput = false
            for item in await mailbox.next() {
                if item.paintsAtOnce { isInput = true }
                handle(item)
                if exit != nil { break }
            }
            settle(isInput: isInput)
            // Under a flood there is always a next batch; whatever else lives on the main actor must get its turn.
            await Task.yield()
        }
        input.cancel()
        paintTimer?.cancel()
        ticker?.cancel()
        mailbox.close()
        terminal.backend.close()
        await effects.cancelAll(grace: grace)
        return exit ?? .hangup
    }

    /// Owned by `run`, which cancels it. Off the main actor, where taking an element costs no change of executor.
    private func readInput() -> Task<Void, Never> {
        let mailbox = mailbox
        let events = terminal.backend.events
        return Task.detached {
            for await event in events { mailbox.post(.event(event), isUrgent: true) }
            mailbox.post(.inputEnded, isUrgent: true)
        }
    }

    private func handle(_ item: Item) {
        switch item {
        case .event(let event): handle(event)
        case .message(let message): apply(message)
        case .control(let control): obey(control)
        case .paintDue: paintTimer = nil
        case .tick:
            ticker = nil
            tickCount += 1
            if let animation { apply(animation.message(tickCount)) }
        case .inputEnded: exit = exit ?? .hangup
        }
    }

    private func handle(_ event: InputEvent) {
        switch event {
        case .resize, .resumed:
            terminal.invalidate()
            isDirty = true
        case .suspendRequested:
            suspend()
        default:
            break
        }
        if let message = logic.message(event) { apply(message) }
        switch event {
        case .terminate(let signal): exit = .terminated(signal)
        case .hangup: exit = .hangup
        default: break
        }
    }

    private func apply(_ message: Message) {
        isDirty = true
        let context = context
        for effect in logic.update(&state, message) {
            let perform = perform
            effects.start { await perform(effect, context) }
        }
    }

    private func obey(_ control: ProgramControl) {
        switch control {
        case .quit: exit = .quit
        case .suspend: suspend()
        case .bell: terminal.backend.bell()
        case .copy(let text): terminal.backend.copyToClipboard(text)
        case .notify(let title, let body): terminal.backend.notify(title: title, body: body)
        case .repaint:
            terminal.invalidate()
            isDirty = true
        }
    }

    private func suspend() {
        terminal.backend.suspendUntilResumed()
        terminal.invalidate()
        isDirty = true
    }

    /// Paints what changed and starts the timers that the new state asks for.
    private func settle(isInput: Bool) {
        if exit != nil { return }
        if isDirty { paintOrDefer(isInput: isInput) }
        if ticker == nil, let interval = animation?.interval(state) {
            ticker = timer(interval, posting: .tick)
        }
    }

    private func paintOrDefer(isInput: Bool) {
        switch pacer.decide(at: origin.duration(to: clock.now), isInput: isInput) {
        case .now:
            paintTimer?.cancel()
            paintTimer = nil
            isDirty = false
            terminal.draw { logic.view(state, &$0) }
        case .later(let delay):
            if isInput { paintTimer?.cancel() }
            if isInput || paintTimer == nil { paintTimer = timer(delay, posting: .paintDue) }
        }
    }

    private func timer(_ delay: Duration, posting item: Item) -> Task<Void, Never> {
        let mailbox = mailbox
        return Task.detached {
            do { try await Task.sleep(for: delay) } catch { return }
            mailbox.post(item, isUrgent: true)
        }
    }
}
