internal import Foundation
internal import Glibc
internal import TerminalUI

/// Reads the waveform of a WAV file without any other program.
enum WAVFile {
    private static let block = 256 * 1024
    /// A header has a handful of chunks; one that never ends is no header.
    private static let mostChunks = 256

    /// The waveform; nil when the file is not WAV, or its samples are compressed.
    static func waveform(of path: String) throws(DesktopMediaError) -> Waveform? {
        var builder = WaveformBuilder()
        let format = try frames(of: path) { format, bytes, offset in builder.add(format.peak(bytes, at: offset)) }
        guard let format else { return nil }
        guard builder.count > 0 else { throw .undecodable }
        return builder.waveform(rate: Double(format.rate))
    }

    /// How loud it is, in LUFS; nil for `value` where it is silent or too short. The whole is nil when the file is not WAV, or
    /// its samples are compressed.
    static func loudness(of path: String) throws(DesktopMediaError) -> (value: Double?, Void)? {
        var meter: LoudnessMeter?
        let format = try frames(of: path) { format, bytes, offset in
            if meter == nil { meter = LoudnessMeter(rate: format.rate, channels: format.channels) }
            meter?.add(format.frame(bytes, at: offset))
        }
        return format == nil ? nil : (meter?.integrated, ())
    }

    /// Hands out every frame; nil when the file is not WAV, or its samples are compressed.
    private static func frames(
        of path: String, _ take: (WAVFormat, UnsafeRawBufferPointer, Int) -> Void
    ) throws(DesktopMediaError) -> WAVFormat? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .unreadable(path: path, code: errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw .unreadable(path: path, code: EINVAL)
        }
        guard let (format, length) = header(descriptor) else { return nil }
        var left = length
        let step = max(1, block / format.frameBytes) * format.frameBytes
        while left > 0 {
            if Task.isCancelled { throw .cancelled }
            let bytes = read(descriptor, min(step, left))
            if bytes.isEmpty { break }
            left -= bytes.count
            bytes.withUnsafeBytes { buffer in
                var offset = 0
                while offset + format.frameBytes <= buffer.count {
                    take(format, buffer, offset)
                    offset += format.frameBytes
                }
            }
        }
        return format
    }

    /// Leaves the file at its samples; nil for what is no WAV file of plain samples.
    private static func header(_ descriptor: Int32) -> (format: WAVFormat, bytes: Int)? {
        let start = read(descriptor, 12)
        guard start.count == 12, start[0..<4].elementsEqual("RIFF".utf8), start[8..<12].elementsEqual("WAVE".utf8)
        else {
            return nil
        }
        var format: WAVFormat?
        for _ in 0..<mostChunks {
            let head = read(descriptor, 8)
            guard head.count == 8 else { return nil }
            let length = (0..<4).reduce(0) { $0 | Int(head[4 + $1]) << (8 * $1) }
            if head[0..<4].elementsEqual("data".utf8) {
                // A writer that streamed did not know the length and left none, or the largest.
                return format.map { ($0, length == 0 || length >= 0x7fff_ffff ? Int.max : length) }
            }
            if head[0..<4].elementsEqual("fmt ".utf8) {
                guard length <= 4096 else { return nil }
                format = WAVFormat(chunk: read(descriptor, length))
                if length % 2 == 1 { lseek(descriptor, 1, SEEK_CUR) }
            } else if lseek(descriptor, off_t(length + length % 2), SEEK_CUR) < 0 {
                return nil
            }
        }
        return nil
    }

    /// The next `count` bytes, fewer at the end of the file.
    private static func read(_ descriptor: Int32, _ count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: max(0, count)) { buffer, initialized in
            while initialized < count {
                let rest = UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[initialized..<count])
                let taken = Glibc.read(descriptor, rest.baseAddress, rest.count)
                if taken < 0, errno == EINTR { continue }
                if taken <= 0 { return }
                initialized += taken
            }
        }
    }
}
