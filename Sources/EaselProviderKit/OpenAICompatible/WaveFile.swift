public import Foundation

/// Puts samples into a file that players open.
public enum WaveFile {
    /// Signed 16-bit little-endian samples behind the 44 bytes of a RIFF header.
    ///
    /// - Parameters:
    ///   - rate: samples a second of one channel.
    ///   - channels: how many channels take turns in `samples`.
    public static func wrapping(_ samples: Data, rate: Int, channels: Int) -> Data {
        let rate = UInt32(clamping: rate)
        let channels = UInt16(clamping: channels)
        let length = UInt32(clamping: samples.count)
        var file = Data("RIFF".utf8)
        append(length &+ 36, to: &file)
        file.append(Data("WAVEfmt ".utf8))
        append(UInt32(16), to: &file)
        append(UInt16(1), to: &file)
        append(channels, to: &file)
        append(rate, to: &file)
        append(rate &* UInt32(channels) &* 2, to: &file)
        append(channels &* 2, to: &file)
        append(UInt16(16), to: &file)
        file.append(Data("data".utf8))
        append(length, to: &file)
        file.append(samples)
        return file
    }

    private static func append(_ number: some FixedWidthInteger, to file: inout Data) {
        withUnsafeBytes(of: number.littleEndian) { file.append(contentsOf: $0) }
    }
}
