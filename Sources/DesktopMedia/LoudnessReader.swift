public import struct Foundation.URL

/// Reads how loud sounds are as a whole, through ffmpeg.
public struct LoudnessReader: Sendable {
    private static let rate = 48_000
    private static let channels = 2
    /// A longer sound is measured up to there.
    private static let mostSeconds = 1200

    private let ffmpeg: String

    /// A reader that uses the program `ffmpeg`, found through PATH.
    public init(ffmpeg: String = "ffmpeg") {
        self.ffmpeg = ffmpeg
    }

    /// LUFS of the first sound in `file`; nil for silence, and for less than 0.4 seconds. Cancelling the task ends it.
    @concurrent
    public func loudness(of file: URL) async throws(DesktopMediaError) -> Double? {
        let arguments =
            FFmpeg.input(file) + [
                "-map", "0:a:0", "-ac", "\(Self.channels)", "-ar", "\(Self.rate)", "-t", "\(Self.mostSeconds)",
                "-f", "s16le", "pipe:1",
            ]
        do {
            let start = FrameCutter(meter: LoudnessMeter(rate: Self.rate, channels: Self.channels))
            return try await ProgramRun.stream(of: ffmpeg, arguments, time: FFmpeg.time, into: start) { $0.add($1) }
                .meter.integrated
        } catch {
            throw ProgramRun.error(error, missing: [ffmpeg], purpose: FFmpeg.purpose)
        }
    }

    /// By how many decibels each of several takes is turned down so that all are equally loud; 0 for what cannot be measured.
    public func gains(of files: [URL]) async -> [Double] {
        var loudness: [Double?] = []
        for file in files { loudness.append((try? await self.loudness(of: file)) ?? nil) }
        return LoudnessMatch.gains(loudness)
    }
}

/// Cuts bytes into frames of two samples of 16 bits, wherever the pieces end.
private struct FrameCutter: Sendable {
    var meter: LoudnessMeter
    private var rest: [UInt8] = []

    init(meter: LoudnessMeter) { self.meter = meter }

    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        for byte in bytes {
            rest.append(byte)
            guard rest.count == 4 else { continue }
            meter.add([Self.sample(rest[0], rest[1]), Self.sample(rest[2], rest[3])])
            rest.removeAll(keepingCapacity: true)
        }
    }

    private static func sample(_ low: UInt8, _ high: UInt8) -> Float {
        Float(Int16(bitPattern: UInt16(high) << 8 | UInt16(low))) / 32_768
    }
}
