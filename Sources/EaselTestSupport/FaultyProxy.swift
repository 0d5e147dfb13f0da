import Foundation
import Synchronization

/// A TCP proxy on this machine that breaks connections as it is told. Each runs on threads of its own.
public final class FaultyProxy: Sendable {
    /// What happens to a connection.
    public enum Fault: Hashable, Sendable {
        /// Both sides are cut once so many bytes went up to the server.
        case cutUp(after: Int)
        /// Both sides are cut once so many bytes came down from the server.
        case cutDown(after: Int)
        /// Nothing comes down any more after so many bytes, and the connection stays open.
        case stall(after: Int)
        /// The request is read and answered with this status; the server hears nothing of it.
        case answer(Int)
    }

    private struct State {
        var faults: [Fault?] = []
        var connections = 0
        var happened: [Fault] = []
        var open: Set<Int32> = []
        var isClosed = false
    }

    public let port: UInt16
    private let listener: Int32
    private let target: UInt16
    private let state = Mutex(State())

    /// Passes everything on to a port of this machine. Throws `POSIXError` when there is no port to listen on.
    public init(to target: UInt16) throws {
        self.target = target
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = LoopbackSocket.address(0)
        guard listener >= 0, LoopbackSocket.bind(listener, &address), listen(listener, 64) == 0 else {
            throw POSIXError(.EADDRNOTAVAIL)
        }
        port = LoopbackSocket.port(of: listener)
        let listener = listener
        Thread.detachNewThread { [weak self] in
            while true {
                let client = accept(listener, nil, nil)
                guard client >= 0 else { return }
                guard let self else {
                    close(client)
                    return
                }
                self.serve(client)
            }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
        for socket in state.withLock({ $0.open }) { shutdown(socket, Int32(SHUT_RDWR)) }
    }

    /// What happens to the next connections, in order; nil passes one, and so do all after the last.
    public func plan(_ faults: [Fault?]) { state.withLock { $0.faults = faults } }

    /// What has happened so far.
    public var happened: [Fault] { state.withLock { $0.happened } }

    /// How many connections there were.
    public var connections: Int { state.withLock { $0.connections } }

    private func serve(_ client: Int32) {
        let fault = state.withLock { state -> Fault? in
            state.connections += 1
            return state.faults.isEmpty ? nil : state.faults.removeFirst()
        }
        if case .answer(let status)? = fault {
            note(.answer(status))
            Thread.detachNewThread { LoopbackSocket.refuse(client, with: status) }
            return
        }
        guard let server = LoopbackSocket.connect(to: target) else {
            close(client)
            return
        }
        let pair = SocketPair(client, server)
        state.withLock { $0.open.formUnion([client, server]) }
        Thread.detachNewThread { [weak self] in self?.pump(pair, from: client, to: server, fault, goesUp: true) }
        Thread.detachNewThread { [weak self] in self?.pump(pair, from: server, to: client, fault, goesUp: false) }
    }

    private func pump(_ pair: SocketPair, from source: Int32, to sink: Int32, _ fault: Fault?, goesUp: Bool) {
        var passed = 0
        var buffer = [UInt8](repeating: 0, count: 65_536)
        loop: while true {
            let count = recv(source, &buffer, buffer.count, 0)
            guard count > 0 else { break }
            switch fault {
            case .cutUp(let limit)? where goesUp && passed + count > limit,
                .cutDown(let limit)? where !goesUp && passed + count > limit:
                _ = LoopbackSocket.send(sink, buffer[0..<max(0, limit - passed)])
                if let fault { note(fault) }
                break loop
            case .stall(let limit)? where !goesUp && passed + count > limit:
                if let fault { note(fault) }
                while recv(source, &buffer, buffer.count, 0) > 0 {}
                break loop
            default: guard LoopbackSocket.send(sink, buffer[0..<count]) else { break loop }
            }
            passed += count
        }
        pair.end()
        if pair.isOver { state.withLock { $0.open.subtract(pair.both) } }
    }

    private func note(_ fault: Fault) { state.withLock { $0.happened.append(fault) } }
}

/// Both ends of a connection through the proxy; closed when both directions are over.
private final class SocketPair: Sendable {
    let both: [Int32]
    private let ended = Mutex(0)

    init(_ client: Int32, _ server: Int32) { both = [client, server] }

    var isOver: Bool { ended.withLock { $0 == 2 } }

    func end() {
        for socket in both { shutdown(socket, Int32(SHUT_RDWR)) }
        ended.withLock { count in
            count += 1
            if count == 2 { for socket in both { close(socket) } }
        }
    }
}
