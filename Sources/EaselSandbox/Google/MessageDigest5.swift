import Foundation

/// MD5 (RFC 1321), which Cloud Storage still names beside each object. No library of the sandbox has it.
struct MessageDigest5 {
    private var state: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476]

    /// The 16 bytes of the digest.
    static func digest(of bytes: Data) -> [UInt8] {
        var digest = MessageDigest5()
        let whole = bytes.count / 64 * 64
        bytes.withUnsafeBytes { buffer in
            for start in stride(from: 0, to: whole, by: 64) {
                digest.take(UnsafeRawBufferPointer(rebasing: buffer[start..<start + 64]))
            }
        }
        var rest = [UInt8](bytes.suffix(bytes.count - whole)) + [0x80]
        while rest.count % 64 != 56 { rest.append(0) }
        withUnsafeBytes(of: (UInt64(bytes.count) &* 8).littleEndian) { rest += $0 }
        rest.withUnsafeBytes { buffer in
            for start in stride(from: 0, to: buffer.count, by: 64) {
                digest.take(UnsafeRawBufferPointer(rebasing: buffer[start..<start + 64]))
            }
        }
        return digest.state.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) } }
    }

    private static let shifts: [UInt32] = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21]

    private static let sines: [UInt32] = (0..<64).map {
        UInt32((abs(sin(Double($0 + 1))) * 4_294_967_296).rounded(.down))
    }

    private mutating func take(_ block: UnsafeRawBufferPointer) {
        var (a, b, c, d) = (state[0], state[1], state[2], state[3])
        Self.sines.withUnsafeBufferPointer { sines in
            Self.shifts.withUnsafeBufferPointer { shifts in
                for step in 0..<64 {
                    let (mixed, place) = Self.mix(step, b, c, d)
                    let word = UInt32(littleEndian: block.loadUnaligned(fromByteOffset: place * 4, as: UInt32.self))
                    let sum = a &+ mixed &+ sines[step] &+ word
                    let shift = shifts[step / 16 * 4 + step % 4]
                    (a, d, c) = (d, c, b)
                    b = b &+ (sum << shift | sum >> (32 - shift))
                }
            }
        }
        state = [state[0] &+ a, state[1] &+ b, state[2] &+ c, state[3] &+ d]
    }

    /// The round's function of three words, and which word of the block goes with it.
    private static func mix(_ step: Int, _ b: UInt32, _ c: UInt32, _ d: UInt32) -> (UInt32, Int) {
        switch step / 16 {
        case 0: (b & c | ~b & d, step)
        case 1: (d & b | ~d & c, (5 * step + 1) % 16)
        case 2: (b ^ c ^ d, (3 * step + 5) % 16)
        default: (c ^ (b | ~d), 7 * step % 16)
        }
    }
}
