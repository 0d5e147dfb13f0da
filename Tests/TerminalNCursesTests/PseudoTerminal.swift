import CNCurses
import Glibc

/// A terminal of the test's own on standard input and output; for use in an exit test, whose process it takes over.
struct PseudoTerminal {
    let master: Int32

    init?(rows: UInt16, columns: UInt16) {
        // posix_openpt and its relatives are invisible without feature macros.
        let unlock: UInt = 0x4004_5431
        let openPeer: UInt = 0x5441
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        var locked: Int32 = 0
        guard master >= 0, ioctl(master, unlock, &locked) == 0 else { return nil }
        let slave = ioctl(master, openPeer, O_RDWR | O_NOCTTY)
        guard slave >= 0 else { return nil }
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        guard ioctl(master, UInt(TIOCSWINSZ), &size) == 0 else { return nil }
        guard dup2(slave, STDIN_FILENO) >= 0, dup2(slave, STDOUT_FILENO) >= 0 else { return nil }
    }

    /// Types `text`.
    func type(_ text: String) {
        _ = text.utf8.withContiguousStorageIfAvailable { write(master, $0.baseAddress, $0.count) }
    }

    /// Everything the program wrote so far.
    func output() -> String {
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 65_536)
        var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        while poll(&ready, 1, 0) > 0, ready.revents & Int16(POLLIN) != 0 {
            let count = read(master, &block, block.count)
            if count <= 0 { break }
            bytes += block.prefix(count)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Whether the terminal is in its normal, line-wise mode.
    var isCooked: Bool {
        var modes = termios()
        return tcgetattr(STDIN_FILENO, &modes) == 0
            && modes.c_lflag & tcflag_t(ICANON | ECHO) == tcflag_t(ICANON | ECHO)
    }
}
