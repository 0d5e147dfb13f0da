internal import Dispatch
internal import Glibc
internal import TerminalUI

/// Reads the terminal when it has something, decodes, and runs a timer only while an escape is pending.
@MainActor
final class InputReader {
    private static let escapeDelay = DispatchTimeInterval.milliseconds(30)
    private static let sequenceDelay = DispatchTimeInterval.seconds(1)
    private static let blockSize = 64 * 1024

    private(set) var decoder: InputDecoder
    /// Called after every read, with no event when the bytes completed none.
    private let deliver: @MainActor ([InputEvent]) -> Void
    private var source: (any DispatchSourceRead)?
    private var timer: (any DispatchSourceTimer)?
    private var isTimerSet = false
    private var isPaused = false

    init(decoder: InputDecoder, deliver: @escaping @MainActor ([InputEvent]) -> Void) {
        self.decoder = decoder
        self.deliver = deliver
    }

    /// What the terminal answered since the last call.
    func takeReplies() -> [TerminalReply] { decoder.takeReplies() }

    func start() {
        let source = MainQueueSource.reading(STDIN_FILENO) { [weak self] in self?.readAvailable() }
        let timer = MainQueueSource.timer { [weak self] in self?.timeIsUp() }
        timer.schedule(deadline: .distantFuture)
        source.activate()
        timer.activate()
        self.source = source
        self.timer = timer
    }

    /// Leaves the input to somebody else.
    func pause() {
        guard !isPaused, let source else { return }
        isPaused = true
        source.suspend()
    }

    func proceed() {
        guard isPaused, let source else { return }
        isPaused = false
        source.resume()
    }

    func stop() {
        proceed()
        source?.cancel()
        timer?.cancel()
        source = nil
        timer = nil
    }

    private func readAvailable() {
        guard source != nil, !isPaused else { return }
        // Somebody else may have been quicker, and the descriptor blocks.
        var ready = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        guard poll(&ready, 1, 0) > 0 else { return }
        var count = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: InputReader.blockSize) { buffer, initialized in
            count = read(STDIN_FILENO, buffer.baseAddress, buffer.count)
            initialized = max(0, count)
        }
        if count > 0 {
            take(decoder.decode(bytes))
        } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
            stop()
            deliver([.hangup])
        }
    }

    private func timeIsUp() {
        isTimerSet = false
        take(decoder.flush())
    }

    private func take(_ events: [InputEvent]) {
        setTimer()
        deliver(events)
    }

    private func setTimer() {
        switch decoder.pending {
        case .nothing:
            guard isTimerSet else { return }
            isTimerSet = false
            timer?.schedule(deadline: .distantFuture)
        case .escape:
            isTimerSet = true
            timer?.schedule(deadline: .now() + InputReader.escapeDelay)
        case .sequence:
            isTimerSet = true
            timer?.schedule(deadline: .now() + InputReader.sequenceDelay)
        }
    }
}
