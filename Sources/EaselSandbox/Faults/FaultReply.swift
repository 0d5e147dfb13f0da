import Foundation
import HTTPTypes
import NIOCore

/// Replies that no honest server gives.
enum FaultReply {
    /// No fault writes more than this: a client without a limit fails its test and not the machine.
    private static let ceiling = 1 << 30

    /// A body of the same piece again and again, for as long as the client reads.
    static func endless(like honest: SandboxReply) -> SandboxReply {
        var reply = honest
        let piece = ByteBuffer(repeating: UInt8(ascii: "A"), count: 65_536)
        reply.body = .raw { body in
            for _ in 0..<(ceiling / piece.readableBytes) { try await body.write(piece) }
        }
        return reply
    }

    /// A gzip stream that inflates to 158 times its size and has no end: a block of fixed codes (RFC 1951, section 3.2.6) that
    /// repeats one byte.
    static func bomb(like honest: SandboxReply) -> SandboxReply {
        var reply = honest.adding("Content-Encoding", "gzip")
        let piece = ByteBuffer(bytes: Array(repeatElement(repetitions, count: 4000).joined()))
        reply.body = .raw { body in
            try await body.write(ByteBuffer(bytes: beginning))
            for _ in 0..<(ceiling / piece.readableBytes) { try await body.write(piece) }
        }
        return reply
    }

    static func redirect(to port: Int?, from request: SandboxRequest) -> SandboxReply {
        let place = port.map { "http://127.0.0.1:\($0)/elsewhere" } ?? request.target
        return SandboxReply(status: 302, contentType: "text/plain", body: Data()).adding("Location", place)
    }

    /// The header of a gzip stream, the literal 0 and its first repetition, up to the border of a byte.
    private static let beginning: [UInt8] = [
        0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0x63, 0x18, 0x05,
    ]
    /// Eight repetitions of 258 bytes.
    private static let repetitions: [UInt8] = [
        0xA3, 0x60, 0x14, 0x8C, 0x82, 0x51, 0x30, 0x0A, 0x46, 0xC1, 0x28, 0x18, 0x05,
    ]
}
