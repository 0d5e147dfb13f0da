import Foundation

/// A TCP connection on plain sockets: nothing between the test and the wire. Calls block the thread.
struct RawConnection {
    let descriptor: Int32

    /// Connects to a port of this machine; nil when nobody listens.
    init?(port: Int) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        self.descriptor = descriptor
        guard Self.withLoopback(port, { connect(descriptor, $0, $1) }) == 0 else {
            close(descriptor)
            return nil
        }
    }

    init(descriptor: Int32) { self.descriptor = descriptor }

    /// Up to `length` bytes; empty when the other side is done or gone.
    func read(_ length: Int = 65_536) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            count = max(0, recv(descriptor, buffer.baseAddress, length, 0))
        }
    }

    /// False when the other side is gone. Counts what could be written.
    func write(_ bytes: some Collection<UInt8>, counting count: inout Int) -> Bool {
        let bytes = Array(bytes)
        var start = 0
        while start < bytes.count {
            let sent = bytes.withUnsafeBytes { buffer in
                send(
                    descriptor, buffer.baseAddress?.advanced(by: start), bytes.count - start,
                    Int32(MSG_NOSIGNAL))
            }
            guard sent > 0 else { return false }
            start += sent
            count += sent
        }
        return true
    }

    /// The next close sends a reset in place of an end.
    func armReset() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
    }

    static func withLoopback(_ port: Int, _ use: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                use($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}

extension RawConnection {
    /// Reads one request; nil when the client left before it was whole.
    func request() -> MisbehaverRequest? {
        var bytes: [UInt8] = []
        var end: Int?
        while end == nil {
            let piece = read()
            guard !piece.isEmpty else { return nil }
            bytes += piece
            end = Self.endOfHead(in: bytes)
        }
        guard let end else { return nil }
        let head = String(decoding: bytes[..<end], as: UTF8.self)
        let words = head.prefix { $0 != "\r\n" }.split(separator: " ")
        guard words.count >= 2 else { return nil }
        var request = MisbehaverRequest(
            method: String(words[0]), target: String(words[1]), head: head, body: Array(bytes[end...]))
        let length = request.header("content-length").flatMap { Int($0) } ?? 0
        while request.body.count < length {
            let piece = read()
            guard !piece.isEmpty else { return nil }
            request.body += piece
        }
        return request
    }

    /// Everything until the other side ends.
    func rest() -> [UInt8] {
        var bytes: [UInt8] = []
        while true {
            let piece = read()
            guard !piece.isEmpty else { return bytes }
            bytes += piece
        }
    }

    /// Behind the empty line.
    static func endOfHead(in bytes: [UInt8]) -> Int? {
        let mark: [UInt8] = [13, 10, 13, 10]
        guard bytes.count >= mark.count else { return nil }
        return (0...(bytes.count - mark.count)).first { bytes[$0] == 13 && Array(bytes[$0..<($0 + 4)]) == mark }.map {
            $0 + 4
        }
    }
}
