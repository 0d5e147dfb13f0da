import Foundation

/// One request and what is done to it, step by step.
struct MisbehaverExchange {
    let connection: RawConnection
    let request: MisbehaverRequest
    /// The port of the honest server.
    let honest: Int?
    let closeDoor: () -> Void
    /// Bytes that could be written.
    private(set) var written = 0

    init(
        connection: RawConnection, request: MisbehaverRequest, honest: Int?, closingDoor closeDoor: @escaping () -> Void
    ) {
        self.connection = connection
        self.request = request
        self.honest = honest
        self.closeDoor = closeDoor
    }

    mutating func perform(_ steps: [MisbehaverStep]) {
        for step in steps {
            guard perform(step) else { return }
        }
        // What the client sends on is read, so that the close is an end and no reset.
        shutdown(connection.descriptor, Int32(SHUT_WR))
        while !connection.read().isEmpty {}
    }

    /// False when the connection is over.
    private mutating func perform(_ step: MisbehaverStep) -> Bool {
        switch step {
        case .send(let bytes): return connection.write(bytes, counting: &written)
        case .drip(let bytes, let pause): return drip(bytes, pause)
        case .flood(let bytes):
            while written < Misbehaver.ceiling {
                guard connection.write(bytes, counting: &written) else { return false }
            }
            return false
        case .relay(let portion): return relay(portion)
        case .relayClosingDoor(let text):
            let answer = fetch()
            if String(decoding: answer, as: UTF8.self).contains(text) { closeDoor() }
            return connection.write(answer, counting: &written)
        case .wait(let pause):
            Thread.sleep(forTimeInterval: pause / .seconds(1))
            return true
        case .relaySlowly(let pause):
            let answer = fetch()
            let slow = answer.prefix(600)
            return drip(Array(slow), pause) && connection.write(answer[slow.endIndex...], counting: &written)
        case .silence:
            while !connection.read().isEmpty {}
            return false
        case .reset:
            connection.armReset()
            return false
        case .finish:
            shutdown(connection.descriptor, Int32(SHUT_WR))
            while !connection.read().isEmpty {}
            return false
        case .closeDoor:
            closeDoor()
            return true
        }
    }

    private mutating func drip(_ bytes: [UInt8], _ pause: Duration) -> Bool {
        for byte in bytes {
            guard connection.write([byte], counting: &written) else { return false }
            Thread.sleep(forTimeInterval: pause / .seconds(1))
        }
        return true
    }

    private mutating func relay(_ portion: MisbehaverStep.Portion) -> Bool {
        let answer = fetch()
        guard let end = RawConnection.endOfHead(in: answer) else { return false }
        let length =
            switch portion {
            case .all: answer.count
            case .head: end
            case .half: end + (answer.count - end) / 2
            }
        return connection.write(answer[..<length], counting: &written)
    }

    /// The honest answer, whole, of a connection that is not used again.
    private func fetch() -> [UInt8] {
        guard let honest, let server = RawConnection(port: honest) else { return [] }
        defer { close(server.descriptor) }
        var sent = 0
        let head = Self.ending(request.head)
        guard server.write(Array(head.utf8) + request.body, counting: &sent) else { return [] }
        let answer = server.rest()
        guard let end = RawConnection.endOfHead(in: answer) else { return [] }
        return Array(Self.ending(String(decoding: answer[..<end], as: UTF8.self)).utf8) + answer[end...]
    }

    /// The head with `Connection: close` in it.
    private static func ending(_ head: String) -> String {
        let lines = head.components(separatedBy: "\r\n").filter {
            !$0.isEmpty && !$0.lowercased().hasPrefix("connection:")
        }
        return (lines + ["Connection: close"]).joined(separator: "\r\n") + "\r\n\r\n"
    }
}
