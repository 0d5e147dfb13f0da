/// How the samples of a WAV file are laid out ("Multimedia Programming Interface and Data Specifications 1.0", and Microsoft's
/// WAVEFORMATEXTENSIBLE).
struct WAVFormat: Hashable, Sendable {
    enum Encoding: Hashable, Sendable { case unsigned8, signed16, signed24, signed32, float32, float64 }

    var encoding: Encoding
    var channels: Int
    /// Frames in a second.
    var rate: Int

    /// The body of a `fmt ` chunk; nil for what is not plain samples (compressed kinds, odd depths).
    init?(chunk: [UInt8]) {
        guard chunk.count >= 16 else { return nil }
        func number(_ offset: Int) -> Int { Int(chunk[offset]) | Int(chunk[offset + 1]) << 8 }
        var kind = number(0)
        // The real kind is then the beginning of a GUID.
        if kind == 0xfffe, chunk.count >= 26 { kind = number(24) }
        channels = number(2)
        rate = number(4) | number(6) << 16
        switch (kind, number(14)) {
        case (1, 8): encoding = .unsigned8
        case (1, 16): encoding = .signed16
        case (1, 24): encoding = .signed24
        case (1, 32): encoding = .signed32
        case (3, 32): encoding = .float32
        case (3, 64): encoding = .float64
        default: return nil
        }
        guard (1...64).contains(channels), (1...768_000).contains(rate), number(12) == frameBytes else { return nil }
    }

    /// Bytes of one sample of every channel.
    var frameBytes: Int { sampleBytes * channels }

    private var sampleBytes: Int {
        switch encoding {
        case .unsigned8: 1
        case .signed16: 2
        case .signed24: 3
        case .signed32, .float32: 4
        case .float64: 8
        }
    }

    /// The loudest sample of the frame that begins at `offset`, from 0 to 1.
    func peak(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Float {
        var peak: Float = 0
        for channel in 0..<channels { peak = max(peak, abs(sample(bytes, at: offset + channel * sampleBytes))) }
        return peak
    }

    /// One sample of each channel of the frame that begins at `offset`, from -1 to 1.
    func frame(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> [Float] {
        (0..<channels).map { sample(bytes, at: offset + $0 * sampleBytes) }
    }

    private func sample(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Float {
        switch encoding {
        case .unsigned8: return (Float(bytes[offset]) - 128) / 128
        case .signed16:
            return Float(Int16(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Int16.self))) / 32_768
        case .signed24:
            let low = Int32(bytes[offset]) | Int32(bytes[offset + 1]) << 8
            return Float(low | Int32(Int8(bitPattern: bytes[offset + 2])) << 16) / 8_388_608
        case .signed32:
            let value = Int32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self))
            return Float(value) / 2_147_483_648
        case .float32:
            let bits = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
            return Float(bitPattern: bits)
        case .float64:
            let bits = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            return Float(Double(bitPattern: bits))
        }
    }
}
