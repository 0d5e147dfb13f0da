internal import CNCurses
internal import CTerminalGuard
internal import Glibc
public import TerminalUI

/// Takes the terminal over for a full-screen program.
public enum TerminalOpening {
    /// Opens the terminal on standard input and output.
    ///
    /// From here on the process's handlers for SIGWINCH, SIGTERM, SIGINT, SIGQUIT, SIGHUP, SIGTSTP, SIGCONT and for fatal
    /// signals are this module's, and standard error, if it is the terminal, is held back until the terminal is given up.
    /// A very small terminal is no error. Call it once; `NCursesBackend.close` gives the terminal back.
    ///
    /// - Parameters:
    ///   - pictures: how pictures are sent; with `auto` the terminal is asked, and until it answers they are half blocks.
    ///   - encoder: makes the files that terminals take; without one pictures are half blocks.
    @MainActor
    public static func open(
        environment: TerminalEnvironment = .current, pictures: PictureProtocol = .auto, takesMouse: Bool = true,
        encoder: PictureEncoder? = nil
    ) throws(TerminalOpeningError) -> NCursesBackend {
        let names = try usableNames(environment)
        let unicode = chooseCharacterSet(environment)
        let eraseByte = eraseByte()
        let signalPipe = tg_install_signal_notes()
        guard signalPipe >= 0 else { throw .system(call: "pipe", code: errno) }
        let modes = TerminalModes(environment: environment, takesMouse: takesMouse)
        guard tg_arm(STDOUT_FILENO, modes.reset) == 0 else { throw giveUp(.system(call: "tcgetattr", code: errno)) }
        guard let name = names.first(where: { nc_newterm($0) != nil }) else {
            throw giveUp(.terminfoMissing(name: environment.terminal ?? ""))
        }
        guard nc_has_string("cup") else {
            endwin()
            throw giveUp(.terminalTooSimple(name: name))
        }
        let colors = configure(environment, terminfoName: name)
        let capabilities = TerminalCapabilities(
            colorDepth: colors.depth, unicode: unicode, pictures: pictures == .none ? .none : .blocks)
        // Whoever has no Unicode has no half blocks to fall back to.
        let canShow = encoder != nil && unicode && colors.depth > .none
        let setting = canShow || pictures == .none ? pictures : .blocks
        return NCursesBackend(
            capabilities: capabilities, painter: CursesPainter(colors: colors, unicode: unicode),
            modes: modes, decoder: InputDecoder(eraseByte: eraseByte), signalPipe: signalPipe,
            detector: PictureDetector(setting, environment: environment), encoder: encoder)
    }

    private static func usableNames(_ environment: TerminalEnvironment) throws(TerminalOpeningError) -> [String] {
        guard isatty(STDIN_FILENO) != 0 else { throw .notATerminal(stream: "standard input") }
        guard isatty(STDOUT_FILENO) != 0 else { throw .notATerminal(stream: "standard output") }
        guard let terminal = environment.terminal else { throw .terminalNotNamed }
        if terminal == "dumb" { throw .terminalTooSimple(name: terminal) }
        return environment.terminfoNames
    }

    private static func giveUp(_ error: TerminalOpeningError) -> TerminalOpeningError {
        tg_stand_down()
        tg_remove_signal_notes()
        return error
    }

    /// ncurses needs a multibyte character set to show anything beyond ASCII, whether or not the user's locale is
    /// installed. Numbers and dates stay in the "C" locale: only the character set is set.
    private static func chooseCharacterSet(_ environment: TerminalEnvironment) -> Bool {
        setlocale(LC_CTYPE, "")
        guard environment.wantsUnicode else { return false }
        if !nc_codeset_is_utf8() { setlocale(LC_CTYPE, "C.UTF-8") }
        return nc_codeset_is_utf8()
    }

    private static func eraseByte() -> UInt8 {
        var modes = termios()
        guard tcgetattr(STDIN_FILENO, &modes) == 0 else { return 0x7f }
        let byte = withUnsafeBytes(of: modes.c_cc) { $0[Int(VERASE)] }
        return byte == 0 || byte == 0xff ? 0x7f : byte
    }

    private static func configure(_ environment: TerminalEnvironment, terminfoName: String) -> CursesColors {
        raw()
        noecho()
        nonl()
        intrflush(nc_stdscr(), false)
        leaveok(nc_stdscr(), false)
        scrollok(nc_stdscr(), false)
        guard !environment.refusesColor, has_colors(), start_color() == OK, use_default_colors() == OK else {
            return CursesColors(available: 0, terminfoName: terminfoName)
        }
        return CursesColors(available: Int(nc_colors()), terminfoName: terminfoName)
    }
}
