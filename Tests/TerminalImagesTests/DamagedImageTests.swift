import TerminalImages
import TerminalUI
import Testing

/// Damaged files give an error or some picture, never a crash or a hang.
struct DamagedImageTests {
    private let decoder = ImageDecoder(
        limits: ImageLimits(fileBytes: 1 << 20, pixels: 4_000_000, workingBytes: 32 << 20))
    private let box = Size(width: 8, height: 8)

    private func survives(_ bytes: [UInt8]) -> Bool {
        guard let image = try? decoder.decode(bytes, fitting: box) else { return true }
        return image.width <= box.width && image.height <= box.height
    }

    @Test(arguments: Fixture.all)
    func `a file cut anywhere is survived`(name: String) throws {
        let bytes = try Fixture.bytes(name)
        for length in 0..<bytes.count {
            #expect(survives(Array(bytes.prefix(length))))
        }
    }

    @Test(arguments: [
        "quadrants.png", "interlaced.png", "quadrants.jpg", "lossy.webp", "lossless.webp", "interlaced.gif",
    ])
    func `a file without its second half is called damaged`(name: String) throws {
        let bytes = try Fixture.bytes(name)
        #expect(throws: ImageDecodingError.self) {
            try decoder.decode(Array(bytes.prefix(bytes.count * 3 / 5)), fitting: box)
        }
    }

    @Test(arguments: Fixture.all)
    func `every single changed byte is survived`(name: String) throws {
        let bytes = try Fixture.bytes(name)
        for index in bytes.indices {
            for value in [0, 0xff, bytes[index] ^ 0x01, bytes[index] ^ 0x80] {
                var damaged = bytes
                damaged[index] = value
                #expect(survives(damaged))
            }
        }
    }

    @Test(arguments: Fixture.all)
    func `random damage is survived`(name: String) throws {
        let bytes = try Fixture.bytes(name)
        var random = SeededGenerator(seed: 42)
        for _ in 0..<300 {
            var damaged = bytes
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                damaged[Int.random(in: 0..<damaged.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            #expect(survives(damaged))
        }
    }
}

/// SplitMix64: the same numbers in every run.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return value ^ (value >> 31)
    }
}
