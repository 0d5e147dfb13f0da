import CTerminalGuard
import Glibc
import Testing

/// Signals are the whole process's business, so each test has a process of its own.
@Suite(.timeLimit(.minutes(5)))
struct TerminalGuardTests {
    @Test func `signals are noted in the pipe and do nothing else`() async {
        await #expect(processExitsWith: .exitCode(42)) {
            let pipe = tg_install_signal_notes()
            for signal in [SIGWINCH, SIGTSTP, SIGTERM, SIGHUP, SIGCONT] {
                kill(getpid(), signal)
                var ready = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
                while poll(&ready, 1, -1) < 0 {}
                var byte: UInt8 = 0
                guard read(pipe, &byte, 1) == 1, Int32(byte) == signal else { exit(1) }
            }
            exit(42)
        }
    }

    @Test func `a program that does not listen ends at the third request`() async {
        await #expect(processExitsWith: .signal(SIGTERM)) {
            _ = tg_install_signal_notes()
            for _ in 0..<2 {
                kill(getpid(), SIGTERM)
                usleep(50_000)
            }
            kill(getpid(), SIGTERM)
            sleep(30)
        }
    }

    @Test func `acknowledged requests do not add up`() async {
        await #expect(processExitsWith: .exitCode(42)) {
            _ = tg_install_signal_notes()
            for _ in 0..<5 {
                kill(getpid(), SIGTERM)
                usleep(20_000)
                tg_acknowledge_signals()
            }
            exit(42)
        }
    }

    @Test func `afterwards signals mean what they did before`() async {
        await #expect(processExitsWith: .signal(SIGTERM)) {
            _ = tg_install_signal_notes()
            tg_remove_signal_notes()
            kill(getpid(), SIGTERM)
            sleep(30)
        }
    }
}
