internal import CTerminalGuard
internal import Dispatch
internal import Glibc

/// Hands over the signals that the guard's handlers noted in their pipe.
@MainActor
final class SignalReader {
    private let pipe: Int32
    private let deliver: @MainActor (Int32) -> Void
    private var source: (any DispatchSourceRead)?

    init(pipe: Int32, deliver: @escaping @MainActor (Int32) -> Void) {
        self.pipe = pipe
        self.deliver = deliver
    }

    func start() {
        let source = MainQueueSource.reading(pipe) { [weak self] in self?.readAvailable() }
        source.activate()
        self.source = source
    }

    func stop() {
        source?.cancel()
        source = nil
    }

    /// Blocks until SIGCONT, or a request to end, was noted; returns the other signals noted before it.
    func waitUntilContinued() -> [Int32] {
        var others: [Int32] = []
        while true {
            var ready = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
            guard poll(&ready, 1, -1) > 0 || errno == EINTR else { return others }
            let signals = noted()
            others += signals.filter { $0 != SIGCONT }
            if signals.contains(where: { [SIGCONT, SIGTERM, SIGHUP].contains($0) }) { return others }
        }
    }

    private func readAvailable() {
        guard source != nil else { return }
        for signal in noted() { deliver(signal) }
    }

    /// What is in the pipe; a signal noted more than once counts once.
    private func noted() -> [Int32] {
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = read(pipe, &bytes, bytes.count)
        tg_acknowledge_signals()
        var signals: [Int32] = []
        for byte in bytes.prefix(max(0, count)) where !signals.contains(Int32(byte)) { signals.append(Int32(byte)) }
        return signals
    }
}
