import Foundation
import Synchronization

/// A server on the loopback that breaks every rule of HTTP to order, on raw sockets.
///
/// It stands before an honest server: requests that no rule fits are passed on, and so is what a `relay` step asks for. Each
/// connection takes one request. It keeps a journal, so that a test can count what was sent and see who was given a key.
public final class Misbehaver: Sendable {
    private struct State {
        var rules: [MisbehaverRule] = []
        var seen: [Int: Int] = [:]
        var journal: [MisbehaverRequest] = []
        var connections = 0
        var open: Set<Int32> = []
        var isDoorOpen = true
        /// How many of the next connections are reset before a byte of them is read.
        var snubs = 0
    }

    /// No flood writes more than this: a client without a limit fails its test and not the machine.
    public static let ceiling = 1 << 30

    /// The port that it listens on.
    public let port: Int
    private let listener: Int32
    private let honest: Int?
    private let state = Mutex(State())

    /// - Parameter honest: the port of the server whose answers are passed on; nil when every request is to be mistreated.
    public init(before honest: Int? = nil) throws {
        self.honest = honest
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = listener
        guard RawConnection.withLoopback(0, { bind(descriptor, $0, $1) }) == 0, listen(descriptor, 64) == 0,
            withUnsafeMutablePointer(
                to: &address,
                { pointer in
                    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
                }) == 0
        else {
            close(descriptor)
            throw CocoaError(.featureUnsupported)
        }
        port = Int(in_port_t(bigEndian: address.sin_port))
        Thread.detachNewThread { [self] in admit() }
    }

    /// Requests in the order in which they came.
    public var journal: [MisbehaverRequest] { state.withLock { $0.journal } }
    /// Connections, also those without a request.
    public var connections: Int { state.withLock { $0.connections } }

    /// What it does from now on.
    public func obey(_ rules: [MisbehaverRule]) { state.withLock { $0.rules = rules } }

    /// Resets the next connections before a byte of them is read.
    public func snub(_ count: Int) { state.withLock { $0.snubs = count } }

    /// Whoever comes from now on is refused.
    public func closeDoor() {
        let isFirst = state.withLock { state in
            defer { state.isDoorOpen = false }
            return state.isDoorOpen
        }
        guard isFirst else { return }
        // Wakes the thread in `accept`, and frees the port at once.
        Foundation.shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    /// Ends everything.
    public func stop() {
        closeDoor()
        state.withLock { state in
            for descriptor in state.open { Foundation.shutdown(descriptor, Int32(SHUT_RDWR)) }
        }
    }

    private func admit() {
        while true {
            let descriptor = accept(listener, nil, nil)
            guard descriptor >= 0 else { return }
            let isSnubbed = state.withLock { state in
                state.connections += 1
                guard state.isDoorOpen else { return true }
                if state.snubs > 0 {
                    state.snubs -= 1
                    return true
                }
                state.open.insert(descriptor)
                return false
            }
            let connection = RawConnection(descriptor: descriptor)
            if isSnubbed {
                connection.armReset()
                close(descriptor)
                continue
            }
            Thread.detachNewThread { [self] in serve(connection) }
        }
    }

    private func serve(_ connection: RawConnection) {
        if let request = connection.request() {
            let (number, steps) = enter(request)
            let honest = honest
            var exchange = MisbehaverExchange(connection: connection, request: request, honest: honest) { [self] in
                closeDoor()
            }
            exchange.perform(steps)
            let written = exchange.written
            state.withLock { $0.journal[number].written = written }
        }
        // Under the lock, so that `stop` never touches a descriptor that was given to somebody else.
        state.withLock { state in
            state.open.remove(connection.descriptor)
            close(connection.descriptor)
        }
    }

    /// Notes the request and finds what is to be done with it.
    private func enter(_ request: MisbehaverRequest) -> (number: Int, steps: [MisbehaverStep]) {
        state.withLock { state in
            var request = request
            var steps: [MisbehaverStep] = [.relay()]
            for (index, rule) in state.rules.enumerated() where rule.fits(request) {
                let seen = state.seen[index, default: 0]
                state.seen[index] = seen + 1
                let strikes = seen - rule.skipping
                guard strikes >= 0, rule.times.map({ strikes < $0 }) ?? true else { continue }
                steps = rule.steps
                request.wasMistreated = true
                break
            }
            state.journal.append(request)
            return (state.journal.count - 1, steps)
        }
    }
}
