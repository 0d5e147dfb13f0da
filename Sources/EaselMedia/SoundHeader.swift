/// Length in seconds out of the headers of sound files.
enum SoundHeader {
    /// Bytes of sound by bytes a second. A streamed file states no length or a wrong one: then the rest of the file counts.
    static func wav(_ bytes: some ByteReader) -> Double? {
        var offset: Int64 = 12
        var rate: UInt64?
        for _ in 0..<100 {
            let name = bytes.ascii(at: offset, 4)
            guard let length = bytes.littleEndian(at: offset + 4, 4) else { return nil }
            if name == "fmt " { rate = bytes.littleEndian(at: offset + 16, 4) }
            if name == "data" {
                guard let rate, rate > 0 else { return nil }
                let present = max(0, bytes.count - offset - 8)
                return Double(min(Int64(length), present)) / Double(rate)
            }
            offset += 8 + Int64(length) + Int64(length & 1)
        }
        return nil
    }

    /// Samples by sample rate, both in STREAMINFO, which is the first block (RFC 9639, section 8.2).
    static func flac(_ bytes: some ByteReader) -> Double? {
        guard let kind = bytes.bigEndian(at: 4, 1), kind & 0x7F == 0, let packed = bytes.bigEndian(at: 18, 8) else {
            return nil
        }
        let (rate, samples) = (packed >> 44, packed & 0xF_FFFF_FFFF)
        guard rate > 0, samples > 0 else { return nil }
        return Double(samples) / Double(rate)
    }
}
