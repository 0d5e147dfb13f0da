import Dispatch
import Foundation
import Synchronization

/// Signals as a sequence, for as long as it is listened to.
public enum SignalStream {
    /// SIGINT and SIGTERM; from the first call on they do not end the process by themselves.
    public static func interrupts() -> AsyncStream<Int32> {
        let (stream, continuation) = AsyncStream<Int32>.makeStream()
        let sources = SignalSources()
        for number in [SIGINT, SIGTERM] { sources.watch(number) { continuation.yield(number) } }
        continuation.onTermination = { _ in sources.cancel() }
        return stream
    }
}

/// Dispatch sources that live as long as somebody listens.
private final class SignalSources: Sendable {
    private let sources = Mutex<[any DispatchSourceSignal]>([])

    func watch(_ number: Int32, _ handler: @escaping @Sendable () -> Void) {
        signal(number, SIG_IGN)
        sources.withLock { sources in
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler(handler: handler)
            source.resume()
            sources.append(source)
        }
    }

    func cancel() {
        sources.withLock { sources in
            for source in sources { source.cancel() }
            sources = []
        }
    }
}
