internal import CNCurses
internal import CTerminalGuard
internal import Glibc
public import TerminalUI

/// The real terminal: ncurses draws, everything that comes in is read and decoded here.
@MainActor
public final class NCursesBackend: TerminalBackend {
    /// Who has the terminal.
    private enum Holder { case program, shell, child, nobody }

    public private(set) var size: Size
    public private(set) var capabilities: TerminalCapabilities
    public let events: AsyncStream<InputEvent>

    private let feed: AsyncStream<InputEvent>.Continuation
    private var holder = Holder.program
    private var painter: CursesPainter
    private var modes: TerminalModes
    private var input: InputReader?
    private var signals: SignalReader?
    private var detector: PictureDetector
    private var pictures: PictureScreen?
    private var askedAt = ContinuousClock.now
    /// The frame presented last.
    private var frame: Surface?

    init(
        capabilities: TerminalCapabilities, painter: CursesPainter, modes: TerminalModes, decoder: InputDecoder,
        signalPipe: Int32, detector: PictureDetector, encoder: PictureEncoder?
    ) {
        self.capabilities = capabilities
        self.painter = painter
        self.modes = modes
        self.detector = detector
        (events, feed) = AsyncStream.makeStream(of: InputEvent.self)
        size = painter.screenSize
        tg_capture_stderr()
        TerminalOutput.write(modes.on)
        startPictures(encoder)
        let input = InputReader(decoder: decoder) { [weak self] in self?.receive($0) }
        let signals = SignalReader(pipe: signalPipe) { [weak self] in self?.receive(signal: $0) }
        self.input = input
        self.signals = signals
        input.start()
        signals.start()
    }

    public func present(_ diff: SurfaceDiff, of surface: Surface, cursor: Point?) {
        guard holder != .nobody else { return }
        tg_prepare_thread()
        frame = surface
        // While somebody else has the terminal the frame waits in ncurses' memory.
        guard holder == .program else { return painter.put(diff, of: surface, cursor: cursor) }
        pictures?.prepare(surface)
        painter.put(diff, of: surface, cursor: cursor)
        painter.show()
        pictures?.draw(over: surface, changed: diff.spans)
    }

    public func repaint() {
        painter.repaintAll()
        pictures?.forgetScreen()
    }

    /// Gives the terminal back to the shell, stops the process group, and returns when it was continued.
    ///
    /// Without a shell that could continue it (the program is the session's first process) it only rings the bell.
    public func suspendUntilResumed() {
        guard holder == .program, let signals else { return }
        guard getsid(0) != getpgrp() else {
            bell()
            return
        }
        giveUp(to: .shell)
        kill(0, SIGSTOP)
        let others = signals.waitUntilContinued()
        takeBack()
        feed.yield(.resumed)
        for signal in others { receive(signal: signal) }
    }

    /// Lets `body` run something else on the terminal (an editor), then shows the program's screen again.
    ///
    /// Meanwhile input is not read, Ctrl-C and Ctrl-\ are the other program's, and frames presented are kept for later.
    /// Ends with an `InputEvent.resumed`.
    public func withTerminalReleased<Value>(_ body: () async throws -> Value) async rethrows -> Value {
        guard holder == .program else { return try await body() }
        input?.pause()
        giveUp(to: .child)
        defer {
            if holder == .child {
                takeBack()
                input?.proceed()
                feed.yield(.resumed)
            }
        }
        return try await body()
    }

    public func bell() {
        if holder == .program { beep() }
    }

    public func notify(title: String, body: String) {
        guard holder == .program else { return }
        TerminalOutput.write(DesktopNotice(title: title, body: body).sequence(on: modes.environment))
    }

    public func copyToClipboard(_ text: String) {
        if holder == .program { TerminalOutput.write("\u{1b}]52;c;\(Base64.encode(text))\u{07}") }
    }

    public func close() {
        guard holder != .nobody else { return }
        input?.stop()
        signals?.stop()
        if holder == .program { giveUp(to: .nobody) }
        holder = .nobody
        pictures?.end()
        frame = nil
        tg_remove_signal_notes()
        feed.finish()
    }

    private func giveUp(to next: Holder) {
        holder = next
        pictures?.clear()
        TerminalOutput.write(modes.off)
        endwin()
        tg_stand_down()
        tg_release_stderr()
    }

    private func takeBack() {
        // First of all: in the background this stops the process until it is in the foreground.
        reset_prog_mode()
        tg_rearm()
        tg_capture_stderr()
        holder = .program
        let sizeBefore = size
        adoptSize()
        painter.repaintAll()
        pictures?.forgetScreen()
        painter.show()
        TerminalOutput.write(modes.on)
        if size != sizeBefore { feed.yield(.resize(size)) }
    }

    private func adoptSize() {
        var window = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_row > 0, window.ws_col > 0 else { return }
        resize_term(Int32(window.ws_row), Int32(window.ws_col))
        size = painter.screenSize
        adoptCell(window)
    }

    private func receive(_ events: [InputEvent]) {
        tg_prepare_thread()
        if let input, input.decoder.hasKittyKeyboard, !modes.hasKittyKeyboard, holder == .program {
            modes.hasKittyKeyboard = true
            TerminalOutput.write(TerminalModes.pushKittyKeyboard)
        }
        take(input?.takeReplies() ?? [])
        for event in events { feed.yield(event) }
    }

    private func receive(signal: Int32) {
        tg_prepare_thread()
        switch (signal, holder) {
        case (_, .nobody):
            break
        case (SIGTERM, _):
            feed.yield(.terminate(signal))
        case (SIGHUP, _):
            feed.yield(.hangup)
        case (SIGTSTP, .child):
            // The other program stops the whole job; its shell waits for this process to stop as well.
            kill(getpid(), SIGSTOP)
        case (_, .child), (_, .shell):
            break
        case (SIGWINCH, .program):
            let sizeBefore = size
            adoptSize()
            painter.repaintAll()
            pictures?.forgetScreen()
            // At another size the program's next frame follows; showing the old one, cut, would only flicker.
            if size == sizeBefore { painter.show() }
            feed.yield(.resize(size))
        case (SIGTSTP, .program):
            feed.yield(.suspendRequested)
        case (SIGCONT, .program):
            // Stopped from outside: whatever the shell did to the terminal meanwhile is undone.
            endwin()
            takeBack()
            feed.yield(.resumed)
        case (SIGINT, .program), (SIGQUIT, .program):
            feed.yield(.terminate(signal))
        default:
            break
        }
    }

    /// Asks the terminal what it can; the answers come as input.
    private func startPictures(_ encoder: PictureEncoder?) {
        let kitty = KittyGraphics(mark: Int(getpid()) % 255 + 1, isInsideTmux: modes.environment.isInsideTmux)
        let pictures = PictureScreen(
            encoder: encoder, kitty: kitty, write: { TerminalOutput.write($0) },
            becameReady: { [weak self] in self?.showAgain() })
        self.pictures = pictures
        painter.placeholder = { [weak pictures] in pictures?.placeholder(for: $0) }
        var window = winsize()
        if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0 { adoptCell(window) }
        askedAt = .now
        TerminalOutput.write(detector.questions)
        adoptPictures()
    }

    private func take(_ replies: [TerminalReply]) {
        if replies.isEmpty { return }
        for reply in replies { detector.take(reply, after: askedAt.duration(to: .now)) }
        adoptPictures()
    }

    private func adoptCell(_ window: winsize) {
        guard window.ws_col > 0, window.ws_row > 0 else { return }
        let size = Size(width: Int(window.ws_xpixel / window.ws_col), height: Int(window.ws_ypixel / window.ws_row))
        detector.adopt(cell: size)
        adoptPictures()
    }

    /// Shows pictures in the best way that is known now, and tells the program when that is another one.
    private func adoptPictures() {
        // Kitty's placeholders name their picture by one of 256 colours.
        let isShort = detector.chosen == .kitty && capabilities.colorDepth < .palette256
        let chosen = isShort ? .blocks : detector.chosen
        guard let pictures, pictures.use(chosen, cell: detector.cell ?? pictures.cell) else { return }
        let display: PictureDisplay =
            switch pictures.kind {
            case .kitty, .iterm2, .sixel: .pixels(cell: pictures.cell)
            case .none: .none
            case .auto, .blocks: .blocks
            }
        // Inserting and deleting characters would move pictures that lie over the cells.
        idcok(nc_stdscr(), pictures.kind != .iterm2 && pictures.kind != .sixel)
        showAgain()
        guard display != capabilities.pictures else { return }
        capabilities.pictures = display
        feed.yield(.capabilities(capabilities))
    }

    /// A picture can be shown now that was half blocks before.
    private func showAgain() {
        guard holder == .program, let frame, let pictures else { return }
        pictures.prepare(frame)
        painter.putAgain(frame)
        painter.show()
        pictures.draw(over: frame, changed: [])
    }
}
